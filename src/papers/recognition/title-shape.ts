import { isCoined } from "./short-names.ts";
import {
  ADVICE_WORDS,
  ASKING_WORDS,
  COMPANY_WORDS,
  EVENT_WORDS,
  FUNCTION_WORDS,
  isCommonSubject,
  isSubject,
  JOB_WORDS,
  JOINING_WORDS,
  MEDIA_WORDS,
  NEWS_WORDS,
  PROGRAMMING_WORDS,
  TALKING_WORDS,
} from "./title-words.ts";

/** How much a run of English words looks like the title of a paper; below 0 it is something else. */
export interface TitleShape {
  readonly score: number;
  readonly words: number;
  /** Its telling words begin with capitals. */
  readonly isTitleCase: boolean;
  /** How many of its words research speaks of. */
  readonly subjects: number;
  /** Whether it has a subtitle, or two of its words are joined by "for", "with" and the like. */
  readonly isPhrase: boolean;
  readonly hasSubtitle: boolean;
  /** Whether a word of it makes it an event, a vacancy or somebody's talk. */
  readonly isOther: boolean;
}

// "CS224W: Machine Learning with Graphs", "Head of Search and Recommendations"
const COURSE_OR_POST = /^[A-Z]{2,4}\d{3}[A-Z]?:|^(?:Head|Chief|VP|Director|Lead) of\b/;
// "MovieLens, Netflix Prize, Steam Video Games, MIND"
const LIST = /^(?:[^,:]{2,30},\s+){3,}[^,:]+$/;
const CODE = /^\w+Error:|\d\.\d+\.\d|--|[=\\{}<>$]|\w_\w|::|\(\)|\.(?:py|js|ts|sh|json|txt|pdf)\b/;
const SUBTITLE = /\S[:?]\s+\S+\s+\S/;
const LONGEST_TITLE_WORDS = 32;
const LEAST_SHARE_OF_CAPITALS = 0.75;
const LONGEST_PERSON_WORDS = 4;

// What each sign adds, chosen on passages that were labelled apart from those it was measured on (docs/papers.md).
const WEIGHTS = {
  titleCase: 1,
  subject: 0.6,
  mostSubjects: 2,
  commonSubject: 0.25,
  mostCommonSubjects: 0.75,
  fourWords: 0.5,
  sixWords: 0.7,
  eightWords: 0.3,
  joined: 0.6,
  subtitle: 0.7,
  shortSentence: -1.2,
  talking: -1.6,
  news: -2,
  event: -2.5,
  job: -3,
  media: -1.5,
  company: -1.6,
  programming: -1.8,
  advice: -1.3,
  asking: -0.5,
  allCapitalised: -1, // as names of people and products are
};

/** Takes the words between two places where a title may begin and end. */
export function titleShape(text: string): TitleShape {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
  const telling = words.filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  const isTitleCase = shareOfCapitals(telling) >= LEAST_SHARE_OF_CAPITALS;
  const subjects = partsOf(words).filter(isSubject).length + (/language models?/i.test(text) ? 1 : 0);
  const hasSubtitle = SUBTITLE.test(text);
  const shape = {
    words: words.length,
    isTitleCase,
    subjects,
    isPhrase: isJoined(words) || hasSubtitle,
    hasSubtitle,
    isOther: isOther(words),
  };
  if (
    telling.length === 0 ||
    words.length > LONGEST_TITLE_WORDS ||
    CODE.test(text) ||
    COURSE_OR_POST.test(text) ||
    !beginsWell(words) ||
    LIST.test(text)
  )
    return { ...shape, score: Number.NEGATIVE_INFINITY };
  return {
    ...shape,
    score: signs(text, { words, telling, isTitleCase, subjects, hasSubtitle }).reduce(
      (sum, sign) => sum + sign,
      0,
    ),
  };
}

interface Signs {
  readonly words: readonly string[];
  readonly telling: readonly string[];
  readonly isTitleCase: boolean;
  readonly subjects: number;
  readonly hasSubtitle: boolean;
}

function signs(text: string, { words, telling, isTitleCase, subjects, hasSubtitle }: Signs): number[] {
  const lower = words.map(lowerCase);
  const parts = partsOf(words);
  const common = [
    ...parts.filter((part) => !isSubject(part) && isCommonSubject(part)),
    ...words.filter(isCoined),
  ].length;
  const has = (list: ReadonlySet<string>) => [...parts, ...lower].some((word) => list.has(word));
  const first = lower[0] ?? "";
  return [
    isTitleCase ? WEIGHTS.titleCase : 0,
    Math.min(WEIGHTS.mostSubjects, subjects * WEIGHTS.subject),
    Math.min(WEIGHTS.mostCommonSubjects, common * WEIGHTS.commonSubject),
    words.length >= 4 ? WEIGHTS.fourWords : 0,
    words.length >= 6 ? WEIGHTS.sixWords : 0,
    words.length >= 8 ? WEIGHTS.eightWords : 0,
    isJoined(words) ? WEIGHTS.joined : 0,
    hasSubtitle ? WEIGHTS.subtitle : 0,
    !isTitleCase && !isShouted(text) && words.length < 5 ? WEIGHTS.shortSentence : 0,
    has(TALKING_WORDS) ? WEIGHTS.talking / (isTitleCase ? 2 : 1) : 0,
    has(NEWS_WORDS) ? WEIGHTS.news : 0,
    has(EVENT_WORDS) ? WEIGHTS.event : 0,
    has(JOB_WORDS) ? WEIGHTS.job : 0,
    has(MEDIA_WORDS) ? WEIGHTS.media : 0,
    has(PROGRAMMING_WORDS) ? WEIGHTS.programming : 0,
    has(ADVICE_WORDS) ? WEIGHTS.advice : 0,
    ASKING_WORDS.has(first) ? WEIGHTS.asking : 0,
    COMPANY_WORDS.has(first) && words.length <= 5 ? WEIGHTS.company : 0,
    isTitleCase && subjects === 0 && telling.length === words.length && words.length <= LONGEST_PERSON_WORDS
      ? WEIGHTS.allCapitalised
      : 0,
  ];
}

function isOther(words: readonly string[]): boolean {
  return partsOf(words).some((word) => EVENT_WORDS.has(word) || JOB_WORDS.has(word) || MEDIA_WORDS.has(word));
}

function isJoined(words: readonly string[]): boolean {
  return words.slice(1, -1).some((word) => JOINING_WORDS.has(word.toLowerCase()));
}

function lowerCase(word: string): string {
  return word.toLowerCase().replace(/’/g, "'");
}

/** "Large-Scale" is a word, and two. */
function partsOf(words: readonly string[]): string[] {
  return words.map(lowerCase).flatMap((word) => word.split(/[-/]/));
}

/** With a capital or a number: what begins in the middle of a sentence is none. */
function beginsWell([first = ""]: readonly string[]): boolean {
  return /^[\p{Lu}\d]/u.test(first) || /^[a-z]+[A-Z\d]/.test(first);
}

function shareOfCapitals(words: readonly string[]): number {
  return words.filter((word) => /^[\p{Lu}\d]|^[a-z]+[A-Z]/u.test(word)).length / words.length;
}

function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text);
}
