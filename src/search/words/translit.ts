/** Latin spellings of Russian letters, longest first, so that "shch" is not read as "sh" + "ch". */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ["shch", "щ"],
  ["sch", "щ"],
  ["yo", "е"],
  ["jo", "е"],
  ["yu", "ю"],
  ["ju", "ю"],
  ["ya", "я"],
  ["ja", "я"],
  ["zh", "ж"],
  ["kh", "х"],
  ["ch", "ч"],
  ["sh", "ш"],
  ["ts", "ц"],
  ["iy", "ий"],
  ["yj", "ый"],
  ["yy", "ый"],
  ["ye", "е"],
  ["je", "е"],
  ...pairs("abvwgdezijklmnoprstufhcyq", "абввгдезийклмнопрстуфхцык"),
  ["x", "кс"],
];

/** Before a vowel "iy" is и and half of the next letter: `lekciya` → `лекция`. */
const SOFT_I = /iy(?=[aou])/g;
/** A Latin "y" after a vowel is й: `saytah` → `сайтах`. */
const SHORT_I = /(?<=[aeiou])y(?![aeou])/g;

/** Where one spelling stands for several letters: what else a word may have meant. */
const OTHER_READINGS: readonly (readonly [RegExp, string])[] = [
  [/^э|^е/, "э"],
  [/ш/g, "сх"],
  [/ц/g, "тс"],
  [/ц/g, "к"],
  [/ы/g, "и"],
  [/(?<=[лнтрсмдбвпз])(?=[кнлтсшчц])/g, "ь"],
];

/**
 * Russian typed in Latin letters, read back: `reksistemy` → `рексистемы`. Several readings, the likeliest first,
 * because people spell as they like: the caller keeps those that its vocabulary knows. Takes a normalised word.
 */
export function russianReadings(word: string): string[] {
  const likeliest = readLetters(word.replace(SOFT_I, "ij").replace(SHORT_I, "j"));
  const others = OTHER_READINGS.map(([letters, other]) => likeliest.replace(letters, other));
  return [...new Set([likeliest, ...others])];
}

function readLetters(word: string): string {
  let russian = "";
  for (let at = 0; at < word.length; ) {
    const spelling = SPELLINGS.find(([latin]) => word.startsWith(latin, at));
    russian += spelling?.[1] ?? word.charAt(at);
    at += spelling?.[0].length ?? 1;
  }
  return russian;
}

function pairs(latin: string, russian: string): [string, string][] {
  return [...latin].map((letter, place) => [letter, russian.charAt(place)]);
}
