import type { MediaKind, Post } from "../channel/post.ts";
import type { HasKind } from "./query-language.ts";
import { normaliseWord } from "./words/normalise.ts";

/** What a filter may ask of a post, besides its channel and date. */
export interface PostFacts {
  readonly has: readonly HasKind[];
  /** As they are compared: see `comparableTag`. */
  readonly tags: readonly string[];
  /** As it is compared: see `comparableName`. */
  readonly author: string | null;
}

const VIDEOS: readonly MediaKind[] = ["video", "video_note", "animation"];
const TAG = /#([\p{L}\p{N}_]+)/gu;
/** Addresses and ids of papers: https://arxiv.org/abs/2402.17152, 10.1145/3460231, arXiv:2402.17152. */
const PAPER =
  /\barxiv\.org\/|\bdoi\.org\/|\bopenreview\.net\/|\baclanthology\.org\/|\bdl\.acm\.org\/|\barxiv:\s*\d|\b10\.\d{4,9}\/\S|(?<![\d.])\d{4}\.\d{5}(?:v\d+)?(?![\d.])/i;

export function factsOf(post: Post): PostFacts {
  return {
    has: kindsOf(post),
    tags: [...new Set([...post.text.matchAll(TAG)].map(([, tag = ""]) => comparableTag(tag)))],
    author: post.author === null ? null : comparableName(post.author),
  };
}

/** "#RecSys" = "recsys". */
export function comparableTag(tag: string): string {
  return tag.replace(/^#/, "").split("_").map(normaliseWord).join("_");
}

/** "Никита Семёнов" in lower case, ё as е. */
export function comparableName(name: string): string {
  return name.replace(/^@/, "").trim().split(/\s+/).map(normaliseWord).join(" ");
}

function kindsOf({ text, entities, media, poll }: Post): HasKind[] {
  const hasEntity = (...types: string[]) => entities.some(({ type }) => types.includes(type));
  const addresses = entities.flatMap(({ url }) => url ?? []);
  const claims: Record<HasKind, boolean> = {
    link: hasEntity("url", "text_link") || /https?:\/\/\S/.test(text),
    paper: PAPER.test(text) || addresses.some((url) => PAPER.test(url)),
    photo: media.some(({ kind }) => kind === "photo"),
    video: media.some(({ kind }) => VIDEOS.includes(kind)),
    poll: poll !== null,
    code: hasEntity("code", "pre"),
  };
  return HAS_KINDS.filter((kind) => claims[kind]);
}

export const HAS_KINDS: readonly HasKind[] = ["link", "paper", "photo", "video", "poll", "code"];
