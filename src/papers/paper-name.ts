/** How a person names a paper. */
export interface PaperName {
  readonly kind: "arxiv" | "link" | "words";
  /** As it is shown: trimmed, at most 256 characters. */
  readonly query: string;
  /** Words that stand in every post that names it. */
  readonly phrase: string;
  /** What a link to it leads to, in a form that can be compared; null where only the words are known. */
  readonly address: string | null;
}

/** A longer title says no more. */
const LONGEST_NAME_CHARS = 256;
// 2402.17152, arXiv:2402.17152v2, https://arxiv.org/pdf/2402.17152.pdf
const ONLY_ARXIV =
  /^(?:arxiv:\s*|(?:https?:\/\/)?(?:www\.)?arxiv\.org\/\w+\/)?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?$/i;
const ARXIV_ADDRESS = /\barxiv\.org\/\w+\/(\d{4}\.\d{4,5})(?!\d)/i;
// https://openreview.net/forum?id=X, doi.org/10.1145/3460231
const ADDRESS = /^(?:https?:\/\/)?(?:[a-z\d-]+\.)+[a-z]{2,}\/\S+$/i;

/** The version of an arXiv id is dropped: posts rarely name it, and it is the same paper. */
export function readPaperName(text: string): PaperName {
  const query = shorten(text.replace(/\s+/g, " ").trim());
  const id = ONLY_ARXIV.exec(query)?.[1];
  if (id !== undefined) return { kind: "arxiv", query, phrase: id, address: `arxiv:${id}` };
  if (!ADDRESS.test(query)) return { kind: "words", query, phrase: query, address: null };
  const address = comparableAddress(query);
  // What follows a question mark is no word of any post.
  return {
    kind: "link",
    query,
    phrase:
      address
        .replace(/[?#].*$/, "")
        .split("/")
        .at(-1) ?? "",
    address,
  };
}

/** Whether an address leads to this paper, in any version and by any spelling of the address. */
export function leadsTo(url: string, address: string): boolean {
  return comparableAddress(url) === address;
}

function comparableAddress(url: string): string {
  const id = ARXIV_ADDRESS.exec(url)?.[1];
  if (id !== undefined) return `arxiv:${id}`;
  return url
    .replace(/^https?:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/[/#]+$/, "")
    .toLowerCase();
}

function shorten(text: string): string {
  return text.slice(0, LONGEST_NAME_CHARS).replace(/[\ud800-\udbff]$/, "");
}
