import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Hit } from "./hit.ts";
import { idf } from "./idf.ts";
import { openingHit } from "./opening.ts";
import { eachWord } from "./reading.ts";
import type { IndexQuery } from "./search-index.ts";
import type { SearchStore } from "./search-store.ts";
import { sharedPhrases } from "./shared-phrases.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";
import { tokensOf } from "./words/tokens.ts";

export interface SimilarRequest {
  /** A kept post by our key, or any text. */
  readonly to: { readonly postId: number } | { readonly text: string };
  readonly offset: number;
  readonly limit: number;
}

/** A post that is about the same. */
export interface SimilarHit extends Hit {
  /** What both are about, as the source writes it; what tells most first. */
  readonly shared: readonly string[];
}

interface SimilarPosts {
  /** The post that was compared; null for a text, or where the post is not kept any more. */
  readonly source: StoredPost | null;
  readonly total: number;
  /** Most alike first. */
  readonly hits: readonly SimilarHit[];
}

export interface SimilarFinder {
  /** Posts alike, by the rare words they share; nothing where nothing is really alike. */
  similar(request: SimilarRequest): Promise<SimilarPosts>;
}

/** Words that more passages have say nothing about what a post is about: headers, signatures, everyday words. */
const COMMON_SHARE = 0.05;
const ALWAYS_RARE = 5; // in an archive of ten posts, a word of three of them is not common
/** Candidates come by the words that tell most; all words are compared afterwards. */
const MAX_QUERY_WORDS = 24;
const MAX_COMPARED = 200;
const MAX_SIMILAR = 30;
/** Cosine below which two posts merely share some words. */
const LEAST_LIKENESS = 0.07;
/** Two words by chance stand in many pairs of posts. */
const LEAST_SHARED = 2;
const IN_TITLE = 1.5;
const MAX_EXPLAINED = 3;
const LONGEST_TEXT_CHARS = 4096;

export function createSimilarFinder(store: SearchStore): SimilarFinder {
  return { similar: (request) => similar(request, store) };
}

async function similar({ to, offset, limit }: SimilarRequest, store: SearchStore): Promise<SimilarPosts> {
  const [source = null] = "postId" in to ? await store.postsByIds([to.postId]) : [];
  if ("postId" in to && source === null) return { source, total: 0, hits: [] };
  const text =
    source === null ? ("text" in to ? to.text.slice(0, LONGEST_TEXT_CHARS) : "") : readableText(source);
  const own = source === null ? profileOfText(text, store.vocabulary) : await profileOfPost(source.id, store);
  const alike = (await compared(own, source?.id ?? null, store)).slice(0, MAX_SIMILAR);
  const page = alike.slice(offset, offset + limit);
  const posts = new Map(
    (await store.postsByIds(page.map(({ postId }) => postId))).map((post) => [post.id, post]),
  );
  const hits = page.flatMap(({ postId, likeness, shared }) => {
    const post = posts.get(postId);
    if (post === undefined) return [];
    const phrases = sharedPhrases(text, shared, store.vocabulary).slice(0, MAX_EXPLAINED);
    return [{ ...openingHit(post), score: likeness, shared: phrases }];
  });
  return { source, total: alike.length, hits };
}

/** What a text is about: number of a telling stem → weight, of length 1 in all. */
type Profile = ReadonlyMap<number, number>;

async function profileOfPost(postId: number, store: SearchStore): Promise<Profile> {
  const reading = (await store.readings([postId])).get(postId);
  return reading === undefined ? new Map() : profileOf(reading, store.vocabulary);
}

function profileOf(reading: Uint8Array, vocabulary: Vocabulary): Profile {
  const counts = new Map<number, number>();
  eachWord(reading, ({ stem, inTitle, isStopWord: isStop }) => {
    if (!isStop) counts.set(stem, (counts.get(stem) ?? 0) + (inTitle ? IN_TITLE : 1));
  });
  return weighed(counts, vocabulary);
}

function profileOfText(text: string, vocabulary: Vocabulary): Profile {
  const counts = new Map<number, number>();
  for (const { word } of tokensOf(text)) {
    const stem = isStopWord(word) ? null : vocabulary.numberOf(stemOf(word));
    if (stem !== null) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return weighed(counts, vocabulary);
}

/** (1 + ln count)·idf, divided by the length of the vector. */
function weighed(counts: ReadonlyMap<number, number>, vocabulary: Vocabulary): Profile {
  const { passages } = vocabulary;
  const most = Math.max(ALWAYS_RARE, passages * COMMON_SHARE);
  const weights = new Map<number, number>();
  for (const [stem, count] of counts) {
    const frequency = vocabulary.frequencyOf(stem);
    if (frequency === 0 || frequency > most) continue;
    weights.set(stem, (1 + Math.log(count)) * idf(frequency, passages));
  }
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return new Map([...weights].map(([stem, weight]) => [stem, weight / length]));
}

interface Alike {
  readonly postId: number;
  /** Cosine of the two profiles, 0 to 1. */
  readonly likeness: number;
  /** Stems that both have, those that tell most first. */
  readonly shared: readonly number[];
}

async function compared(own: Profile, ownId: number | null, store: SearchStore): Promise<Alike[]> {
  const candidates = await store.index.candidates(queryOf(own));
  const near = [...candidates].sort((a, b) => b.bm25 - a.bm25).slice(0, MAX_COMPARED);
  const readings = await store.readings(near.map(({ postId }) => postId).filter((id) => id !== ownId));
  const alike = [...readings].map(([postId, reading]) => ({
    postId,
    ...likenessOf(own, profileOf(reading, store.vocabulary)),
  }));
  return alike
    .filter(({ likeness, shared }) => likeness >= LEAST_LIKENESS && shared.length >= LEAST_SHARED)
    .sort((a, b) => b.likeness - a.likeness || b.postId - a.postId);
}

function queryOf(profile: Profile): IndexQuery {
  const telling = [...profile].sort(([, a], [, b]) => b - a).slice(0, MAX_QUERY_WORDS);
  const terms = telling.map(([stem, weight]) => ({
    stems: new Map([[stem, weight]]),
    worth: 1 / telling.length,
  }));
  return { terms, allowed: null, least: 0, leastOfBest: 0 };
}

function likenessOf(own: Profile, other: Profile): Pick<Alike, "likeness" | "shared"> {
  const products = [...own].flatMap(([stem, weight]) => {
    const theirs = other.get(stem);
    return theirs === undefined ? [] : [{ stem, product: weight * theirs }];
  });
  products.sort((a, b) => b.product - a.product);
  return {
    likeness: products.reduce((sum, { product }) => sum + product, 0),
    shared: products.map(({ stem }) => stem),
  };
}
