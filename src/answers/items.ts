import type { TextRange } from "../search/hit.ts";
import { type Sentence, sentencesOf } from "../search/sentences.ts";

/** "Случайные из каталога. Честные и почти бесполезные…": what a paragraph is about, said first. */
const LONGEST_LEAD_CHARS = 60;
const LEAST_ITEMS = 3;
const LONGEST_ITEM_CHARS = 170;

/** What is enumerated in a text from a place on: the beginnings of a list's items, or of paragraphs with a lead of their own. */
export function itemsFrom(text: string, start: number): TextRange[] {
  const sentences = sentencesOf(text);
  const after = sentences.filter((sentence) => sentence.end > start);
  const listed = runOf(
    after.filter(({ opensLine }) => opensLine),
    ({ isListItem }) => isListItem,
  );
  if (listed.length >= LEAST_ITEMS) return listed.map((item) => beginning(sentences, item));
  const leads = after.filter((sentence) => sentence.opensLine && leadsParagraph(sentences, sentence));
  return leads.length >= LEAST_ITEMS ? leads.map((lead) => beginning(sentences, lead)) : [];
}

/** The first ones in a row that are so. */
function runOf(sentences: readonly Sentence[], is: (sentence: Sentence) => boolean): Sentence[] {
  const first = sentences.findIndex(is);
  if (first < 0) return [];
  const rest = sentences.slice(first);
  const end = rest.findIndex((sentence) => !is(sentence));
  return end < 0 ? rest : rest.slice(0, end);
}

/** A short sentence that its paragraph goes on from. */
function leadsParagraph(sentences: readonly Sentence[], sentence: Sentence): boolean {
  const next = sentences[sentences.indexOf(sentence) + 1];
  return sentence.end - sentence.start <= LONGEST_LEAD_CHARS && next?.line === sentence.line;
}

/** With the sentence after it, where that is short. */
function beginning(sentences: readonly Sentence[], item: Sentence): TextRange {
  const next = sentences[sentences.indexOf(item) + 1];
  const isShort =
    next !== undefined && next.line === item.line && next.end - item.start <= LONGEST_ITEM_CHARS;
  return { start: item.start, end: isShort ? next.end : item.end };
}
