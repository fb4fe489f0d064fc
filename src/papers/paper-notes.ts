import type { ReadablePost } from "../channel/passages.ts";
import type { TextRange } from "../search/hit.ts";

/** Why a part of a post counts as naming a paper. */
export type Rule =
  /** words or an address that lead to a paper's page */
  | "link"
  /** arXiv:2402.17152, doi:10.1145/3460231 */
  | "number"
  /** the title of a paper of the list of well-known ones */
  | "known-title"
  /** a title that has a line for itself, or "Title от Google." */
  | "heading"
  /** a title that an item of a list consists of or begins with */
  | "list-item"
  /** «Title» */
  | "quoted"
  /** статья Title */
  | "after-word"
  /** an English title inside Russian text */
  | "foreign-title";

/** A place in a post that names a paper by itself; offsets in UTF-16 units into `readableText(post)`. */
export interface Sighting extends TextRange {
  readonly rule: Rule;
  /** As the post spells it; null where only a number or a link names the paper. */
  readonly title: string | null;
  /** Without a version. */
  readonly arxivId: string | null;
  /** In lower case. */
  readonly doi: string | null;
  /** Another page about the paper, in a form that can be compared: openreview.net/forum?id=x */
  readonly page: string | null;
  /** Short names that the post gives the paper beside its title, as it spells them. */
  readonly names: readonly string[];
}

/** A short name that stands in a post; whether a paper is called so, other posts and the list may tell. */
export interface NamePlace extends TextRange {
  /** As names are compared: see `nameKey`. */
  readonly name: string;
}

/** What a post says of papers, in the order of its text. */
export interface PaperNotes {
  /** No two start at the same place. */
  readonly sightings: readonly Sighting[];
  /** The first place of each name. */
  readonly names: readonly NamePlace[];
}

/** Notices papers in posts. What it says of a post depends on that post and on the list of well-known papers alone. */
export interface PaperReader {
  /** Changes with the rules and with the list: notes made under another stamp have to be made anew. */
  readonly stamp: string;
  read(post: ReadablePost): PaperNotes;
}
