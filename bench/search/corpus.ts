import { readFileSync } from "node:fs";
import { packageFile } from "../../src/package-files.ts";
import type { Post } from "./engine.ts";
import { draw, randomFrom } from "./randomness.ts";

const SENTENCES_A_POST = 8;
const WORDS_A_SENTENCE = 12;
/** One word in so many is new to the archive, as names and numbers are in a real one. */
const RARE_WORD_EVERY = 40;
const SEED = 20_241_119;
/** Room below for what an engine keeps besides the corpus. */
const FIRST_MESSAGE_ID = 1_001;
const FIRST_POST_MS = Date.UTC(2005, 0, 1);
const BETWEEN_POSTS_MS = 10 * 60_000; // a million posts end in 2024

/** Consonants only, so that no stemmer takes a tail for an ending. */
const TAILS = { cyrillic: "бвгдзкмпрстфхцчш", latin: "bcdfghjkmpqrtvwx" };
const TAIL_LETTERS = 7;
const TAIL_COUNT = 16 ** TAIL_LETTERS;
/** Odd, so that no two numbers get one tail; scatters neighbours, so that no tail is a misspelling of another. */
const SCATTER = 165_580_141;
const RARE_WORDS_A_POST = 128;

/** A post of the corpus with a word that no other post has. */
export interface MarkedPost extends Post {
  readonly ownWord: string;
}

/**
 * Posts of the sample channel's words, as frequent as they are there, with rare words in between. Each is made from
 * its number alone, so a million need no memory and every process sees the same.
 */
export class Corpus {
  readonly size: number;
  readonly #words = sampleWords();

  constructor(size: number) {
    this.size = size;
  }

  /** From 0; those from `size` on are news. */
  postAt(n: number): MarkedPost {
    const random = randomFrom(SEED + n * 7_919);
    const words: string[] = [];
    let ownWord = "";
    for (let at = 0; at < SENTENCES_A_POST * WORDS_A_SENTENCE; at++) {
      const drawn = draw(this.#words, random);
      const isLastChance = ownWord === "" && at === SENTENCES_A_POST * WORDS_A_SENTENCE - 1;
      const isRare = random() * RARE_WORD_EVERY < 1 || isLastChance;
      if (isRare) ownWord = withTail(drawn, n * RARE_WORDS_A_POST + at);
      words.push(isRare ? ownWord : drawn);
    }
    const date = new Date(FIRST_POST_MS + n * BETWEEN_POSTS_MS).toISOString().replace(".000", "");
    return { messageId: FIRST_MESSAGE_ID + n, date, text: textOf(words), ownWord };
  }

  *posts(): Generator<Post> {
    for (let n = 0; n < this.size; n++) {
      const { messageId, date, text } = this.postAt(n);
      yield { messageId, date, text };
    }
  }
}

/** Every occurrence of every word, so that drawing one keeps their frequencies. */
function sampleWords(): string[] {
  const sample = readFileSync(packageFile("data", "sample-channel", "result.json"), "utf8");
  const texts = [...sample.matchAll(/"text": ?"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  return texts.flatMap(
    (text) =>
      JSON.parse(`"${text}"`)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** The number in letters of the word's own alphabet: "стартвмгшбкд". */
function withTail(word: string, number: number): string {
  const letters = /[а-яё]/.test(word) ? TAILS.cyrillic : TAILS.latin;
  const scattered = (BigInt(number) * BigInt(SCATTER)) % BigInt(TAIL_COUNT);
  const digits = scattered.toString(16).padStart(TAIL_LETTERS, "0");
  return word + Array.from(digits, (digit) => letters.charAt(Number.parseInt(digit, 16))).join("");
}

function textOf(words: readonly string[]): string {
  const sentences = Array.from({ length: SENTENCES_A_POST }, (_, at) =>
    words.slice(at * WORDS_A_SENTENCE, (at + 1) * WORDS_A_SENTENCE).join(" "),
  );
  return `${sentences.join(".\n\n")}.`;
}
