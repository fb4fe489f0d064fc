import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import { phraseRanges } from "../search/find-phrase.ts";
import type { Hit, TextRange } from "../search/hit.ts";
import type { PhraseFinder } from "../search/phrase-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import { snippetAround } from "../search/snippet.ts";
import { titleOf } from "../search/title.ts";
import { leadsTo, type PaperName } from "./paper-name.ts";

interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** Posts in which words stand that name no paper we know of: nobody said that it is one. */
export interface WordMentions {
  /** Newest first, each with the place. */
  find(name: PaperName, slice: Slice): Promise<{ readonly total: number; readonly hits: readonly Hit[] }>;
}

export interface WordMentionsDeps {
  readonly phrases: PhraseFinder;
  readonly store: Pick<SearchStore, "postsByIds" | "position">;
}

const ADDRESS = /(?<![a-z\d.-])(?:https?:\/\/)?(?:[a-z\d-]+\.)+[a-z]{2,}\/\S+/gi; // arxiv.org/abs/2402.17152
const POSTS_A_READ = 100;
/** Paging through a list asks for the same paper again and again. */
const REMEMBERED_PAPERS = 50;

/** The index brings the posts that have the words in a row; a mention is where the name really stands. */
export function createWordMentions(deps: WordMentionsDeps): WordMentions {
  const remembered = new Map<string, Promise<readonly number[]>>();
  return {
    find: async (paper, { offset, limit }) => {
      const { epoch, sequence } = await deps.store.position();
      const key = `${epoch} ${sequence} ${paper.query}`;
      const found = remembered.get(key) ?? mentioning(paper, deps);
      remember(remembered, key, found);
      const ids = await found;
      const posts = await deps.store.postsByIds(ids.slice(offset, offset + limit));
      return { total: ids.length, hits: posts.map((post) => mentionIn(post, paper)) };
    },
  };
}

function remember<T>(remembered: Map<string, T>, key: string, value: T): void {
  remembered.delete(key);
  remembered.set(key, value);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED_PAPERS && oldest !== undefined) remembered.delete(oldest);
}

async function mentioning(
  paper: PaperName,
  { phrases, store }: WordMentionsDeps,
): Promise<readonly number[]> {
  const candidates = await phrases.postsWith(paper.phrase);
  const found: number[] = [];
  for (let at = 0; at < candidates.length; at += POSTS_A_READ) {
    const posts = await store.postsByIds(candidates.slice(at, at + POSTS_A_READ));
    found.push(...posts.filter((post) => mentionRanges(post, paper).length > 0).map(({ id }) => id));
  }
  return found;
}

/** The post with the place where it names the paper. */
function mentionIn(post: StoredPost, paper: PaperName): Hit {
  const snippet = snippetAround(readableText(post), mentionRanges(post, paper));
  return { post, title: titleOf(post), snippet, score: 0 };
}

function mentionRanges(post: StoredPost, paper: PaperName): TextRange[] {
  const text = readableText(post);
  const { address } = paper;
  if (address === null) return phraseRanges(text, paper.phrase);
  const named = paper.kind === "arxiv" ? phraseRanges(text, paper.phrase) : [];
  const links = [...labels(post), ...addressesIn(text)].filter(({ url }) => leadsTo(url, address));
  return [...links, ...named].sort((a, b) => a.start - b.start);
}

type Link = TextRange & { readonly url: string };

/** Words behind which a link stands. */
function labels({ entities }: StoredPost): Link[] {
  return entities.flatMap(({ url, offset, length }) =>
    url === undefined ? [] : [{ url, start: offset, end: offset + length }],
  );
}

/** Written out; sources without formatting do not mark them. */
function addressesIn(text: string): Link[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => {
    const url = found.replace(/[).,;:!?»"]+$/, "");
    return { url, start: index, end: index + url.length };
  });
}
