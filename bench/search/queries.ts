import type { Corpus } from "./corpus.ts";
import { draw, randomFrom } from "./randomness.ts";

const QUERIES_A_KIND = 100;
const HOSTILE_QUERIES_A_KIND = 5;
const SEED = 414_243;
const STOP_WORDS = "и в не на что как это по из за от для the of and to in is а но же бы ли то".split(" ");

/** A question and the post whose words it has. */
export interface Query {
  readonly text: string;
  readonly messageId: number;
}

/** What people type; the same questions in every run. */
export function makeQueries(corpus: Corpus): Record<string, Query[]> {
  const random = randomFrom(SEED);
  const each = (length: number, textOf: (words: string[]) => string) =>
    Array.from({ length: QUERIES_A_KIND }, () => {
      const { words, messageId } = wordsFrom(corpus, length, random);
      return { text: textOf(words), messageId };
    });
  return {
    "one word": each(1, (words) => words.join(" ")),
    "three words": each(3, (words) => words.join(" ")),
    "beginning of a word": each(1, (words) => words.join(" ").slice(0, 4)),
    "two misspelt words": each(2, (words) => words.map(misspelt).join(" ")),
    "long question": each(14, (words) => words.join(" ")),
  };
}

/** What nobody means well by. */
export function makeHostileQueries(corpus: Corpus): Record<string, string[]> {
  const random = randomFrom(SEED + 1);
  const words = (count: number) =>
    Array.from({ length: Math.ceil(count / 8) }, () => wordsFrom(corpus, 8, random).words)
      .flat()
      .slice(0, count);
  const each = (make: () => string) => Array.from({ length: HOSTILE_QUERIES_A_KIND }, make);
  return {
    "400 words": each(() => words(400).join(" ")),
    "one word of 4,000 letters": each(() => words(1_000).join("").slice(0, 4_000)),
    "400 nested brackets": each(
      () =>
        `${words(400)
          .map((word) => `(${word}|`)
          .join("")}${")".repeat(400)}`,
    ),
    "stop words only": each(() => Array.from({ length: 12 }, () => draw(STOP_WORDS, random)).join(" ")),
    "12 quoted phrases": each(() =>
      Array.from({ length: 12 }, () => `"${wordsFrom(corpus, 3, random).words.join(" ")}"`).join(" "),
    ),
  };
}

/** Neighbouring words of a post, without the short ones. */
function wordsFrom(corpus: Corpus, length: number, random: () => number) {
  const { text, messageId } = corpus.postAt(Math.floor(random() * corpus.size));
  const words = text.split(/[\s.]+/).filter((word) => word.length > 3);
  const start = Math.floor(random() * Math.max(1, words.length - length));
  return { words: words.slice(start, start + length), messageId };
}

/** Two letters in the middle swapped. */
function misspelt(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}
