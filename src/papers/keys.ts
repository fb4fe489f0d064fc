/** Letters and digits of any script; what stands between them differs from one writer to the next. */
const WORD = /[\p{L}\p{N}]+/gu;
const POSSESSIVE = /(?<=\p{L})['’`´]s(?![\p{L}\p{N}])/giu;
const ACCENTS = /\p{M}+/gu;
/** Most titles: nothing in them to normalise. */
const PLAIN = /^[\x20-\x7e]*$/;
const CAPITALS = /^\p{Lu}{2,}s?$/u;

/** A main title this short says too little: "Bridging the Gap" is the beginning of many. */
const LEAST_MAIN_TITLE_WORDS = 3;

/**
 * The form in which titles are compared: without case, hyphens, punctuation, possessives and plurals.
 * "Pre-training of Bing's IDs" = "pretraining of bing id".
 */
export function titleKey(title: string): string {
  return keyWords(title).join("");
}

/** The words of the key, joined nowhere. */
export function keyWords(title: string): string[] {
  const bare = PLAIN.test(title) ? title : title.normalize("NFKD").replace(ACCENTS, "");
  const plain = bare.replace(POSSESSIVE, "").toLowerCase();
  return (plain.match(WORD) ?? []).map(singular);
}

/** What stands before the subtitle, where it may stand for the whole title; null where there is no such thing. */
export function mainTitle(title: string): string | null {
  const [main = "", subtitle = ""] = title.split(/:\s+|\s+[-–—]\s+|(?<=\?)\s+(?=\p{Lu})/u, 2);
  return subtitle !== "" && keyWords(main).length >= LEAST_MAIN_TITLE_WORDS ? main : null;
}

/**
 * The form in which short names are compared: "DCN-v2" = "DCN V2" = "dcnv2". A name in capitals only stays in
 * capitals: TIGER is a paper and tiger is none.
 */
export function nameKey(name: string): string {
  const letters = name.normalize("NFKD").replace(ACCENTS, "").replace(POSSESSIVE, "");
  const joined = (letters.match(WORD) ?? []).join("");
  if (CAPITALS.test(joined)) return joined.replace(/s$/, "");
  return (letters.toLowerCase().match(WORD) ?? []).map(singular).join("");
}

/** By the letter: both sides of a comparison go the same way, so it need not be right. */
function singular(word: string): string {
  if (/^[a-z]{3,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /^[a-z]+[^sui\W\d]s$/.test(word) && word.length > 2 ? word.slice(0, -1) : word;
}
