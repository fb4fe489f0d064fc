import type { TextEntity } from "../channel/post.ts";
import type { Frequencies } from "../search/vocabulary.ts";
import { centralities } from "./lex-rank.ts";
import { readability } from "./readability.ts";
import type { ToldSentence } from "./told-sentence.ts";
import { likeness, type WordWeights, wordWeightsOf } from "./word-weights.ts";

/** Beside being central. Fitted on judged posts; flat around these values. */
const WORTH = { early: 1.2, long: 0.6, ofTitle: 0.5, cue: 0.2 };
/** A shorter one says less; a longer one no more. */
const FULL_SENTENCE_CHARS = 150;

/** Words by which authors say what comes of it (the cue method of Edmundson 1969). */
const CUE =
  /(?:^|[\s«(])(?:итог|вывод|мораль|суть|тезис|идея|результат|оказалось|выяснил|главн|вместо|решение|предлага|авторы|in short|tl;?dr|takeaway|instead|result|we (?:show|propose|find))/iu;

/** A sentence, and what it is worth telling. */
export interface WeighedSentence extends ToldSentence {
  /** Higher is better; comparable within one post only. */
  readonly worth: number;
  readonly weights: WordWeights;
}

interface Surroundings {
  readonly title: string;
  readonly entities: readonly TextEntity[];
  readonly vocabulary: Frequencies;
}

/**
 * What each sentence says of its post: (centrality + 1.2/∛place + 0.6·min(1, characters/150) + 0.5·likeness to the title
 * + 0.2 where it says what comes of it) × how well it reads by itself. Centrality is that of LexRank.
 */
export function weighedSentences(
  sentences: readonly ToldSentence[],
  { title, entities, vocabulary }: Surroundings,
): WeighedSentence[] {
  const read = sentences.map((sentence) => ({
    ...sentence,
    weights: wordWeightsOf(sentence.text, vocabulary),
  }));
  const central = centralities(read.map(({ weights }) => weights));
  const ofTitle = wordWeightsOf(title, vocabulary);
  return read.map((sentence, at) => {
    const says =
      (central[at] ?? 0) +
      WORTH.early / Math.cbrt(at + 1) +
      WORTH.long * Math.min(1, sentence.text.length / FULL_SENTENCE_CHARS) +
      WORTH.ofTitle * likeness(sentence.weights, ofTitle) +
      (CUE.test(sentence.text) ? WORTH.cue : 0);
    return { ...sentence, worth: says * readability(sentence, entities) };
  });
}
