import type { Answer, Answerer, AskProgress } from "../answers/answer.ts";
import { ifStoreWorks } from "../store-trouble.ts";
import { type AskedBy, loadAnswer, wordsOf } from "./answer-list.ts";
import { showAnswer } from "./answer-view.ts";
import { type BotContext, ownerOf } from "./context.ts";
import type { BeginDraft } from "./drafts.ts";
import type { FeedbackStore } from "./feedback.ts";
import { recallAnswer, withGiven } from "./given-answer.ts";
import type { AnswerList } from "./list.ts";
import { buttonsUnder, type PageDeps, pageMessage, viewFor } from "./list-messages.ts";
import type { OutgoingMessage } from "./message.ts";

/** Answers in chat. */
export interface Answering {
  send(ctx: BotContext, list: AnswerList): Promise<void>;
  /** The answer once more, in its own message: nothing is worded anew. */
  again(ctx: BotContext, kept: KeptAnswer): Promise<OutgoingMessage>;
}

interface KeptAnswer {
  readonly list: AnswerList;
  readonly token: string;
}

export interface AnsweringDeps extends PageDeps {
  readonly answers: Answerer;
  readonly feedback: FeedbackStore;
  readonly beginDraft: BeginDraft;
}

export function createAnswering(deps: AnsweringDeps): Answering {
  return {
    send: async (ctx, list) => {
      const isAnswered = await sendAnswer(ctx, list, deps);
      await ifStoreWorks(deps.feedback.countAnswer(isAnswered, deps.now()));
    },
    again: async (ctx, { list, token }) => {
      const answer = await findAnswer(list, { ctx, progress: UNWORDED }, deps);
      return answerMessage(ctx, { list, token, answer }, deps);
    },
  };
}

/** False where nothing answers. */
async function sendAnswer(ctx: BotContext, list: AnswerList, deps: AnsweringDeps): Promise<boolean> {
  const draft = deps.beginDraft(ctx);
  try {
    const answer = await findAnswer(list, { ctx, progress: draft.progress }, deps);
    const kept = await keep(list, { ctx, answer }, deps);
    await draft.finish(await answerMessage(ctx, { ...kept, answer }, deps));
    return answer?.answered === true;
  } catch (error) {
    await draft.drop();
    throw error;
  }
}

const UNWORDED: AskProgress = { signal: AbortSignal.abort() };

async function findAnswer(
  list: AnswerList,
  { ctx, progress }: { readonly ctx: BotContext; readonly progress: AskProgress },
  deps: AnsweringDeps,
): Promise<Answer | null> {
  const given = await recallAnswer(list, deps.posts);
  return given ?? loadAnswer(list, { ...deps, progress, reader: readerOf(ctx) });
}

/** For whoever words answers. */
function readerOf({ texts: { language }, from }: BotContext): AskedBy {
  return {
    ...(language === "ru" || language === "en" ? { language } : {}),
    ...(from === undefined ? {} : { askedBy: from.id }),
  };
}

async function keep(
  list: AnswerList,
  { ctx, answer }: { readonly ctx: BotContext; readonly answer: Answer | null },
  { buttons, newToken, now }: AnsweringDeps,
): Promise<KeptAnswer> {
  const kept = answer === null ? list : withGiven(list, answer);
  const token = newToken();
  await buttons.saveButton(token, { userId: ownerOf(ctx), state: JSON.stringify(kept) }, now());
  return { list: kept, token };
}

async function answerMessage(
  ctx: BotContext,
  { list, token, answer }: KeptAnswer & { readonly answer: Answer | null },
  deps: AnsweringDeps,
): Promise<OutgoingMessage> {
  // Nothing is near: it is said as a search says it, with what to try instead.
  if (answer === null)
    return pageMessage(ctx, { list: wordsOf(list), token, page: 0, order: "relevance" }, deps);
  const buttons = await buttonsUnder(ctx, { list, page: 0, token, suggestions: [] }, deps);
  const votes = await deps.feedback.votesFor(token);
  return showAnswer(answer, { ...(await viewFor(ctx, deps)), buttons, votes });
}
