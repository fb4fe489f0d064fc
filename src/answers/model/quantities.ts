/** A number in a text: more than one where its point may stand for two things. `1,234` → 1234 or 1.234 */
export type Quantity = readonly number[];

/** 13, 13,5, 10 000, 1,234,567 */
const NUMERAL = /\d+(?:[\u00a0\u2009\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*/g;
const SPACES = /[\u00a0\u2009\u202f ]/g;
const THOUSANDS = /^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)$/;
/** "13M", "13 млн", "13 миллионов", "10k" */
const SCALE_BEHIND =
  /^(?:([kкK])|\s?([MМ])|\s?(B)|[\s-]?(?:(тыс\p{L}*|thousands?)|(млн|миллион\p{L}*|mln|millions?)|(млрд|миллиард\p{L}*|bln|billions?)|(трлн|триллион\p{L}*|trillions?)))(?![\p{L}\d])/u;
const SCALES = [1e3, 1e6, 1e9, 1e3, 1e6, 1e9, 1e12];

/** Words that are numbers; the values that multiply what stands before them are the scales. */
const WORDS: readonly (readonly [string, number])[] = [
  ["один|одна|одно|одного|одной|one", 1],
  ["два|две|двух|двум|двумя|двое|two", 2],
  ["три|трех|трем|тремя|трое|three", 3],
  ["четыре|четырех|четырем|четырьмя|четверо|four", 4],
  ["пят[ьи]|пятью|пятеро|five", 5],
  ["шест[ьи]|шестью|six", 6],
  ["сем[ьи]|семью|seven", 7],
  ["восемь|восьми|восемью|eight", 8],
  ["девят[ьи]|девятью|nine", 9],
  ["десят[ьи]|десятью|ten", 10],
  ["одиннадцат[ьи]|eleven", 11],
  ["двенадцат[ьи]|twelve", 12],
  ["тринадцат[ьи]|thirteen", 13],
  ["четырнадцат[ьи]|fourteen", 14],
  ["пятнадцат[ьи]|fifteen", 15],
  ["шестнадцат[ьи]|sixteen", 16],
  ["семнадцат[ьи]|seventeen", 17],
  ["восемнадцат[ьи]|eighteen", 18],
  ["девятнадцат[ьи]|nineteen", 19],
  ["двадцат[ьи]|twenty", 20],
  ["тридцат[ьи]|thirty", 30],
  ["сорока?|forty", 40],
  ["пятьдесят|пятидесяти|fifty", 50],
  ["шестьдесят|шестидесяти|sixty", 60],
  ["семьдесят|семидесяти|seventy", 70],
  ["восемьдесят|восьмидесяти|eighty", 80],
  ["девяност[оа]|ninety", 90],
  ["ст[оа]|hundreds?", 100],
  ["двести|двухсот", 200],
  ["триста|трехсот", 300],
  ["четыреста|четырехсот", 400],
  ["пят[ьи]сот", 500],
  ["шест[ьи]сот", 600],
  ["сем[ьи]сот", 700],
  ["вос(?:емь|ьми)сот", 800],
  ["девят[ьи]сот", 900],
  ["тысяч\\p{L}{0,3}|thousands?", 1e3],
  ["миллион\\p{L}{0,3}|millions?", 1e6],
  ["миллиард\\p{L}{0,3}|billions?", 1e9],
];
const VALUES = WORDS.map(([words, value]) => ({ pattern: new RegExp(`^(?:${words})$`, "u"), value }));
const ANY_WORD = new RegExp(`^(?:${WORDS.map(([words]) => words).join("|")})$`, "u");

/** The numbers of a text, in digits and in words, each with what multiplies it: "13M", "тринадцать миллионов" → 13000000. */
export function quantitiesIn(text: string): Quantity[] {
  return [...numeralsIn(text), ...spelledIn(text).map((value) => [value])];
}

function numeralsIn(text: string): Quantity[] {
  return [...text.matchAll(NUMERAL)].flatMap(({ 0: written, index }) => {
    const values = readings(written.replace(SPACES, ""));
    const scale = scaleAt(text.slice(index + written.length, index + written.length + 16));
    return scale === 1 ? values : values.map((value) => value.map((number) => rounded(number * scale)));
  });
}

function readings(written: string): Quantity[] {
  const marks = written.match(/[.,]/g) ?? [];
  if (THOUSANDS.test(written)) {
    const whole = Number(written.replace(/[.,]/g, ""));
    return [marks.length === 1 ? [whole, Number(written.replace(",", "."))] : [whole]];
  }
  if (marks.length <= 1) return [[Number(written.replace(",", "."))]];
  return written.split(/[.,]/).map((part) => [Number(part)]); // 14.11.2024
}

function scaleAt(rest: string): number {
  const found = SCALE_BEHIND.exec(rest);
  const at = found === null ? -1 : found.slice(1).findIndex((group) => group !== undefined);
  return SCALES[at] ?? 1;
}

/** 1.1 × 1e6 is no whole number for a machine. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function spelledIn(text: string): number[] {
  const numbers: number[] = [];
  let run = new SpelledNumber();
  for (const [word] of text
    .toLowerCase()
    .replaceAll("ё", "е")
    .matchAll(/[\p{L}\d]+/gu)) {
    const value = spelledValue(word);
    if (value !== undefined && run.takes(value)) continue;
    numbers.push(...run.value());
    run = new SpelledNumber();
    if (value !== undefined) run.takes(value);
  }
  return [...numbers, ...run.value()];
}

function spelledValue(word: string): number | undefined {
  return ANY_WORD.test(word) ? VALUES.find(({ pattern }) => pattern.test(word))?.value : undefined;
}

/** "двести четыре", "two hundred four thousand": each part smaller than the one before, scales multiply. */
class SpelledNumber {
  #total = 0;
  #part = 0;
  #last = Number.POSITIVE_INFINITY;

  /** False where the word begins another number. */
  takes(value: number): boolean {
    if (value === 1 && this.#part === 0) return false; // "один из", "one of"
    const isScale = value >= 1000 || (value === 100 && this.#part > 0 && this.#part < 10);
    if (isScale && this.#part === 0) return false; // "тысячи людей"
    if (!isScale && this.#part > 0 && magnitude(value) >= magnitude(this.#last)) return false;
    if (value >= 1000) {
      this.#total += this.#part * value;
      this.#part = 0;
    } else this.#part = isScale ? this.#part * value : this.#part + value;
    this.#last = isScale ? 100 : value;
    return true;
  }

  value(): number[] {
    const value = this.#total + this.#part;
    return value === 0 ? [] : [value];
  }
}

/** Of 5 it is 1, of 12 and 50 it is 2, of 200 it is 3. */
function magnitude(value: number): number {
  return String(value).length;
}

/** English "may" is a verb, "May" a month; Russian months are written small. */
const MONTHS: readonly (readonly [RegExp, RegExp])[] = [
  ["январ\\p{L}{1,2}", "January"],
  ["феврал\\p{L}{1,2}", "February"],
  ["март(?:а|е|у|ом)?", "March"],
  ["апрел\\p{L}{1,2}", "April"],
  ["ма[йяею]|маем", "May"],
  ["июн\\p{L}{1,2}", "June"],
  ["июл\\p{L}{1,2}", "July"],
  ["август(?:а|е|у|ом)?", "August"],
  ["сентябр\\p{L}{1,2}", "September"],
  ["октябр\\p{L}{1,2}", "October"],
  ["ноябр\\p{L}{1,2}", "November"],
  ["декабр\\p{L}{1,2}", "December"],
].map(([russian, english]) => [wholeWord(`${russian}`, "iu"), wholeWord(`${english}`, "u")]);

/** 14.11.2024, 2024-11-14 */
const DATE = /(?<!\d)(?:\d{1,2}\.(\d{2})\.\d{4}|\d{4}-(\d{2})-\d{2})(?!\d)/g;

/** Months that a text names, from 1: "14 ноября", "November 14", "14.11.2024" → 11 */
export function monthsIn(text: string): number[] {
  const named = MONTHS.flatMap((names, at) => (names.some((name) => name.test(text)) ? [at + 1] : []));
  return [...named, ...[...text.matchAll(DATE)].map(([, one, other]) => Number(one ?? other))];
}

function wholeWord(words: string, flags: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, flags);
}
