import { keyOfTitle } from "./catalogue/paper-keys.ts";
import type { Paper } from "./paper.ts";
import { keyIn } from "./typed-key.ts";

/**
 * Every key that a paper is or was known under: its own, and those of its number, its page and its title. A paper that
 * was saved by its title stays the same when a post gives it a number.
 */
export function keysOfPaper({ key, title, arxivId, doi, url }: Paper): string[] {
  const written = [arxivId === null ? null : `arxiv:${arxivId}`, doi === null ? null : `doi:${doi}`];
  const page = url === null ? null : keyIn(url);
  return [...new Set([key, ...written, page, keyOfTitle(title)])].filter((one) => one !== null);
}
