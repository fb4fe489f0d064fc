/** ", " or "». " that ends the words before a piece, "— " that marks an item; not the sign of "-5" or ".NET". */
const STRAY_START = /^(?:[\s\p{Pe}\p{Pf},;:!?…、。，；：！？]|\.(?![\p{L}\p{N}])|[*•▪◦‣·–—-]+\s)+/u;

/** A piece of a text without the marks that it would stray in with: what ends the words before it, an item's mark. */
export function withoutStrayStart(text: string): string {
  return text.replace(STRAY_START, "");
}
