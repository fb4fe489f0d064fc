import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Glossary } from "../search/glossary.ts";
import { hitOf } from "../search/post-finder.ts";
import { RememberedVocabulary } from "../search/remembered-vocabulary.ts";
import type { Answer, Answerer, AskRequest, Citation } from "./answer.ts";
import { type Archive, candidatesFor } from "./candidates.ts";
import { asksOfChannel, type ChannelQuestion, mayAskOfChannel } from "./channel-question.ts";
import { withEverydayWords } from "./everyday-words.ts";
import { type Introduction, introductionsIn, namesOf } from "./introductions.ts";
import { itemsFrom } from "./items.ts";
import { type Question, type QuestionKind, readQuestion } from "./question.ts";
import { planQuestion } from "./question-plan.ts";
import { bestQuotes, MAX_QUOTES } from "./quotes.ts";
import { tellingPassage } from "./telling-passage.ts";
import { type Window, windowsOf } from "./windows.ts";

export interface AnswererDeps extends Archive {
  /** Other words for the same thing; null = none. */
  readonly glossary?: Glossary | null;
}

const CLOSEST = 3;
/** Of a question that the archive has fewer words of, nothing is near. */
const LEAST_KNOWN = 0.4;
const MAX_PASSAGES = 8;
const MAX_INTRODUCTIONS = 2;
/** Of posts that tell so much nine of ten are right ones, of others two of three. */
const SURELY_TOLD = 1.9;
/** A post that is called so is about it from its first line on. */
const ABOUT_ALL_OF_IT = 0.3;

/** Answers with the sentences that say most of what is asked, and only where they say enough. */
export function createAnswerer({ glossary = null, ...archive }: AnswererDeps): Answerer {
  const vocabulary = new RememberedVocabulary(archive.store.vocabulary);
  const otherWords = withEverydayWords(glossary);
  return {
    ask: async (request) => {
      vocabulary.follow(await archive.store.position());
      const question = readQuestion(asked(request));
      const plan = planQuestion(question, vocabulary, otherWords);
      const ofChannel = mayAskOfChannel(question)
        ? asksOfChannel(question, namesOf(await archive.store.channels()))
        : null;
      const passagesOf = (read: readonly { readonly post: StoredPost }[]) =>
        request.wantsPassages === true
          ? read.slice(0, MAX_PASSAGES).map(({ post }) => tellingPassage(post, plan))
          : [];
      if (ofChannel !== null) {
        const introductions = await introductionsIn(ofChannel, archive, vocabulary);
        return {
          ...introduced(question, ofChannel, introductions),
          passages: passagesOf(introductions),
        };
      }
      const candidates = await candidatesFor(question, plan, archive);
      const quotes = bestQuotes(candidates.flatMap((candidate) => windowsOf(candidate, question, plan)));
      const passages = passagesOf(candidates);
      if (quotes.length > 0) return { ...answerOf(question, quotes), passages };
      const near = plan.knownShare < LEAST_KNOWN ? [] : candidates.slice(0, CLOSEST);
      const closest = near.map(({ post, likeness }) => hitOf(post, { score: likeness }, plan));
      return { ...NOT_ANSWERED, question: question.text, closest, passages };
    },
  };
}

const NOT_ANSWERED = { answered: false, isSure: false, short: null, worded: null, citations: [] } as const;

/** A question that goes on from another one is about the same. */
function asked({ question, previous }: AskRequest): string {
  return previous === undefined ? question : `${question} ${readQuestion(previous).about}`;
}

function answerOf(question: Question, quotes: readonly Window[]): Omit<Answer, "passages"> {
  const [best] = quotes;
  const isSure = best !== undefined && best.told >= SURELY_TOLD;
  const items = question.kind === "list" && best !== undefined ? citedItems(best) : [];
  return {
    question: question.text,
    answered: true,
    isSure,
    short: best !== undefined && isSure ? shortAnswer(question, best) : null,
    worded: null,
    citations: items.length > 0 ? items : quotes.map(citation),
    closest: [],
  };
}

/** Who writes the channel and what it is about is told by those who write it, seldom in the words that it is asked in. */
function introduced(
  { text }: Question,
  asked: ChannelQuestion,
  introductions: readonly Introduction[],
): Omit<Answer, "passages"> {
  const [best] = introductions;
  if (best === undefined) return { ...NOT_ANSWERED, question: text, closest: [] };
  const told = introductions.filter(({ worth }) => worth === best.worth).slice(0, MAX_INTRODUCTIONS);
  const names = [...new Set(told.flatMap(({ name }) => name ?? []))];
  return {
    question: text,
    answered: true,
    isSure: best.name !== null,
    short: asked === "who" && names.length > 0 ? names.join(", ") : null,
    worded: null,
    citations: told.map(({ post, start, end }) => ({
      post,
      quote: { text: readableText(post).slice(start, end), marks: [] },
    })),
    closest: [],
  };
}

/** Of a list each item is a quote. */
function citedItems({ post, text, ofTitle, anchor }: Window): Citation[] {
  const items = itemsFrom(text, ofTitle >= ABOUT_ALL_OF_IT ? 0 : anchor);
  return items
    .slice(0, MAX_QUOTES)
    .map(({ start, end }) => ({ post, quote: { text: text.slice(start, end), marks: [] } }));
}

/** "Мы", "из поезда" or "2024" alone say less than the sentence around them. */
const SURE = 0.8;
/** The sentence has to say it of what is asked. */
const SAID_THERE = 0.7;
const SHORT_KINDS: ReadonlySet<QuestionKind> = new Set(["who", "when", "where", "how-many", "which"]);

function shortAnswer({ kind }: Question, { text, evidence, ofEvidence }: Window): string | null {
  if (evidence === null || evidence.strength < SURE || ofEvidence < SAID_THERE || !SHORT_KINDS.has(kind))
    return null;
  return text.slice(evidence.start, evidence.end).trim();
}

function citation({ post, text, start, end, evidence }: Window): Citation {
  const marks = evidence === null ? [] : [{ start: evidence.start - start, end: evidence.end - start }];
  return { post, quote: { text: text.slice(start, end), marks } };
}
