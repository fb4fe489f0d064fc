import type { SavedQuery } from "../src/digests/subscription-store.ts";
import type { Corpus } from "./search/corpus.ts";
import { draw, randomFrom } from "./search/randomness.ts";

const SEED = 515_253;
const SHORTEST_WORD = 4;
/** People save short queries. */
const LENGTHS = [1, 1, 2, 2, 2, 2, 3, 3, 3, 4] as const;
/** A phrase, a refused word and a filter, once in so many each. */
const SPECIAL_EVERY = 20;

/** So many different queries of words that stand in one post each, with keys 1, 2, 3 … */
export function makeAlerts(corpus: Corpus, size: number): SavedQuery[] {
  const random = randomFrom(SEED);
  const queries = new Set<string>();
  while (queries.size < size) queries.add(queryFrom(corpus, random));
  return [...queries].map((query, at) => ({ id: at + 1, query, paperKey: null }));
}

function queryFrom(corpus: Corpus, random: () => number): string {
  const { text } = corpus.postAt(Math.floor(random() * corpus.size));
  const words = text.split(/[\s.]+/).filter((word) => word.length >= SHORTEST_WORD);
  const chosen = Array.from({ length: draw(LENGTHS, random) }, () => draw(words, random));
  const query = chosen.join(" ");
  const special = Math.floor(random() * SPECIAL_EVERY);
  if (special === 0)
    return `"${text
      .split(/[\s.]+/)
      .slice(10, 12)
      .join(" ")}" ${chosen[0]}`;
  if (special === 1) return `${query} -${draw(words, random)}`;
  return special === 2 ? `${query} has:paper` : query;
}
