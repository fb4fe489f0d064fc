import type { TextRange } from "../search/hit.ts";
import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import { PLACE_NAME } from "./place-names.ts";
import type { Question, QuestionKind } from "./question.ts";

/** What is looked for in a text. */
interface Sought {
  /** Global: all that it finds is weighed. */
  readonly pattern: RegExp;
  /** Absent = as the kind of the question has it. */
  readonly strengthOf?: (found: string, kind: QuestionKind) => number;
}

/** What in a sentence shows that it answers a question of a kind. */
interface Evidence extends Sought {
  /** How much it is worth beside the words of the question. */
  readonly worth: number;
  /** Whether a sentence without it is no answer. */
  readonly isNeeded: boolean;
}

const MONTH =
  "(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\\p{L}{0,3}|january|february|march|april|may|june|july|august|september|october|november|december";
const word = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}])`, "giu");

/** "SiLU", "feature_128", "Big Sleep": what has a name of its own stands in Latin letters; an address is none. */
const LATIN_NAME =
  /(?<![\p{L}\p{N}@/.:_-])(?!https?:)[A-Za-z][A-Za-z\d]+(?:[-_.][A-Za-z\d]+)*(?:\s[A-Z][A-Za-z\d-]*)*(?![\p{L}/:@]|\.[a-z]{2,}\/)/gu;

const EVIDENCE: Partial<Record<QuestionKind, Evidence>> = {
  when: {
    pattern: word(
      `\\d{1,2}:\\d{2}|(?:с\\s+)?\\d{1,2}(?:\\s*(?:[-–—]|по)\\s*\\d{1,2})?(?:-?го)?\\s+(?:${MONTH})(?:\\s+(?:19|20)\\d\\d)?|(?:${MONTH})(?:\\s+\\d{1,2}(?!\\d)(?:st|nd|rd|th)?)?(?:,?\\s+(?:19|20)\\d\\d)?|(?:19|20)\\d\\d(?:-?(?:го|м|й))?(?:\\s+год\\p{L}*)?|\\d{1,2}\\.\\d{2}(?:\\.\\d{2,4})?|(?:в|во|с|до|к)\\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\\p{L}*|вчера|сегодня|завтра|послезавтра|позавчера|летом|осенью|весной|зимой|(?:на|через|за)\\s+(?:прошл|этой|следующ|недел|месяц|год|полгода|пар)\\p{L}*|\\p{L}+\\s+(?:лет|года|месяц\\p{L}*|недел\\p{L}+)\\s+назад|yesterday|tomorrow|today|last\\s+(?:week|month|year)|monday|tuesday|wednesday|thursday|friday|saturday|sunday`,
    ),
    worth: 0.5,
    isNeeded: true,
  },
  "how-many": { pattern: /(?!)/g, worth: 0.5, isNeeded: true }, // see amounts.ts
  where: {
    pattern:
      /(?:(?<!\p{L})(?:в|во|на|из|под|у|около|до|к|ко|in|at|near|from|to)\s+|(?<=(?:19|20)\d\d,\s)(?=\p{Lu}))(?:\p{Lu}[\p{L}-]+|(?:\p{L}+\s+){0,2}?(?:город\p{L}*|зал\p{L}*|отел\p{L}*|офис\p{L}*|театр\p{L}*|центр\p{L}*|кафе|поезд\p{L}*|самол[её]т\p{L}*|аэропорт\p{L}*|университет\p{L}*|комментари\p{L}*|канал\p{L}*|чат\p{L}*|репозитори\p{L}*|github|гитхаб\p{L}*|стран\p{L}*|кампус\p{L}*|лаборатори\p{L}*|институт\p{L}*))/gu,
    worth: 0.35,
    isNeeded: true,
  },
  who: {
    pattern:
      /\((?:[A-Z][\p{L}-]+(?:,\s*|\s+(?:и|and|&)\s+)?){2,}\)|(?<!\p{L})\p{Lu}\p{Ll}+[^\S\n]+(?:и[^\S\n]+)?\p{Lu}\p{Ll}+(?!\p{L})|(?<=[\p{L}\p{N},;:)»"”]\s|«|\()\p{Lu}[\p{L}-]+|(?<=^|[.!?:…]\s|\n)\p{Lu}\p{Ll}+(?=\s+\p{Ll}+(?:л|ла|ли|ет|ит|ут|ют|ят)(?!\p{L}))|(?<!\p{L})(?:авторы|ребята|коллег\p{L}*|команд\p{L}*|я|мы|ответственн\p{L}+)(?!\p{L})/gu,
    worth: 0.4,
    isNeeded: true,
  },
  why: {
    pattern: word(
      "потому|так\\s+как|поскольку|из-за|чтобы|чтоб|ради|причин\\p{L}*|дело\\s+в|иначе|ведь|за\\s+сч[её]т|благодаря|вызван\\p{L}*|объясня\\p{L}+|следовательно|значит|оказал\\p{L}+|because|since|due\\s+to|so\\s+that|reason|otherwise|therefore",
    ),
    worth: 0.4,
    isNeeded: false,
  },
  how: {
    pattern: word(
      "с\\s+помощью|через|пут[её]м|используя|используе\\p{L}+|использу\\p{L}+|сначала|затем|потом|бер[её]\\p{L}+|учи[мтл]\\p{L}*|счита\\p{L}+|стро\\p{L}+|дела[ею]\\p{L}*|вычита\\p{L}+|добавля\\p{L}+|заменя\\p{L}+|по\\s+формуле|вместо|достаточно|нужно|by|using|via|first|then|instead",
    ),
    worth: 0.2,
    isNeeded: false,
  },
  "what-is": {
    pattern:
      /\s[—–-]\s|(?<!\p{L})(?:это|называ\p{L}+|означа\p{L}+|то\s+есть|т\.\s?е\.|is\s+an?|means|stands\s+for)(?!\p{L})/giu,
    worth: 0.35,
    isNeeded: false,
  },
  compare: {
    pattern: word(
      "лучше|хуже|быстрее|медленнее|сильнее|слабее|больше|меньше|выше|ниже|дороже|дешевле|проще|сложнее|чем|против|в\\s+отличие|разниц\\p{L}*|отлича\\p{L}+|проигр\\p{L}+|выигр\\p{L}+|обгон\\p{L}+|обош\\p{L}+|уступа\\p{L}+|обходит|наравне|одинаков\\p{L}+|than|versus|vs|better|worse|faster|slower|whereas|both",
    ),
    worth: 0.3,
    isNeeded: false,
  },
  opinion: {
    pattern: word(
      "я|мне|меня|мной|мой|моё|мое|моя|мои|по-моему|кажется|думаю|считаю|нравится|понравил\\p{L}+|люблю|обожаю|уважаю|жаль|рад[а]?|скучн\\p{L}+|красив\\p{L}+|полезн\\p{L}+|спорн\\p{L}+|скепти\\p{L}+|советую|рекомендую|верю|сомнева\\p{L}+|честно|хорош\\p{L}*|плох\\p{L}*|странн\\p{L}+|i|my|think|love|like|boring|useful",
    ),
    worth: 0.35,
    isNeeded: false,
  },
  which: { pattern: LATIN_NAME, worth: 0.2, isNeeded: false },
  list: { pattern: /(?:,[^,]+){2,}|,[^,]+\s+и\s|:\s*$|;/gu, worth: 0.25, isNeeded: false },
};

const NONE: Evidence = { pattern: /(?!)/g, worth: 0, isNeeded: false };

/** What to look for in the answer to such a question. */
export function evidenceFor(kind: QuestionKind): Evidence {
  return EVIDENCE[kind] ?? NONE;
}

/** "Как зовут": a name, and not "мы" or "авторы". */
const NAME_ASKED = /(?<!\p{L})(?:зовут|звали|имя|имена|фамили\p{L}+|name)(?!\p{L})/iu;
const NAME = /\p{Lu}\p{Ll}+(?:[^\S\n]+\p{Lu}\p{Ll}+)+|(?<=[\p{L}\p{N},;:)»"”]\s|«|\()\p{Lu}\p{Ll}+/gu;

export interface Found extends TextRange {
  /** How surely it is what was asked for: 0 to 1. */
  readonly strength: number;
}

/** "Откуда": a place that something comes from, whatever others are named. */
const FROM_WHERE = /(?<!\p{L})(?:откуда|из\s+как\p{L}+|from\s+where|where\s+.{1,60}\s+from)(?!\p{L})/iu;
const FROM_PLACE = /(?<!\p{L})(?:из|from)\s+\p{Lu}[\p{L}-]+/gu;

/** The surest evidence in a text that the question does not bring itself; null where there is none. */
export function evidenceIn(text: string, question: Question): Found | null {
  const { kind, text: asked } = question;
  switch (kind) {
    case "which":
      return onlyNameIn(text, question);
    case "where":
      if (FROM_WHERE.test(asked)) return evidenceOf({ pattern: FROM_PLACE }, text, question);
      return (
        evidenceOf({ pattern: PLACE_NAME, strengthOf: () => 1 }, text, question) ?? byKind(text, question)
      );
    case "who":
      return NAME_ASKED.test(asked) ? evidenceOf({ pattern: NAME }, text, question) : byKind(text, question);
    default:
      return byKind(text, question);
  }
}

function byKind(text: string, question: Question): Found | null {
  return evidenceOf(evidenceFor(question.kind), text, question);
}

/** "Which activation": a name that the question lacks; surely that one, where there is no other. */
function onlyNameIn(text: string, question: Question): Found | null {
  const asked = question.text.toLowerCase();
  const names = [...text.matchAll(LATIN_NAME)].filter(({ 0: name }) => !asked.includes(name.toLowerCase()));
  const [first] = names;
  if (first === undefined) return null;
  const others = new Set(names.map(({ 0: name }) => name)).size - 1;
  return {
    start: first.index,
    end: first.index + first[0].length,
    strength: Math.max(LEAST_SURE, 1 - STEP * others),
  };
}

const LEAST_SURE = 0.4;
const STEP = 0.3;

/** The surest of what is looked for, as far as the question does not bring it itself; null where there is none. */
export function evidenceOf(
  { pattern, strengthOf = usualStrength }: Sought,
  text: string,
  { kind, text: question }: Question,
): Found | null {
  const asked = question.toLowerCase();
  const stems = stemsIn(question);
  let best: Found | null = null;
  for (const { 0: written, index } of text.matchAll(pattern)) {
    const found = written.trim();
    if (found === "" || asked.includes(found.toLowerCase()) || isBrought(found, stems)) continue;
    const strength = strengthOf(found, kind);
    if (best === null || strength > best.strength)
      best = { start: index, end: index + written.trimEnd().length, strength };
  }
  return best;
}

/** Of "кто придумал слово «рексис»" no "Рексиса" is the answer. */
function isBrought(found: string, stems: ReadonlySet<string>): boolean {
  return [...stemsIn(found)].every((stem) => stems.has(stem));
}

function stemsIn(text: string): ReadonlySet<string> {
  return new Set(tokensOf(text).map(({ word }) => stemOf(word)));
}

const RUSSIAN_NAME = /^[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+$/u;
const DAY_AND_MONTH = new RegExp(`\\d.*(?:${MONTH})|(?:${MONTH})\\s+\\d{1,2}(?!\\d)`, "iu");
const MONTH_ALONE = new RegExp(MONTH, "iu");
const SMALL_NUMBER = /^(?:один|одна|одно|одну|one|два|две|two|пар|половин)/iu;

function usualStrength(found: string, kind: QuestionKind): number {
  switch (kind) {
    case "when":
      if (DAY_AND_MONTH.test(found) || /\d:\d\d/.test(found)) return 1;
      return MONTH_ALONE.test(found) ? 0.75 : /^\D*(?:19|20)\d\d/.test(found) ? 0.6 : 0.7;
    case "how-many":
      return /\d/.test(found) ? 1 : SMALL_NUMBER.test(found) ? 0.5 : 0.85;
    case "who":
      if (/^\(/.test(found) || RUSSIAN_NAME.test(found)) return 1; // several names, or a whole one
      if (/\s/.test(found)) return 0.75; // may be words of a title
      return /^\p{Lu}/u.test(found) ? 0.6 : 0.5;
    case "where":
      return /\p{Lu}/u.test(found.slice(1)) ? 0.8 : 0.5;
    default:
      return 1;
  }
}
