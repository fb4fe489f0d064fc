const PLAIN_LATIN = /^[\da-z]+$/;
const PLAIN_RUSSIAN = /^[а-я]+$/;

/** Soft hyphen, zero-width and direction marks, variation selectors, keycap: inside a word they mean nothing. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}|\p{Me}/gu;

/** "café" = "cafe" and "за́мок" = "замок", but й, ї and ў are letters of their own. */
const ACCENT = /(?<=[иу])(\u0306)|(?<=і)(\u0308)|[\u0300-\u036f]/g;

const NOT_WORD = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * The form in which a word is compared: NFKC, lower case, ё as е, no accents, nothing invisible.
 * Takes one word, never a text: normalising a whole text would move its offsets.
 */
export function normaliseWord(raw: string): string {
  const lower = raw.toLowerCase();
  if (PLAIN_LATIN.test(lower) || PLAIN_RUSSIAN.test(lower)) return lower;
  return lower
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENT, (_mark, breve?: string, diaeresis?: string) => breve ?? diaeresis ?? "")
    .normalize("NFC")
    .replace(NOT_WORD, "");
}
