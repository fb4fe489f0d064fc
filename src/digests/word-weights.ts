import { idf } from "../search/idf.ts";
import type { Frequencies } from "../search/vocabulary.ts";
import { stemOf } from "../search/words/stems.ts";
import { isStopWord } from "../search/words/stop-words.ts";
import { tokensOf } from "../search/words/tokens.ts";

/** What a text is about: stem → weight, higher for what stands there often and in the archive seldom; of length 1. */
export type WordWeights = ReadonlyMap<string, number>;

/** What an address is made of says little; a channel's own would make all its posts alike. */
const LINK = /https?:\/\/\S+/gu;

/** Weights of the words of a text: count·idf; stop words have none. */
export function wordWeightsOf(text: string, vocabulary: Frequencies): WordWeights {
  const { passages } = vocabulary;
  const weights = new Map<string, number>();
  for (const { word, joined } of tokensOf(text.replace(LINK, " "))) {
    if (joined || isStopWord(word)) continue;
    const stem = stemOf(word);
    const found = Math.min(vocabulary.frequency(stem), passages);
    weights.set(stem, (weights.get(stem) ?? 0) + idf(found, passages));
  }
  return ofLengthOne(weights);
}

/** What several texts are about together, however long each is. */
export function centreOf(texts: readonly WordWeights[]): WordWeights {
  const sum = new Map<string, number>();
  for (const weights of texts)
    for (const [stem, weight] of weights) sum.set(stem, (sum.get(stem) ?? 0) + weight);
  return ofLengthOne(sum);
}

/** Cosine of the two, 0 to 1. */
export function likeness(one: WordWeights, other: WordWeights): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  let product = 0;
  for (const [stem, weight] of few) product += weight * (many.get(stem) ?? 0);
  return product;
}

function ofLengthOne(weights: Map<string, number>): WordWeights {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1; // no words: nothing to divide
  for (const [stem, weight] of weights) weights.set(stem, weight / length);
  return weights;
}
