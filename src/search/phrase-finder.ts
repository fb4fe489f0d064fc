import { PostWords, strictStems } from "./coverage.ts";
import { type Sequence, sequenceOf } from "./plan-tree.ts";
import type { SearchStore } from "./search-store.ts";

/** Finds words that stand one after another. */
export interface PhraseFinder {
  /** Our keys of the posts that have the words of the phrase in a row, newest first. */
  postsWith(phrase: string): Promise<readonly number[]>;
}

export function createPhraseFinder(store: SearchStore): PhraseFinder {
  return {
    postsWith: async (phrase) => {
      const sequence = sequenceOf(
        phrase,
        { termsOfWord: new Map(), numberOf: (stem) => store.vocabulary.numberOf(stem) },
        false,
      );
      const stems = tellingStems(sequence, store);
      if (stems.length === 0) return [];
      const terms = stems.map((stem) => ({ stems: new Map([[stem, 1]]), worth: 1 / stems.length }));
      const candidates = await store.index.candidates({ terms, allowed: null, least: 0, leastOfBest: 0 });
      const readings = await store.readings(candidates.map(({ postId }) => postId));
      const wanted = strictStems(sequence);
      const found = [...readings].filter(([, reading]) => new PostWords(reading, wanted).has(sequence));
      const dated = await store.newestFirst(
        found.map(([postId]) => postId),
        null,
      );
      return [...dated.keys()];
    },
  };
}

/** The rarest word of the phrase brings the fewest posts to look at; and all words written as one. */
function tellingStems({ words, joined }: Sequence, { vocabulary }: SearchStore): number[] {
  const known = words.flatMap(({ stem }) => stem ?? []);
  const byRarity = known.sort((a, b) => vocabulary.frequencyOf(a) - vocabulary.frequencyOf(b));
  const rarest = known.length === words.length ? byRarity.slice(0, 1) : [];
  return joined === null ? rarest : [...rarest, joined];
}
