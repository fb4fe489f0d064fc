import type { Logger } from "pino";
import type { PostReader } from "../channel/post-store.ts";
import { answerTo } from "./answer-list.ts";
import { type Question, questionAsked } from "./asked-questions.ts";
import { commandMeant, hasWords, isQuestion, isThanks } from "./asking.ts";
import type { Cards } from "./cards.ts";
import type { Command } from "./commands.ts";
import { answer, type BotContext, isGroup } from "./context.ts";
import type { RepliedAnswer } from "./follow-ups.ts";
import { queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { type Asked, readMessage } from "./questions.ts";
import type { Throttle } from "./rate-limits.ts";
import { answerShared, sharedIn } from "./shared-links.ts";
import type { Texts } from "./texts.ts";
import { whileTyping } from "./typing.ts";

export interface MessageDeps {
  readonly commands: readonly Command[];
  /** All that we ask and take a reply to. */
  readonly questions: readonly Question[];
  readonly lists: Lists;
  readonly cards: Cards;
  readonly posts: PostReader;
  readonly throttle: Throttle;
  readonly repliedAnswer: RepliedAnswer;
  /** Looks at what is not meant for us, in a group that wants it. */
  readonly overhear: (ctx: BotContext) => Promise<void>;
  /** In every language: our questions are recognised by their text. */
  readonly allTexts: readonly Texts[];
  readonly log: Logger;
}

/** Answers a message that is meant for us, and stays silent on the others. */
export async function answerMessage(ctx: BotContext, deps: MessageDeps): Promise<void> {
  const asked = readMessage(ctx);
  if (asked.kind === "echo") return;
  if (asked.kind === "nothing") return isGroup(ctx) ? deps.overhear(ctx) : undefined;
  if (asked.kind === "question" && asked.text === "" && isServiceMessage(ctx)) return;
  const verdict = deps.throttle.message(ctx);
  if (verdict.kind === "silence") return;
  if (verdict.kind === "too-fast")
    return answer(ctx, { text: ctx.texts.rich("too-fast", { seconds: verdict.seconds }) });
  await whileTyping(ctx, deps.log, () => answerAsked(ctx, asked, deps));
}

type Meant = Extract<Asked, { kind: "command" | "question" }>;

async function answerAsked(ctx: BotContext, asked: Meant, deps: MessageDeps): Promise<void> {
  const { commands } = deps;
  if (asked.kind === "question") return answerQuestion(ctx, asked.text, deps);
  const command = commands.find(({ name, isFor }) => name === asked.name && isFor?.(ctx) !== false);
  if (command !== undefined) return command.run(ctx, asked.argument);
  // Without our name it may be for another bot.
  return asked.isAddressed ? say(ctx, "unknown-command") : undefined;
}

async function answerQuestion(ctx: BotContext, text: string, deps: MessageDeps): Promise<void> {
  const { commands, questions, lists, posts, allTexts } = deps;
  const replied = questionAsked(ctx.msg?.reply_to_message?.text ?? "", questions, allTexts);
  if (replied !== undefined && text !== "") return replied.answer(ctx, text);
  const shared = isGroup(ctx) ? null : await sharedIn(ctx, posts);
  if (shared !== null) return answerShared(ctx, shared, deps);
  if (text === "") return answerSilence(ctx, commands);
  const meant = commandMeant(text);
  const ofOurs = commands.find(({ name }) => name === meant);
  if (ofOurs !== undefined) return ofOurs.run(ctx, "");
  const before = await deps.repliedAnswer(ctx);
  if (before !== null && isThanks(text)) return isGroup(ctx) ? undefined : say(ctx, "thanks");
  // Whatever is said to an answer goes on from it, be it no question by itself: "а у SASRec", "подробнее".
  const isAsked = isQuestion(text) || (before !== null && hasWords(text));
  return lists.send(ctx, isAsked ? answerTo(text, before) : queryList("search", text));
}

async function answerSilence(ctx: BotContext, commands: readonly Command[]): Promise<void> {
  // Somebody called us by name in a group: what is it that they want to find?
  if (isGroup(ctx)) return commands.find(({ name }) => name === "search")?.run(ctx, "");
  return say(ctx, "no-text");
}

function isServiceMessage(ctx: BotContext): boolean {
  return ctx.has([":pinned_message", ":new_chat_members", ":left_chat_member", ":write_access_allowed"]);
}

function say(ctx: BotContext, key: "unknown-command" | "no-text" | "thanks"): Promise<void> {
  return answer(ctx, { text: ctx.texts.rich(key) });
}
