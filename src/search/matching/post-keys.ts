import { comparableName, comparableTag } from "../facts.ts";
import { namesOf } from "../post-filter.ts";
import type { Filter } from "../query-language.ts";
import type { MatchedPost } from "./query-match.ts";

/** The number under which a key is known. */
export type NumberOfKey = (key: string) => number;

/**
 * A key by which saved queries and posts meet. A stem is its own key; the others have a sign or a space, which no stem
 * has: `latin dpmnd`, `rank *`, `#recsys`, `has:paper`, `author:семе`.
 */
export interface PostKey {
  readonly key: string;
  /** False where a query that asks for the key may still not be met. */
  readonly isSure: boolean;
}

type Fact = Extract<Filter, { kind: "tag" | "has" | "channel" | "author" }>;

/** Names are found by any part of them, so their beginnings are keys, and the posts have all parts of this length. */
const NAME_PART = 4;

export function beginningKey(stem: string): string {
  return `${stem} *`;
}

export function factKeyOf(filter: Fact): string {
  switch (filter.kind) {
    case "tag":
      return `#${comparableTag(filter.name)}`;
    case "has":
      return `has:${filter.what}`;
    case "channel":
    case "author":
      return `${filter.kind}:${comparableName(filter.name).slice(0, NAME_PART)}`;
    default:
      return filter satisfies never;
  }
}

/** Every key that a query which the post matches may ask for. */
export function keysOfPost({ post, lexicon, facts }: MatchedPost): PostKey[] {
  const { inText, aside, words } = lexicon;
  const sure = [...inText, ...facts.tags.map((tag) => `#${tag}`), ...facts.has.map((what) => `has:${what}`)];
  const loose = [
    ...aside,
    ...words.sounds(),
    ...[...lexicon.beginnings.keys()].map(beginningKey),
    ...partsOf(facts.author ?? "").map((part) => `author:${part}`),
    ...namesOf(post.channel).flatMap((name) => partsOf(name).map((part) => `channel:${part}`)),
  ];
  return [...sure.map((key) => ({ key, isSure: true })), ...loose.map((key) => ({ key, isSure: false }))];
}

/** Every part of so many characters, and the shorter ones. */
function partsOf(name: string): string[] {
  const parts = new Set<string>();
  for (let start = 0; start < name.length; start++)
    for (let length = 1; length <= NAME_PART; length++) parts.add(name.slice(start, start + length));
  return [...parts];
}
