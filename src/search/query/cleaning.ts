/** A longer query says no more, and every word of it costs a walk through the index. */
const LONGEST_QUERY_CHARS = 256;

/** Soft hyphens, zero-width spaces and marks of direction: nobody sees them, and they hide the syntax beside them. */
const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/gu;

/** Joiners do something only between letters and in emoji. */
const IDLE_JOINER =
  /[\u200c\u200d](?:(?<![\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}].)|(?![\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]))/gu;

/** Asked first: the pattern above takes a millisecond or two to be compiled. */
const JOINER = /[\u200c\u200d]/;

/** What a cut may leave: a space, a joiner, half of a surrogate pair. */
const CUT_EDGE = /(?:\s|\u200c|\u200d|[\ud800-\udbff])+$/u;

/** The query as it is searched. Cleaning it again changes nothing. */
export function searchedText(input: string): { readonly text: string; readonly isShortened: boolean } {
  const seen = input.replace(INVISIBLE, "");
  const text = (JOINER.test(seen) ? seen.replace(IDLE_JOINER, "") : seen).replace(/\s+/gu, " ").trim();
  if (text.length <= LONGEST_QUERY_CHARS) return { text, isShortened: false };
  return { text: text.slice(0, LONGEST_QUERY_CHARS).replace(CUT_EDGE, ""), isShortened: true };
}
