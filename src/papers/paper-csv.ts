import { type Paper, paperLinks } from "./paper.ts";

/** A paper with the posts that name it. */
export interface PaperRow {
  readonly paper: Paper;
  readonly posts: number;
  /** As it is shown: 2024-05-17; null where it is not known. */
  readonly firstMention: string | null;
  readonly lastMention: string | null;
  readonly postLinks: readonly string[];
}

const COLUMNS: readonly (readonly [name: string, cell: (row: PaperRow) => string])[] = [
  ["title", ({ paper }) => paper.title],
  ["aliases", ({ paper }) => paper.aliases.join("; ")],
  ["authors", ({ paper }) => [...paper.authors, ...(paper.hasMoreAuthors ? ["et al."] : [])].join("; ")],
  ["year", ({ paper }) => paper.year?.toString() ?? ""],
  // A spreadsheet takes a bare 2402.10150 for a number and drops the zero.
  ["arxiv", ({ paper }) => (paper.arxivId === null ? "" : `arXiv:${paper.arxivId}`)],
  ["doi", ({ paper }) => paper.doi ?? ""],
  ["url", ({ paper }) => paperLinks(paper).page ?? ""],
  ["posts", ({ posts }) => String(posts)],
  ["first_mention", ({ firstMention }) => firstMention ?? ""],
  ["last_mention", ({ lastMention }) => lastMention ?? ""],
  ["links", ({ postLinks }) => postLinks.join(" ")],
];
const BYTE_ORDER_MARK = "\ufeff"; // without it Excel takes UTF-8 for the code page of the machine

/** A table for spreadsheets and scripts, as RFC 4180 has it, with a line of names first. */
export function csvOf(rows: readonly PaperRow[]): string {
  const names = COLUMNS.map(([name]) => name);
  const lines = [names, ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function quoted(cell: string): string {
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet takes a cell that begins so for a formula, and runs it: https://owasp.org/www-community/attacks/CSV_Injection */
function harmless(cell: string): string {
  return /^\s*[=+\-@]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
