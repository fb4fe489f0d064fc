import { FormattedString } from "@grammyjs/parse-mode";
import type { InlineKeyboard } from "grammy";
import { bibtexOf } from "../papers/bibtex.ts";
import { type ListedPaper, type Paper, paperLinks } from "../papers/paper.ts";
import { readPaperName } from "../papers/paper-name.ts";
import { buttonData } from "./button-data.ts";
import { alertsData } from "./digests/digest-data.ts";
import type { ListPage } from "./list.ts";
import type { ListViewOptions } from "./list-view.ts";
import { markOf } from "./paper-mark.ts";
import { shownDate } from "./post-date.ts";
import { LONGEST_LABEL_CHARS, shortened } from "./text-cut.ts";
import type { Texts } from "./texts.ts";

/** What a paper's card begins with. */
export const PAPER_SIGN = "📄";

const LONGEST_TITLE_CHARS = 300; // the longest on arXiv are
const LONGEST_NAME_CHARS = 60;
const MAX_AUTHORS = 3;
/** What may be meant as well, beside a paper that is; and the nearest where none is. */
const MAX_OTHERS = 2;
const MAX_NEAREST = 3;
const MAX_COPY_CHARS = 256; // https://core.telegram.org/bots/api#copytextbutton

/** Whether the reader has to say which paper is meant before there is anything to show. */
export function isChoice({ list, paper, alternatives, total }: ListPage): boolean {
  return list.kind === "paper" && paper == null && total === 0 && (alternatives ?? []).length > 0;
}

/** Whether a paper is known, so that there is something to say though no post names it. */
export function isOfPaper({ paper }: ListPage): boolean {
  return paper != null;
}

/** The paper's card and what posts say of it; where none is known, the words that were asked. */
export function paperHeading(page: ListPage, options: ListViewOptions): FormattedString {
  const { texts } = options;
  const { paper } = page;
  if (paper == null) {
    const query = FormattedString.b(shownName(page.query));
    return page.isExact === true
      ? texts.rich("results-paper", { query, posts: texts.plain("posts-count", { count: page.total }) })
      : texts.rich("results-paper-near", { query });
  }
  return FormattedString.join([paperCard(paper, texts), saidOf(page, options)], "\n\n");
}

/** An address of arXiv is called after the paper's number. */
function shownName(name: string): string {
  const paper = readPaperName(name);
  return paper.kind === "arxiv" ? `arXiv ${paper.phrase}` : name;
}

function paperCard(paper: Paper, texts: Texts): FormattedString {
  const title = FormattedString.b(shortened(paper.title, LONGEST_TITLE_CHARS));
  const facts = [authorsOf(paper, texts), paper.year === null ? "" : String(paper.year)];
  const ids = [
    ...(paper.arxivId === null ? [] : [`arXiv:${paper.arxivId}`]),
    ...(paper.doi === null ? [] : [`DOI ${paper.doi}`]),
  ];
  const lines = [
    FormattedString.join([PAPER_SIGN, " ", title]),
    new FormattedString(facts.filter((fact) => fact !== "").join(" · ")),
    // A tap copies it.
    FormattedString.join(
      ids.map((id) => FormattedString.code(id)),
      " · ",
    ),
  ];
  return FormattedString.join(
    lines.filter(({ rawText }) => rawText !== ""),
    "\n",
  );
}

function authorsOf({ authors, hasMoreAuthors }: Paper, texts: Texts): string {
  const names = authors.slice(0, MAX_AUTHORS).map((name) => shortened(name, LONGEST_NAME_CHARS));
  if (names.length === 0) return "";
  const isAll = !hasMoreAuthors && authors.length <= MAX_AUTHORS;
  return isAll ? names.join(", ") : texts.plain("paper-more-authors", { authors: names.join(", ") });
}

/** What leads over to the posts. */
function saidOf(page: ListPage, { texts, formatDate, showChannels }: ListViewOptions): FormattedString {
  const channels = showChannels ? "several" : "one";
  const [first] = page.hits;
  if (page.isExact !== true) {
    const near = first === undefined ? [] : [" ", texts.rich("paper-near")];
    return FormattedString.join([texts.rich("paper-no-post", { channels }), ...near]);
  }
  // The words stand there; whether they mean this paper nobody knows.
  if (page.paper?.posts === 0) {
    const query = FormattedString.b(page.query);
    return texts.rich("paper-by-words", { query, posts: texts.plain("posts-count", { count: page.total }) });
  }
  if (page.total === 1 && first !== undefined)
    return texts.rich("paper-one-post", { channels, date: shownDate(first.post, formatDate) });
  return texts.rich("paper-posts", { channels, count: page.total });
}

/** Why the posts count as naming the paper: for whoever can say that they do not. */
export function paperFooter({ hits }: ListPage, texts: Texts): string[] {
  const rules = new Set(
    hits.flatMap((hit) => ("rule" in hit && hit.rule !== null ? [texts.plain(`rule-${hit.rule}`)] : [])),
  );
  return rules.size === 0 ? [] : [texts.plain("paper-rules", { rules: [...rules].join(", ") })];
}

/** Where it is read, its BibTeX entry, papers like it, and others that may be meant. */
export function addPaperButtons(
  keyboard: InlineKeyboard,
  page: ListPage,
  { texts, buttons }: Pick<ListViewOptions, "texts" | "buttons">,
): void {
  addLinks(keyboard.row(), page, texts);
  if (buttons.kind !== "private") return;
  const { token, hideToken } = buttons;
  const { paper = null } = page;
  if (paper !== null) {
    addBibtex(keyboard.row(), paper, { texts, token });
    keyboard.text(texts.plain("button-alike"), buttonData(token, { kind: "alike" }));
    keyboard.text(texts.plain("button-watch"), alertsData("watch", token));
  }
  const others = page.alternatives ?? [];
  for (const other of others.slice(0, paper === null ? MAX_NEAREST : MAX_OTHERS))
    keyboard
      .row()
      .text(texts.plain("button-other-paper", { paper: paperLabel(other) }), openData(token, other));
  if (hideToken !== undefined)
    keyboard.row().text(texts.plain("button-hide-paper"), buttonData(hideToken, { kind: "hide-paper" }));
}

function addLinks(keyboard: InlineKeyboard, { paper = null, query }: ListPage, texts: Texts): void {
  const { page, pdf } = paperLinks(paper ?? { arxivId: arxivIdIn(query), doi: null, url: null });
  if (page === null) return;
  if (pdf === null) keyboard.url(texts.plain("button-read-paper"), page);
  else keyboard.url("arXiv", page).url("PDF", pdf);
}

function arxivIdIn(query: string): string | null {
  const { kind, phrase } = readPaperName(query);
  return kind === "arxiv" ? phrase : null;
}

/** A tap copies it where Telegram can hold it, else it comes as a file. */
function addBibtex(
  keyboard: InlineKeyboard,
  paper: Paper,
  { texts, token }: { texts: Texts; token: string },
): void {
  const bibtex = bibtexOf(paper).trim();
  if (bibtex.length <= MAX_COPY_CHARS) keyboard.copyText(texts.plain("button-bibtex"), bibtex);
  else keyboard.text(texts.plain("button-bibtex"), buttonData(token, { kind: "bibtex" }));
}

function openData(token: string, { key }: ListedPaper): string {
  return buttonData(token, {
    kind: "listed-paper",
    mark: markOf(key),
    from: { page: 0, order: "relevance" },
  });
}

/** What a button calls a paper: as people do, where they have a name for it. */
export function paperLabel({ aliases: [alias], title }: Pick<Paper, "aliases" | "title">): string {
  return shortened(alias ?? title, LONGEST_LABEL_CHARS);
}
