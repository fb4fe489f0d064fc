import type { ListedPaper } from "../papers/paper.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { PapersAsked, PapersOrder, PapersPage } from "../papers/paper-lists.ts";
import type { ListPlace } from "./button-data.ts";
import type { List, ListRequest, PapersList } from "./list.ts";
import { markOf } from "./paper-mark.ts";

/** Papers for what a person typed after /papers. */
export function papersList(query: string): ListRequest {
  return { kind: "papers", query };
}

/** Papers like another one. */
export function papersLike({ key, title }: Pick<ListedPaper, "key" | "title">): ListRequest {
  return { kind: "papers", query: title, similarTo: key };
}

/** What a message shows of a list of papers. */
export interface PapersListPage extends PapersPage, ListPlace {
  readonly list: PapersList;
  readonly pages: number;
}

/** The page asked for, or the last one when the list has become shorter. */
export async function loadPapersPage(
  list: PapersList,
  { page, order }: ListPlace,
  papers: PaperFinder,
): Promise<PapersListPage> {
  const { pageSize } = list;
  const slice = { offset: page * pageSize, limit: pageSize };
  const found = await papers.listPapers({ asked: askedBy(list), order: papersOrder(order), ...slice });
  const pages = Math.max(1, Math.ceil(found.total / pageSize));
  if (page >= pages) return loadPapersPage(list, { page: pages - 1, order }, papers);
  return { ...found, list, order, page, pages };
}

function askedBy({ query, similarTo }: PapersList): PapersAsked {
  return similarTo === undefined ? { kind: "query", query } : { kind: "similar", key: similarTo };
}

/** A list that is not asked for its newest first begins with what is named most. */
function papersOrder(order: ListPlace["order"]): PapersOrder {
  return order === "newest" ? "newest" : "mentions";
}

/** The paper that a button under a list means by its mark; null where it is gone. */
export async function paperMarked(
  list: List,
  { mark, from }: { mark: string; from: ListPlace },
  papers: PaperFinder,
): Promise<ListedPaper | null> {
  const marked = (shown: readonly ListedPaper[]) => shown.find(({ key }) => markOf(key) === mark) ?? null;
  if (list.kind === "paper") {
    const { paper, alternatives } = await papers.findPaper({ name: list.query, offset: 0, limit: 1 });
    return marked(paper === null ? alternatives : [paper, ...alternatives]);
  }
  if (list.kind !== "papers") return null;
  const page = await loadPapersPage(list, from, papers);
  // New posts may have moved it to another page.
  const request = { asked: askedBy(list), order: papersOrder(from.order), offset: 0, limit: page.total };
  return marked(page.papers) ?? marked((await papers.listPapers(request)).papers);
}
