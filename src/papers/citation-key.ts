import type { Paper } from "./paper.ts";

const SILENT_WORDS = new Set(
  (
    "a an the and or not of on in into onto for from to toward towards with without via by at as is are be do does " +
    "can how what when where which who why it its we you your our"
  ).split(" "),
);
// Letters that are no letter with a mark.
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** zhai2024actions: first author's family name, year, first telling word; where no name is known, two words. */
export function citationKey({ title, authors, year }: Pick<Paper, "title" | "authors" | "year">): string {
  const name = familyName(authors[0] ?? "");
  const words = tellingWords(title);
  const parts = name === "" ? [words[0], words[1], year] : [name, year, words[0]];
  const key = parts.map((part) => part ?? "").join("");
  // A key of digits alone is none.
  return /[a-z]/.test(key) ? key : `paper${key}`;
}

/** Empty for one without a letter of the Latin alphabet. */
function familyName(author: string): string {
  const names = author.replace(/,?\s+(?:jr|sr|ii|iii|iv)\.?$/i, "").trim();
  return plain(names.split(/\s+/).at(-1) ?? "").replace(/[^a-z0-9]/g, "");
}

function tellingWords(title: string): string[] {
  const words = plain(title).match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => word.length > 1 && !SILENT_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

function plain(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter);
}
