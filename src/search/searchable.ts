import { type Passage, passagesOf, readableText } from "../channel/passages.ts";
import type { Post } from "../channel/post.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** A passage's words, split by where they stand: what a reader reads weighs more than addresses. */
export interface SearchablePassage {
  readonly text: readonly Token[];
  readonly heading: readonly string[];
  /** Words of addresses, in the text or behind words: "arxiv.org/abs/2402.17152" under "статья". */
  readonly links: readonly string[];
  /** Author and origin, with the post's first passage only. */
  readonly names: readonly string[];
}

/** Addresses are full of transliterated words that would pass for the text's own. */
const ADDRESS = /https?:\/\/\S+/g;
const TRAILING_PUNCTUATION = /[).,;:!?»"]+$/;

/** What can be searched of a post: its words in reading order, cut into passages. */
export function searchablePassages(post: Post): SearchablePassage[] {
  const text = readableText(post);
  const passages = passagesOf(post);
  const whole = passages.length > 0 ? passages : [{ start: 0, end: 0 }];
  const found = whole.map((passage) => searchablePassage(post, text, passage));
  return found.filter(({ text: words, links, names }) => words.length + links.length + names.length > 0);
}

function searchablePassage(post: Post, text: string, passage: Passage): SearchablePassage {
  const part = text.slice(passage.start, passage.end);
  const addresses = [...(part.match(ADDRESS) ?? []), ...hiddenAddresses(post, passage)];
  return {
    // Blanked, not cut out: the words around an address are not neighbours.
    text: tokensOf(part.replace(ADDRESS, (address) => " ".repeat(address.length))),
    heading: wordsOf(passage.heading ?? ""),
    links: addresses.flatMap(addressWords),
    names: passage.start === 0 ? namesOf(post).flatMap(wordsOf) : [],
  };
}

function wordsOf(text: string): string[] {
  return tokensOf(text).map(({ word }) => word);
}

function hiddenAddresses(post: Post, { start, end }: Passage): string[] {
  return post.entities.flatMap(({ url, offset }) =>
    url !== undefined && offset >= start && offset < end ? [url] : [],
  );
}

/** Without the words that every address has, and without tracking parameters. */
function addressWords(url: string): string[] {
  const address = url.replace(/^[a-z]+:\/\/(?:www\.)?/i, "").replace(/[?#].*$/, "");
  return wordsOf(decoded(address.replace(TRAILING_PUNCTUATION, "")));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // a stray "%" is text
  }
}

function namesOf({ author, forwardedFrom }: Post): string[] {
  return [author, forwardedFrom?.name, forwardedFrom?.username].filter((name) => name != null);
}
