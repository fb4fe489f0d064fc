import { normaliseWord } from "./words/normalise.ts";
import type { Run } from "./words/runs.ts";
import { type Script, scriptOf, stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";

const LETTERS = /^\p{L}+$/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const ARTICLES: ReadonlySet<string> = new Set(["a", "an", "the"]);

const MIN_WORD_CHARS = 4; // a shorter word is mostly about grammar
const MAX_PHRASE_CHARS = 30; // what a button shows whole on a phone
const MIN_PIECE_CHARS = 4; // of a script without spaces
const MAX_PIECE_CHARS = 8;
const MIN_POSTS = 2;
// What more posts share is how the author signs or heads a section; in an archive of a few posts three are not many.
const MAX_SHARE = 0.1;
const FEW_POSTS = 3;

/**
 * Phrases that a few posts share, the most telling first: two words of the script that most of the texts is in, in
 * their shortest form ("холодный старт"); where it has no spaces, a piece between two marks ("潜力项目观察").
 *
 * Telling: the posts that share it × how much its words keep together (Dice: 2·both / (one + other)).
 */
export function recurringPhrases(texts: readonly (readonly Run[])[]): string[] {
  const read = texts.map((runs) => runs.map(readWord));
  const script = mainScript(read.flat());
  const phrases = new Map<string, Phrase>();
  const postsOf = new Map<string, number>();
  for (const words of read) {
    for (const stem of new Set(words.map((word) => word?.stem ?? "")))
      postsOf.set(stem, (postsOf.get(stem) ?? 0) + 1);
    countPost(phrases, phrasesIn(words, script));
  }
  const most = Math.max(FEW_POSTS, texts.length * MAX_SHARE);
  return [...phrases.values()]
    .filter(({ posts }) => posts >= MIN_POSTS && posts <= most)
    .map(({ stems, posts, form }) => ({ form, worth: posts * togetherness(stems, posts, postsOf) }))
    .sort((a, b) => b.worth - a.worth || (isBefore(a.form, b.form) ? -1 : 1))
    .map(({ form }) => form);
}

type Writing = Script | "unspaced";

interface Word {
  readonly run: Run;
  readonly normal: string;
  readonly stem: string;
  readonly writing: Writing;
}

/** Null for what is no plain word: a number, an address, a hashtag. */
function readWord(run: Run): Word | null {
  if (!LETTERS.test(run.text)) return null;
  const normal = normaliseWord(run.text);
  const writing = UNSPACED.test(normal) ? "unspaced" : scriptOf(normal);
  return { run, normal, stem: stemOf(normal), writing };
}

/** By letters: a word of Chinese is no run of its own. */
function mainScript(words: readonly (Word | null)[]): Writing {
  const letters: Record<Writing, number> = { cyrillic: 0, latin: 0, unspaced: 0, other: 0 };
  for (const word of words) if (word !== null) letters[word.writing] += word.normal.length;
  const writings: readonly Writing[] = ["cyrillic", "latin", "unspaced", "other"];
  return writings.reduce((main, writing) => (letters[writing] > letters[main] ? writing : main));
}

interface Phrase {
  readonly stems: readonly string[];
  posts: number;
  /** The shortest: in Russian that is mostly the nominative. */
  form: string;
}

type FoundPhrase = Pick<Phrase, "stems" | "form">;

/** The phrases of one post; several times the same for one that stands there several times. */
function phrasesIn(words: readonly (Word | null)[], script: Writing): FoundPhrase[] {
  return words.flatMap((word, n) => {
    if (word === null || word.writing !== script) return [];
    return (
      (script === "unspaced" ? pieceOf(word) : pairOf(word, words[n - 1] ?? null, words[n + 1] ?? null)) ?? []
    );
  });
}

/** "使用 Firefox": what a space joins to another script is part of a sentence. */
function pieceOf({ run, normal }: Word): FoundPhrase | null {
  if (run.before === " " || run.after === " ") return null;
  const isFit = normal.length >= MIN_PIECE_CHARS && normal.length <= MAX_PIECE_CHARS;
  return isFit ? { stems: [normal], form: run.text } : null;
}

function pairOf(first: Word, before: Word | null, second: Word | null): FoundPhrase | null {
  if (second === null || second.writing !== first.writing || first.run.after !== " ") return null;
  if (first.stem === second.stem || !isContent(first) || !isContent(second)) return null;
  if (hasCapital(first.run.text.slice(1)) || hasCapital(second.run.text)) return null;
  if (before?.run.after === " " && isPreposition(before.normal)) return null;
  const form = `${first.run.text} ${second.run.text}`.toLowerCase();
  return form.length > MAX_PHRASE_CHARS ? null : { stems: [first.stem, second.stem], form };
}

function isContent({ normal }: Word): boolean {
  return normal.length >= MIN_WORD_CHARS && !isStopWord(normal);
}

function hasCapital(text: string): boolean {
  return text !== text.toLowerCase();
}

/** "на самом деле", "по крайней мере": what stands behind one is often a fixed phrase that is about nothing. */
function isPreposition(normal: string): boolean {
  return isStopWord(normal) && !ARTICLES.has(normal);
}

function countPost(phrases: Map<string, Phrase>, found: readonly FoundPhrase[]): void {
  const counted = new Set<string>();
  for (const { stems, form } of found) {
    const key = stems.join(" ");
    const phrase = phrases.get(key) ?? { stems, form, posts: 0 };
    if (!counted.has(key)) phrase.posts += 1;
    if (isBefore(form, phrase.form)) phrase.form = form;
    counted.add(key);
    phrases.set(key, phrase);
  }
}

function isBefore(form: string, other: string): boolean {
  return form.length < other.length || (form.length === other.length && form < other);
}

/** From 0 to 1. */
function togetherness(stems: readonly string[], both: number, postsOf: ReadonlyMap<string, number>): number {
  const apart = stems.reduce((sum, stem) => sum + (postsOf.get(stem) ?? 0), 0);
  return (stems.length * both) / apart;
}
