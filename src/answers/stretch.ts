import type { TextRange } from "../search/hit.ts";
import { leansOnTheOneBefore, type Sentence } from "../search/sentences.ts";
import type { QuestionKind } from "./question.ts";

const MAX_SENTENCES = 5;
const MAX_ITEMS = 8;
const LONGEST_CHARS = 520;
const LONGEST_LIST_CHARS = 700;
const LONGEST_LEAD_CHARS = 80;

/** The reason for something, and what it is, may stand before it. */
const LOOKS_BACK: ReadonlySet<QuestionKind> = new Set(["why", "how", "compare", "opinion"]);
/** The reason for something often stands in the next paragraph. */
const CROSSES_LINES: ReadonlySet<QuestionKind> = new Set(["why", "how", "list", "what-is"]);

/** A text with its sentences. */
interface CutText {
  readonly text: string;
  readonly sentences: readonly Sentence[];
}

/** What is read together with a sentence: the one that it leans on, those that go on from it, the list that it leads to. */
export function stretchAround(cut: CutText, at: number, kind: QuestionKind): TextRange {
  const { text, sentences } = cut;
  const sentence = sentences[at];
  if (sentence === undefined) return { start: 0, end: 0 };
  const start = startOf(cut, at, kind);
  const isList = leadsToList(cut, at);
  const longest = isList ? LONGEST_LIST_CHARS : LONGEST_CHARS;
  const last = at + (isList ? MAX_ITEMS : MAX_SENTENCES - 1);
  let end = sentence.end;
  const mayCross = isLead(text, sentence) || CROSSES_LINES.has(kind);
  let before = sentence;
  for (const following of sentences.slice(at + 1, last + 1)) {
    const crosses = before === sentence && mayCross;
    if (following.end - start > longest || !goesOn(before, following, { isList, crosses })) break;
    end = following.end;
    before = following;
  }
  return { start, end };
}

/** A short line that says what comes: "Ручки:", "Почему я не побежала внедрять." */
export function isLead(text: string, { start, end, opensLine }: Sentence): boolean {
  const written = text.slice(start, end);
  const isShortLine = opensLine && written.length <= LONGEST_LEAD_CHARS && !/[,;]/.test(written);
  return written.endsWith(":") || isShortLine;
}

function startOf({ text, sentences }: CutText, at: number, kind: QuestionKind): number {
  const [before, sentence] = [sentences[at - 1], sentences[at]];
  if (sentence === undefined) return 0;
  if (before === undefined || before.line !== sentence.line) return sentence.start;
  const looksBack = LOOKS_BACK.has(kind) || leansOnTheOneBefore(text.slice(sentence.start, sentence.end));
  return looksBack && sentence.end - before.start <= LONGEST_CHARS ? before.start : sentence.start;
}

function leadsToList({ text, sentences }: CutText, at: number): boolean {
  const [sentence, next] = [sentences[at], sentences[at + 1]];
  if (sentence === undefined || next === undefined) return false;
  return isLead(text, sentence) && next.isListItem && !sentence.isListItem;
}

interface GoingOn {
  readonly isList: boolean;
  /** Whether it may go on in one of the next two lines. */
  readonly crosses: boolean;
}

function goesOn(before: Sentence, next: Sentence, { isList, crosses }: GoingOn): boolean {
  if (next.line === before.line) return true;
  if (isList) return next.isListItem;
  return crosses && next.line - before.line <= 2;
}
