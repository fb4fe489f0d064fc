import type { Dice } from "./dice.ts";

const WORDS = [
  "холодный",
  "старт",
  "эмбеддинги",
  "SASRec",
  "dcn-v2",
  "рексистем",
  "htrcbc",
  "Пинтерест",
  "2402.17152",
  "LLM'ки",
  "https://arxiv.org/abs/2402.17152",
  "https://t.me/lenta_i_vektor/12",
  "C#",
  "и",
  "the",
  "ё",
] as const;

/** What the query language reads as its own. */
const SIGNS: readonly [string, ...string[]] = [
  "(",
  ..." ()|\"«»„“”‘’'-−–—=#:,.@!?*~^/\\",
  ...'()|" ',
  " OR ",
  " ИЛИ ",
  "-",
  "has:",
  "has:photo",
  "до:",
  "after:2024-05",
  "before:2024-13-45",
  "за:",
  "channel:",
  "channel:@lenta_i_vektor",
  "#обзор",
  "min:",
  "999999999999999999999",
];

const ODD = [
  "\u200b", // of no width
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u202e", // from right to left
  "\u200f",
  "שלום",
  "مرحبا",
  "e\u0301",
  "и\u0306",
  "ZA\u0300\u0301\u0302\u0303\u0304LGO",
  "\ud83d", // half a letter
  "\ude00",
  "🔥",
  "👩‍🔬",
  "🏳️‍🌈",
  "ﬁ",
  "①",
  "Ǆ",
  "İı",
  "ß",
  "ﷺ",
  "漢字",
  "ก็็็็",
  "\0",
  "\u0001",
  "\u0085",
  "\n",
  "\r\n",
  "\t",
  "\ud7ff\ue000\uffff",
] as const;

/** Something to ask that nobody means well by. */
export function hostileQuery(dice: Dice): string {
  switch (dice.below(12)) {
    case 0:
      return dice.some(300, 400, () => dice.pick(WORDS)).join(" ");
    case 1:
      return letters(dice).repeat(4000).slice(0, 4000);
    case 2:
      return dice
        .pick(["(a|(b|(c|", "((((", "a(", '"', "«„“", "-(-(", "a|", "a OR ", ":#@", "до:,"])
        .repeat(1 + dice.below(600));
    case 3:
      return dice.some(1, 200, () => String.fromCharCode(dice.below(0x10000))).join("");
    case 4:
      return dice.some(1, 60, () => dice.pick(ODD)).join("");
    case 5:
      return dice.pick(WORDS) + "\u0301".repeat(dice.below(2000));
    case 6:
      return asLatin1(dice.pick(WORDS).repeat(3));
    case 7:
      return dice.some(1, 12, () => letters(dice) + dice.pick(WORDS) + letters(dice)).join(" ");
    default:
      return dice.some(1, 40, () => piece(dice)).join("");
  }
}

function piece(dice: Dice): string {
  switch (dice.below(5)) {
    case 0:
      return ` ${dice.pick(WORDS)} `;
    case 1:
      return dice.pick(ODD);
    case 2:
      return letters(dice);
    default:
      return dice.pick(SIGNS) + dice.pick(SIGNS);
  }
}

function letters(dice: Dice): string {
  const first = dice.pick(["а", "a", "0", "א", "α", "ア"]).charCodeAt(0);
  return dice.some(1, 9, () => String.fromCharCode(first + dice.below(10))).join("");
}

/** As a program shows UTF-8 that takes it for something else. */
function asLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
