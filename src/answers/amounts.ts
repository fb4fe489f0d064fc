import type { PlannedTerm } from "../search/plan.ts";
import { normaliseWord } from "../search/words/normalise.ts";
import { stemOf } from "../search/words/stems.ts";
import { type Token, tokensOf } from "../search/words/tokens.ts";
import { evidenceOf, type Found } from "./evidence.ts";
import { DIGITS, isNumber, NUMBER_WORD } from "./numbers.ts";
import { isRussian, type Question } from "./question.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { foundIn, isFound } from "./shares.ts";

/** "412 плотных признаков", "параметров у неё 13 миллионов" */
const WORDS_BETWEEN = 5;
const LEAST_LIKE = 0.4;
const B = "(?<![\\p{L}\\p{N}])";

/** "Сколько стоит": money, and nothing else. */
const PRICE_ASKED =
  /(?<!\p{L})(?:сто(?:ит|ил[аои]?|ят|или|имост\p{L}*)|цен\p{L}|заплати\p{L}*|потрати\p{L}*|заработа\p{L}*|получа(?:л|ет|ют)\p{L}*|за\s+сколько\s+(?:купи|прода)\p{L}*|почём|почем|cost|price)(?!\p{L})/iu;
const THING = /(?:сто(?:ит|ил[аои]?|ят|или)|цен\p{L}{1,2}|стоимость)\s+(\p{L}{3,})/iu;
const CURRENCY = "[₽$€£]|(?:руб|рубл|доллар|евро|бакс|цент|usd|eur|dollar|euro)\\p{L}*";
const PRICE = new RegExp(
  `[$€£]\\s?(?:${DIGITS})|${B}(?:${DIGITS}|${NUMBER_WORD})(?:\\s+(?:тыс|млн|млрд|тысяч|миллион|миллиард)[\\p{L}.]*)?\\s?(?:${CURRENCY})|(?:${CURRENCY})`,
  "giu",
);
/** What is told in units of its own: "сколько лет", "сколько времени". */
const TIME_ASKED = /^(?:врем|лет|год|час|дн|день|минут|секунд|месяц|недел)/iu;
const TIME = new RegExp(
  `${B}(?:${DIGITS})\\s?%\\s+(?:\\p{L}+\\s+)?времени|${B}(?:${DIGITS}|${NUMBER_WORD})\\s*(?:мс|ms|с|s|ч|лет|год\\p{L}*|час\\p{L}*|дн[яейю]\\p{L}*|день|минут\\p{L}*|мин|секунд\\p{L}*|сек|месяц\\p{L}*|недел\\p{L}*|сут\\p{L}*|век\\p{L}*|years?|hours?|days?|minutes?|seconds?|months?|weeks?)(?!\\p{L})`,
  "giu",
);
const PEOPLE = /^(?:раз|человек|людей|народ)/iu;

/** The number that "сколько" asks for: beside what is counted, of money for a price, of hours for a time; without a unit the surest one. */
export function amountIn(text: string, question: Question, plan: QuestionPlan): Found | null {
  const { unit, text: asked } = question;
  if (PRICE_ASKED.test(asked) && unit === null)
    return namesThing(text, asked, plan) ? evidenceOf({ pattern: PRICE }, text, question) : null;
  // The posts may be in another language than the question.
  if (unit === null || !isRussian(unit) || PEOPLE.test(unit)) return anyNumber(text, question);
  if (TIME_ASKED.test(unit)) return evidenceOf({ pattern: TIME }, text, question);
  const place = plan.terms.findIndex(({ word }) => word === normaliseWord(unit));
  const term = plan.terms[place];
  if (term === undefined) return anyNumber(text, question);
  return (
    besideUnit(text, stemsOf(term, plan)) ?? (hasAllBut(place, text, plan) ? anyNumber(text, question) : null)
  );
}

/** "Сколько *эпизодов* заливают за день": where so much of the rest stands, what is counted may be called otherwise. */
const ENOUGH = 3;

function hasAllBut(unit: number, text: string, plan: QuestionPlan): boolean {
  const found = foundIn(text, plan);
  const rest = plan.tellingTerms.filter((term) => term !== unit);
  return rest.length >= ENOUGH && rest.every((term) => isFound(term, found));
}

/** A year, "2024 года", "12 декабря" and "2402.17152" count nothing. */
const NO_AMOUNT =
  "(?!(?:19[5-9]|20[0-4])\\d(?![\\p{N}]|[.,]\\d))(?!\\d{4}\\.\\d{4,5})(?!\\d{1,2}\\s+(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр))";
const ANY_NUMBER = new RegExp(
  `[≈~]?${B}${NO_AMOUNT}(?:(?:${DIGITS})(?:\\s?%|\\s\\p{L}+)?|(?:${NUMBER_WORD})(?!\\p{L}))`,
  "giu",
);

/** Of what it is the number nobody has looked. */
function anyNumber(text: string, question: Question): Found | null {
  const found = evidenceOf({ pattern: ANY_NUMBER }, text, question);
  return found === null ? null : { ...found, strength: Math.min(found.strength, UNSURE) };
}

const UNSURE = 0.75;

/** The archive's own forms of a word. */
function stemsOf({ alternatives }: PlannedTerm, { numberOfStem }: QuestionPlan): ReadonlySet<string> {
  const like = [...alternatives].filter(([stem, weight]) => weight >= LEAST_LIKE && numberOfStem.has(stem));
  return new Set(like.map(([stem]) => stem));
}

/** "Сколько стоит билет": what else has a price there is not asked for. */
function namesThing(text: string, asked: string, plan: QuestionPlan): boolean {
  const thing = THING.exec(asked)?.[1];
  const term = plan.terms.find(({ word }) => thing !== undefined && word === normaliseWord(thing));
  if (term === undefined) return true;
  const stems = stemsOf(term, plan);
  return tokensOf(text).some(({ word }) => stems.has(stemOf(word)));
}

/** What is counted stands in the number's sentence. */
const ENDS = /[.!?…]\s+\p{Lu}/u;

/** The number nearest to what is counted, with what stands between where that comes after it. */
function besideUnit(text: string, units: ReadonlySet<string>): Found | null {
  const tokens = tokensOf(text).filter(({ joined }) => !joined);
  let best: { readonly number: Token; readonly unit: Token; readonly between: number } | null = null;
  for (const [at, unit] of tokens.entries()) {
    if (!units.has(stemOf(unit.word))) continue;
    for (const [place, number] of tokens.entries()) {
      const between = Math.abs(place - at);
      if (
        between <= WORDS_BETWEEN &&
        isNumber(number.word) &&
        !ENDS.test(text.slice(Math.min(number.end, unit.end), Math.max(number.start, unit.start) + 1)) &&
        between < (best?.between ?? Number.POSITIVE_INFINITY)
      )
        best = { number, unit, between };
    }
  }
  if (best === null) return null;
  const { number, unit } = best;
  const start = wholeNumberFrom(text, number.start);
  const isTogether = unit.start > number.start && !/[.!?\n]/.test(text.slice(number.end, unit.start));
  return { start, end: isTogether ? unit.end : number.end, strength: 1 };
}

/** "200 948": the number begins before its last three digits. */
function wholeNumberFrom(text: string, start: number): number {
  const before = /(?:\d{1,3}[\s\u00a0\u202f.,])+$/.exec(text.slice(Math.max(0, start - 16), start));
  return before === null ? start : start - before[0].length;
}
