import type { Vocabulary } from "./vocabulary.ts";
import { stemOf } from "./words/stems.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

const LONGEST_PHRASE_WORDS = 3;
/** Stems behind these add little to an explanation of one line. */
const MAX_STEMS = 8;

/**
 * Stems as a text writes them, those given first first; neighbours become one phrase: "semantic IDs", not
 * "semantic" and "IDs". Words of an address are left out: nobody reads them.
 */
export function sharedPhrases(text: string, stems: readonly number[], vocabulary: Vocabulary): string[] {
  const worth = new Map(stems.slice(0, MAX_STEMS).map((stem, place) => [stem, MAX_STEMS - place]));
  const tokens = tokensOf(text.replace(/https?:\/\/\S+/g, (address) => " ".repeat(address.length)));
  const words = tokens.filter(({ joined }) => !joined);
  const runs = runsOf(words, (token) => worth.get(vocabulary.numberOf(stemOf(token.word)) ?? -1) ?? 0);
  const phrases = runs.map(({ first, last, worth: sum, stems: named }) => ({
    text: text.slice(first.start, last.end).replace(/\s+/g, " "),
    worth: sum,
    stems: named,
  }));
  phrases.sort((a, b) => b.worth - a.worth);
  const told = new Set<string>();
  return phrases.flatMap((phrase) => {
    if (phrase.stems.some((stem) => told.has(stem))) return [];
    for (const stem of phrase.stems) told.add(stem);
    return [phrase.text];
  });
}

interface Run {
  readonly first: Token;
  readonly last: Token;
  readonly worth: number;
  readonly stems: readonly string[];
}

/** Words in a row that are worth something, up to three. */
function runsOf(words: readonly Token[], worthOf: (token: Token) => number): Run[] {
  const runs: Run[] = [];
  for (const token of words) {
    const worth = worthOf(token);
    if (worth === 0) continue;
    const stem = stemOf(token.word);
    const before = runs.at(-1);
    if (before !== undefined && goesOn(before, token, stem)) {
      const joined = { first: before.first, last: token, worth: before.worth + worth };
      runs[runs.length - 1] = { ...joined, stems: [...before.stems, stem] };
    } else runs.push({ first: token, last: token, worth, stems: [stem] });
  }
  return runs;
}

function goesOn({ last, stems }: Run, token: Token, stem: string): boolean {
  return last.position + 1 === token.position && stems.length < LONGEST_PHRASE_WORDS && !stems.includes(stem);
}
