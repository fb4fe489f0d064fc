/** ", " or "». " that ends the words before a piece, "— " that marks an item; not the sign of "-5" or ".NET". */
const STRAY_START = /^(?:[\s\p{Pe}\p{Pf},;:!?…、。，；：！？]|\.(?![\p{L}\p{N}])|[*•▪◦‣·–—-]+\s)+/u;

/** Asked first: most pieces begin with a word, and the pattern above takes milliseconds to be compiled. */
const WORD_START = /^[\da-zа-яё]/i;

/** A piece of a text without the marks that it would stray in with: what ends the words before it, an item's mark. */
export function withoutStrayStart(text: string): string {
  return WORD_START.test(text) ? text : text.replace(STRAY_START, "");
}
