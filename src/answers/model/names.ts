import { scriptOf } from "../../search/words/stems.ts";
import { isStopWord } from "../../search/words/stop-words.ts";
import { isOpener } from "./openers.ts";
import { monthsIn } from "./quantities.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** One letter is a variable or an initial. */
const SHORTEST_NAME = 2;

export interface NameRules {
  /** Whether the first word may be a name: not known where it is compared with another language. */
  readonly doubtsFirstWord: boolean;
}

/**
 * The words of a sentence that name something: with a capital inside it, in Latin letters within Russian, with digits
 * among its letters, or in capitals. The first word is one unless sentences commonly begin so.
 */
export function namesIn({ words, script }: ReadText, { doubtsFirstWord }: NameRules): ReadWord[] {
  const first = words[0];
  return words.filter((word) => {
    if (word.joined || word.word.length < SHORTEST_NAME || isMonth(word)) return false;
    if (isSpecial(word, script)) return true;
    if (!/^\p{Lu}/u.test(word.written)) return false;
    return word === first ? doubtsFirstWord && !isCommon(word) : true;
  });
}

/** Months are looked for as such, whatever their language. */
function isMonth({ written }: ReadWord): boolean {
  return monthsIn(written).length > 0;
}

function isSpecial({ word, written }: ReadWord, script: string): boolean {
  const isForeign = script === "cyrillic" && scriptOf(word) === "latin";
  const hasDigits = /\p{L}/u.test(written) && /\d/.test(written);
  return isForeign || hasDigits || /\p{L}\p{Lu}/u.test(written);
}

function isCommon({ word, stem }: ReadWord): boolean {
  return isStopWord(word) || isOpener(stem);
}

/** Those that a text does not have, neither as they are nor as a part of a compound: "DCN-v2" stands in "DCNv2". */
export function missingNames(
  names: readonly ReadWord[],
  sentence: ReadText,
  has: (word: ReadWord) => boolean,
): ReadWord[] {
  const compounds = sentence.words.filter((word) => word.joined && has(word));
  const isInCompound = (name: ReadWord) =>
    compounds.some(({ start, end }) => start <= name.start && name.end <= end);
  return names.filter((name) => !has(name) && !isInCompound(name));
}
