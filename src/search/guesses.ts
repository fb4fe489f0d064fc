import type { Guess } from "./hit.ts";
import type { Plan, PlannedTerm } from "./plan.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Above this weight a word is found in another script or spelling, and not guessed. */
const CERTAIN = 0.75;

/** Words of the query that the archive lacks, with the word that was searched instead, likeliest first. */
export function guessesIn({ terms }: Plan, vocabulary: Vocabulary): Guess[] {
  return terms.flatMap((term) => {
    const searched = guessFor(term, vocabulary);
    return searched === null ? [] : [{ word: term.word, searched }];
  });
}

function guessFor({ alternatives }: PlannedTerm, vocabulary: Vocabulary): string | null {
  const [own, ...others] = [...alternatives].sort(([, a], [, b]) => b - a);
  if (own === undefined || vocabulary.has(own[0])) return null;
  const known = others.find(([stem]) => vocabulary.has(stem));
  if (known === undefined || known[1] >= CERTAIN) return null;
  return vocabulary.wordFor(known[0]);
}
