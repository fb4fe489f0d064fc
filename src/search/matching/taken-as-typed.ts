import type { Frequencies, Vocabulary } from "../vocabulary.ts";
import { stemOf } from "../words/stems.ts";
import type { PostLexicon } from "./post-lexicon.ts";

/** Each word as frequent as another: what a saved query means must not change with the archive. */
export const ALL_ALIKE: Frequencies = { passages: 1_000, frequency: () => 1 };

type Known = Pick<Vocabulary, "numberOf" | "completions" | "soundingLike">;

/**
 * For planning a query whose words are all taken for known: nobody corrects a saved query, so nothing is guessed. What
 * is left of other ways to find a word are those that hold in any archive.
 */
export class TakenAsTyped implements Vocabulary {
  readonly passages: number;
  readonly numberOf: Known["numberOf"];
  readonly completions: Known["completions"];
  readonly soundingLike: Known["soundingLike"];
  readonly #frequencies: Frequencies;

  constructor(known: Known, frequencies: Frequencies = ALL_ALIKE) {
    this.passages = frequencies.passages;
    this.numberOf = known.numberOf;
    this.completions = known.completions;
    this.soundingLike = known.soundingLike;
    this.#frequencies = frequencies;
  }

  frequency(stem: string): number {
    return Math.max(1, this.#frequencies.frequency(stem));
  }

  frequencyOf(): number {
    return 1;
  }

  has(): boolean {
    return true;
  }

  wordFor(stem: string): string {
    return stem;
  }

  neighbours(): string[] {
    return [];
  }
}

/** With the words of one post. */
export function takenAsTypedIn(
  { words, inText, beginnings }: PostLexicon,
  frequencies: Frequencies = ALL_ALIKE,
): TakenAsTyped {
  const known: Known = {
    numberOf: (stem) => words.numberOf(stem),
    completions: (prefix) => [...(beginnings.get(prefix) ?? [])],
    // Not of addresses: they are full of transliterated words.
    soundingLike: (skeleton, script) =>
      words.soundingLike(skeleton, script).filter((word) => inText.has(stemOf(word))),
  };
  return new TakenAsTyped(known, frequencies);
}
