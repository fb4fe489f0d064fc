import type { PapersOrder, PapersPage } from "../papers/paper-lists.ts";
import type { Cli } from "./cli.ts";
import { type OpenPapers, paperLine, paperToJson, withPapers } from "./run-paper.ts";

const DAY_CHARS = 10; // 2024-10-16

export interface PapersOptions {
  readonly json?: boolean;
  readonly newest?: boolean;
  readonly limit: number;
}

/** Prints the papers that posts name: all, of a year or a month, or with some words. */
export async function runPapers(
  query: string,
  { json = false, newest = false, limit }: PapersOptions,
  run: { readonly cli: Cli; readonly open: OpenPapers },
): Promise<void> {
  const order: PapersOrder = newest ? "newest" : "mentions";
  const page = await withPapers(run, (papers) =>
    papers.listPapers({ asked: { kind: "query", query }, order, offset: 0, limit }),
  );
  const { stdout, stderr } = run.cli;
  if (!page.isComplete) stderr.write("note: some posts are not read for papers yet; run: reindex papers\n");
  stdout.write(json ? `${JSON.stringify(toJson(query, page))}\n` : toText(page));
}

function toJson(query: string, { total, papers }: PapersPage) {
  return {
    query,
    total,
    papers: papers.map((paper) => ({
      ...paperToJson(paper),
      first: paper.first?.slice(0, DAY_CHARS) ?? null,
      last: paper.last?.slice(0, DAY_CHARS) ?? null,
    })),
  };
}

function toText({ total, papers }: PapersPage): string {
  if (total === 0) return "No papers found.\n";
  return `${total} papers\n\n${papers.map((paper) => `- ${paperLine(paper)}`).join("")}`;
}
