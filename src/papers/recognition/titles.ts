import type { TextRange } from "../../search/hit.ts";
import type { Rule } from "../paper-notes.ts";
import { candidatesIn, isTitleInside } from "./candidates.ts";
import { type Line, linesOf, runsIn } from "./foreign-runs.ts";
import { type TitleShape, titleShape } from "./title-shape.ts";

/** A title that nothing but its place and its shape gives away. */
export interface FoundTitle extends TextRange {
  readonly rule: Rule;
  readonly title: string;
}

/** What has the look of a title, though not enough to count: it does where another post makes it sure. */
export interface PossibleTitle extends TextRange {
  readonly title: string;
}

export interface Titles {
  readonly found: readonly FoundTitle[];
  readonly possible: readonly PossibleTitle[];
}

/** How much a title must look like one, by where it stands. */
const LEAST = {
  line: 2,
  sibling: 1,
  quoted: 2,
  afterWord: 0.8,
  capitalsAfterWord: 0.2,
  about: 2.6,
  chained: 1.8,
  foreign: 3.1,
  longForeign: 2.75,
  possible: 0.5,
};
const LEAST_WORDS = { possible: 3, foreign: 4, sibling: 2, afterWord: 2 };
const LEAST_SIBLINGS = 2;
const LEAST_DISTINCT_WORDS = 5;
// Without capitals it must be of research.
const LEAST_SUBJECTS_OF_SENTENCE = 2;
// In the middle of a sentence a shorter one needs two words of research.
const LONG_TITLE_WORDS = 6;
// A word before it that names something else than papers.
const BLAMED = 1.6;

const WORD_FOR_PAPER =
  "(?:стат(?:ь|ей)(?!ист)[а-яё]{0,3}|пейпер[а-яё]*|papers?|работ(?:а|у|е|ах)|работы(?=\\s*[:—])|публикаци[а-яё]+|препринт[а-яё]*|preprints?|книг[а-яё]*|книж[а-яё]*|монографи[а-яё]+|articles?|surveys?|сурвей[а-яё]*|book)(?:-[а-яё]+)?";
const BESIDE_WORD =
  "(?:\\s*(?:под названием|с названием|называется|called|titled|entitled|(?:от|из|by|from|у)\\s+[\\p{Lu}][^\\s,.:;]*(?:\\s+[\\p{Lu}][^\\s,.:;]*)?|['’ʼ][а-яё]{1,4}|\\d{2,4}(?:-?го)?\\s*(?:года)?|[—–:,№«\"“„(-]))*\\s*$";
const AFTER_WORD = new RegExp(`(?<!\\p{L})${WORD_FOR_PAPER}${BESIDE_WORD}`, "iu");
const ABOUT_WORD = new RegExp(`(?<!\\p{L})${WORD_FOR_PAPER}\\s+(?:про|о|об|about|on)\\s*$`, "iu");
const WORD_FOR_OTHER =
  /(?<!\p{L})(?:блог|заметк|тред|пост|посте|поста|видео|ролик|доклад|курс|подкаст|фильм|сериал|песн|трек|альбом|сингл|воркшоп|workshop|конференци|митап|ваканси|позици|должност|роль|роли|канал|репо|библиотек|фреймворк|датасет|сервис|компани|команд|лекци|keynote|туториал|новост|цитат|слова|фраз|заголов|сказал|спросил|ответил|платформ|продукт|групп|игр|приложени|talk|blog|post|video|course|podcast|song|movie|album|dataset|library)[а-яё]*(?:\s+[а-яё]+(?=:|\s+[а-яё]+:))*(?:\s*(?:от\s+\S+|про|о|в|на|—|–|-|:|«|"|“))*\s*$/iu;
const JOINS_TITLES =
  /^[»”"’)\s]*(?:\([^()]{0,40}\)\s*)?(?:,?\s*(?:и|а также|а ещё|а еще|или|and|&|плюс)(?:\s+(?:на|в|о|от|её|ее|про))?|[,;])\s*[«“„"]?$/iu;
const CLOSES_HEADING =
  /^[»”"]?[.!?…]*\s*$|^[»”"]?[.,]?\s*(?:от|из|by|from|у|@|via)\s|^[»”"]?\s*(?:[([{—–:,;→⇒]|-\s|https?:|[/|]\s*(?:\p{Lu}[\p{L}]*[\s’'`-]*(?:20)?\d\d|\p{Script=Cyrillic}))|^[»”"]?\.\s/iu;
const OPENS_QUOTE = /[«“„"]\s*$/;
const CLOSES_QUOTE = /^\s*[.,!?]?[»”"]/;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** Titles of papers in a text, in its order. `isTaken` tells where something else stands: code, an address. */
export function titlesIn(text: string, isTaken: (range: TextRange) => boolean): Titles {
  const found: FoundTitle[] = [];
  const others: Candidate[] = [];
  const isRussian = CYRILLIC.test(text);
  for (const line of linesOf(text)) {
    for (const range of runsIn(text, line).flatMap((run) => candidatesIn(text, run, isRussian))) {
      if (isTaken(range)) continue;
      const candidate = candidateAt(text, range, { line, isRussian });
      const rule = ruleFor(text, candidate, found.at(-1));
      if (rule === null) others.push(candidate);
      else found.push({ ...range, rule, title: candidate.title });
    }
  }
  const siblings = others.filter((candidate) => isSibling(candidate, found));
  const all = [
    ...found,
    ...siblings.map(({ range, title, line }) => ({ ...range, rule: ruleOfLine(line), title })),
  ];
  const possible = others.filter((candidate) => !siblings.includes(candidate) && mayBeTitle(candidate.shape));
  return {
    found: all.sort((a, b) => a.start - b.start),
    possible: possible.map(({ range, title }) => ({ ...range, title })),
  };
}

/** A run of English words and where it stands. */
interface Candidate {
  readonly range: TextRange;
  readonly title: string;
  readonly shape: TitleShape;
  readonly line: Line;
  readonly isRussian: boolean;
  /** What stands in its line before and after it. */
  readonly before: string;
  readonly after: string;
  /** Whether it has the place of a heading or of an item's title. */
  readonly headsLine: boolean;
}

function candidateAt(
  text: string,
  range: TextRange,
  { line, isRussian }: Pick<Candidate, "line" | "isRussian">,
): Candidate {
  const title = text.slice(range.start, range.end).replace(/\s+/g, " ");
  const shape = titleShape(title);
  const before = text.slice(line.content, range.start);
  const after = text.slice(range.end, line.end);
  const opensLine = !/\p{L}/u.test(before.replace(/arxiv/i, ""));
  const headsLine = opensLine && CLOSES_HEADING.test(after) && !isSentence(shape, after, isRussian);
  return { range, title, shape, line, isRussian, before, after, headsLine };
}

function mayBeTitle({ words, isTitleCase, score }: TitleShape): boolean {
  return words >= LEAST_WORDS.possible && isTitleCase && score >= LEAST.possible;
}

/** Beside two other titles at the head of their lines, less is enough. */
function isSibling({ headsLine, shape }: Candidate, found: readonly FoundTitle[]): boolean {
  const { score, words, subjects, isTitleCase, isOther } = shape;
  const atHeads = found.filter(({ rule }) => rule === "heading" || rule === "list-item").length;
  if (!headsLine || !isTitleCase || isOther || atHeads < LEAST_SIBLINGS) return false;
  return (
    score >= LEAST.sibling && words >= LEAST_WORDS.sibling && (subjects > 0 || words >= LEAST_WORDS.foreign)
  );
}

function ruleOfLine({ isListItem }: Line): "list-item" | "heading" {
  return isListItem ? "list-item" : "heading";
}

/** Why a candidate is a title; null where it is none. */
function ruleFor(text: string, candidate: Candidate, last: FoundTitle | undefined): Rule | null {
  const { range, shape, before, after, line, isRussian, headsLine } = candidate;
  const { score, words, subjects, isTitleCase } = shape;
  if (AFTER_WORD.test(before) && words >= LEAST_WORDS.afterWord)
    return score >= (isTitleCase ? LEAST.capitalsAfterWord : LEAST.afterWord) ? "after-word" : null;
  const blame = WORD_FOR_OTHER.test(before) ? BLAMED : 0;
  if (ABOUT_WORD.test(before)) return score >= LEAST.about ? "after-word" : null;
  const between = last === undefined ? "" : text.slice(last.end, range.start);
  if (last !== undefined && between.length < 60 && JOINS_TITLES.test(between) && score >= LEAST.chained)
    return last.rule;
  if (OPENS_QUOTE.test(before) && CLOSES_QUOTE.test(after) && words >= 3 && before.trim().length > 1)
    return score >= LEAST.quoted + blame && saysEnough(shape) ? "quoted" : null;
  if (
    headsLine &&
    !shape.isOther &&
    words >= 3 &&
    isDistinct(shape) &&
    saysEnough(shape) &&
    score >= LEAST.line
  )
    return ruleOfLine(line);
  if (!isRussian) return isTitleInside(candidate.title) ? "foreign-title" : null;
  const needed = words < LONG_TITLE_WORDS ? 2 : 1;
  if (words < LEAST_WORDS.foreign || subjects < needed) return null;
  const least = words < LONG_TITLE_WORDS ? LEAST.foreign : LEAST.longForeign;
  return score >= least + blame ? "foreign-title" : null;
}

/** "Approximate Nearest Neighbor Search" may be a title, or a term. */
function isDistinct({ isPhrase, words }: TitleShape): boolean {
  return isPhrase || words >= LEAST_DISTINCT_WORDS;
}

/** Of research, or long and with a subtitle; without capitals it takes more. */
function saysEnough({ subjects, words, hasSubtitle, isTitleCase }: TitleShape): boolean {
  if (!isTitleCase) return subjects >= (hasSubtitle ? 1 : LEAST_SUBJECTS_OF_SENTENCE);
  return subjects > 0 || (hasSubtitle && words > LONG_TITLE_WORDS);
}

/** An English sentence in an English post opens a line like a heading does. */
function isSentence({ isTitleCase }: TitleShape, after: string, isRussian: boolean): boolean {
  return !isRussian && !isTitleCase && /^\s*\./.test(after);
}
