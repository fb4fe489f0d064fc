import type { StoredPost } from "../channel/post.ts";
import { nameKey, titleKey } from "../papers/keys.ts";
import type { ListedPaper } from "../papers/paper.ts";

/** A long title stands in no text by chance. */
const LEAST_TITLE_CHARS = 12;
const OPENING_CHARS = 600;

/** Those of a post's papers that it tells of: it gives their title or address, or has their name in its heading. */
export function toldPapers(
  { text, entities }: Pick<StoredPost, "text" | "entities">,
  heading: string,
  papers: readonly ListedPaper[],
): readonly ListedPaper[] {
  if (papers.length === 0) return papers;
  const written = titleKey(text);
  const addresses = [text, ...entities.map(({ url = "" }) => url)].join(" ").toLowerCase();
  const names = new Set(heading.split(/\s+/).map(nameKey));
  return papers.filter(
    (paper) =>
      hasTitle(written, paper) ||
      addressesOf(paper).some((address) => addresses.includes(address)) ||
      paper.aliases.some((alias) => names.has(nameKey(alias))),
  );
}

/** Whether papers are what the post is about: it tells of several, or of one from the beginning. */
export function isAboutPapers(post: StoredPost, heading: string, told: readonly ListedPaper[]): boolean {
  if (told.length !== 1) return told.length > 1;
  const text = post.text.slice(0, OPENING_CHARS);
  const entities = post.entities.filter(({ offset }) => offset < OPENING_CHARS);
  return toldPapers({ text, entities }, heading, told).length > 0;
}

/** A post may leave the subtitle out. */
function hasTitle(written: string, { title }: ListedPaper): boolean {
  const key = titleKey(title.split(/:\s/)[0] ?? title);
  return key.length >= LEAST_TITLE_CHARS && written.includes(key);
}

function addressesOf({ arxivId, doi, url }: ListedPaper): string[] {
  return [arxivId, doi, url?.replace(/^https?:\/\//, "").toLowerCase()].flatMap((address) => address ?? []);
}
