import type { Glossary } from "../../search/glossary.ts";
import { leansOnTheOneBefore } from "../../search/sentences.ts";
import type { Citation, Passage, WordedSentence } from "../answer.ts";
import { bestQuote } from "./best-quote.ts";
import { objectionTo } from "./citation-check.ts";
import { type DraftSentence, draftSentences } from "./draft.ts";
import { ReadText } from "./read-text.ts";

export interface Sources {
  /** As they were numbered for the model, from 1. */
  readonly passages: readonly Passage[];
  /** What was asked, the question before it included. */
  readonly asked: string;
  readonly glossary: Glossary | null;
}

/** An answer in a model's words, and what it rests on. */
export interface WordedAnswer {
  readonly worded: readonly WordedSentence[];
  readonly citations: readonly Citation[];
}

const MAX_CITATIONS = 4;
const MAX_CHARS = 1500; // with four quotes it fits into one message

/** What a model wrote, without the sentences that do not hold and those that lean on them ("It was…"); null where none does. */
export function checkedAnswer(written: string, sources: Sources): WordedAnswer | null {
  const check = checkAgainst(sources);
  const kept: Kept[] = [];
  let isBeforeKept = true;
  for (const draft of draftSentences(written)) {
    const sentence: Kept | null = isBeforeKept || !leansOnTheOneBefore(draft.text) ? check(draft) : null;
    isBeforeKept = sentence !== null && fits(sentence, kept);
    if (sentence !== null && isBeforeKept) kept.push(sentence);
  }
  return kept.length === 0 ? null : withCitations(kept, sources.glossary);
}

interface Kept {
  readonly text: string;
  readonly passages: readonly Passage[];
}

/** Each passage is read once, and only where it is cited. */
function checkAgainst({ passages, asked, glossary }: Sources): (draft: DraftSentence) => Kept | null {
  const read = new Map<Passage, ReadText>();
  const reading = (passage: Passage) => {
    const text = read.get(passage) ?? new ReadText(passage.text);
    read.set(passage, text);
    return text;
  };
  const question = new ReadText(asked);
  return ({ text, cited }) => {
    const found = cited.flatMap((number) => passages[number - 1] ?? []);
    if (found.length === 0 || found.length < cited.length) return null;
    const objection = objectionTo({ text, cited: found.map(reading), asked: question, glossary });
    return objection === null ? { text, passages: found } : null;
  };
}

function fits(sentence: Kept, kept: readonly Kept[]): boolean {
  const all = [...kept, sentence];
  const chars = all.reduce((total, { text }) => total + text.length, 0);
  const isRepeated = kept.some(({ text }) => text === sentence.text);
  return !isRepeated && chars <= MAX_CHARS && postsOf(all).length <= MAX_CITATIONS;
}

/** Ids of the posts, in the order in which they are cited first. */
function postsOf(sentences: readonly Kept[]): number[] {
  return [...new Set(sentences.flatMap(({ passages }) => passages.map(({ post }) => post.id)))];
}

function withCitations(sentences: readonly Kept[], glossary: Glossary | null): WordedAnswer {
  const posts = postsOf(sentences);
  return {
    worded: sentences.map(({ text, passages }) => ({
      text,
      citations: [...new Set(passages.map(({ post }) => posts.indexOf(post.id)))],
    })),
    citations: posts.flatMap((id) => citationOf(id, sentences, glossary)),
  };
}

function citationOf(id: number, sentences: readonly Kept[], glossary: Glossary | null): Citation[] {
  const cites = ({ post }: Passage) => post.id === id;
  const passages = sentences.flatMap((sentence) => sentence.passages.filter(cites));
  const texts = [...new Set(passages.map(({ text }) => text))];
  const claims = sentences.filter((sentence) => sentence.passages.some(cites)).map(({ text }) => text);
  const post = passages[0]?.post;
  return post === undefined ? [] : [{ post, quote: bestQuote(texts, claims, glossary) }];
}
