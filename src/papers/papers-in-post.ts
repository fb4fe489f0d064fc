import type { StoredPost } from "../channel/post.ts";
import { readPaperName } from "./paper-name.ts";

/** A paper that a post links to or whose number it gives. */
export interface PaperLink {
  /** What finds it: an arXiv id or an address. */
  readonly name: string;
  /** What the post calls it, where words stand before the link; else its number. */
  readonly label: string;
}

// arXiv:2402.17152v2, https://arxiv.org/pdf/2402.17152, 2402.17152 by itself
const ARXIV_ID =
  /(?<![\d./])(?:arxiv:\s*|(?:https?:\/\/)?(?:www\.)?arxiv\.org\/\w+\/)?(\d{4}\.\d{4,5})(?:v\d+)?(?![\d]|\.\d)/gi;
const ARXIV_ADDRESS = /\barxiv\.org\/\w+\/(\d{4}\.\d{4,5})/i;
const PAPER_ADDRESS = /\b(?:doi\.org|openreview\.net|aclanthology\.org|dl\.acm\.org)\/\S/i;

/** The papers that a post points to, in the order of the text, each once. */
export function papersInPost({ text, entities }: Pick<StoredPost, "text" | "entities">): PaperLink[] {
  const linked = entities.flatMap(({ url, offset, length }) => {
    const name = url === undefined ? null : paperBehind(url);
    return name === null
      ? []
      : [{ at: offset, name, label: labelOf(text.slice(offset, offset + length), name) }];
  });
  const written = [...text.matchAll(ARXIV_ID)].flatMap(({ index, 1: id = "", 0: found }) =>
    // A bare number of four digits after the point is as likely a version or a price.
    found === id && id.length < 10 ? [] : [{ at: index, name: id, label: `arXiv ${id}` }],
  );
  return firstOfEach([...linked, ...written].sort((a, b) => a.at - b.at));
}

function paperBehind(url: string): string | null {
  return ARXIV_ADDRESS.exec(url)?.[1] ?? (PAPER_ADDRESS.test(url) ? url : null);
}

/** "[1]", "тут" and an address are no names. */
function labelOf(words: string, name: string): string {
  const label = words.replace(/\s+/g, " ").trim();
  const isName = /\p{L}.*\s.*\p{L}|\p{Lu}.*\p{Lu}/u.test(label) && !/^https?:|\.\w+\//.test(label);
  if (isName) return label;
  return readPaperName(name).kind === "arxiv" ? `arXiv ${name}` : name.replace(/^https?:\/\/(?:www\.)?/, "");
}

function firstOfEach(papers: readonly (PaperLink & { at: number })[]): PaperLink[] {
  const seen = new Map<string, PaperLink>();
  for (const { name, label } of papers) {
    const known = seen.get(name);
    // A title says more than a number that stands before it.
    if (known === undefined || (known.label.startsWith("arXiv ") && !label.startsWith("arXiv ")))
      seen.set(name, { name, label });
  }
  return [...seen.values()];
}
