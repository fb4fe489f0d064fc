import { sequentialize } from "@grammyjs/runner";
import { Bot, type Composer, GrammyError } from "grammy";
import type { Logger } from "pino";
import type { PostStore } from "../channel/post-store.ts";
import { reportError } from "../error-report.ts";
import { type ChannelPostDeps, keepChannelPost } from "./channel-posts.ts";
import { commandAskedBy, createCommands } from "./commands.ts";
import { answer, answerPress, type BotContext, isGroup } from "./context.ts";
import type { Intake } from "./intake.ts";
import { queryList } from "./list.ts";
import { createLists, type ListDeps, type Lists } from "./lists.ts";
import { isEcho, questionIn } from "./questions.ts";
import { retryUnsent } from "./retries.ts";
import { LANGUAGES, type TextsFor } from "./texts.ts";
import { createWelcome } from "./welcome.ts";

export interface BotDeps extends ListDeps, ChannelPostDeps {
  readonly posts: PostStore;
  readonly token: string;
  /** Null is Telegram's own server. */
  readonly apiRoot: string | null;
  readonly intake: Intake;
  readonly textsFor: TextsFor;
  readonly log: Logger;
  /** Aborted when the time for running answers is over: nothing is sent any more. */
  readonly closing: AbortSignal;
}

// A poll takes 30 s by itself; whatever takes longer than this hangs.
const REQUEST_TIMEOUT_S = 45;

/** The bot with all its features, not yet connected: nothing is sent before it is given an update. */
export function createBot(deps: BotDeps): Bot<BotContext> {
  const bot = new Bot<BotContext>(deps.token, {
    client: {
      timeoutSeconds: REQUEST_TIMEOUT_S,
      ...(deps.apiRoot === null ? {} : { apiRoot: deps.apiRoot }),
    },
  });
  bot.api.config.use(retryUnsent(deps), deps.intake.keep);
  bot.use(deps.intake.receive);
  bot.use(sequentialize((ctx) => ctx.chat?.id.toString() ?? ctx.from?.id.toString()));
  bot.use((ctx, next) => {
    ctx.texts = deps.textsFor(ctx.from?.language_code);
    return next();
  });
  // Outside the boundary: a post that cannot be kept must not count as handled.
  bot.on(["channel_post", "edited_channel_post"], (ctx) => keepChannelPost(ctx, deps));
  installFeatures(
    bot.errorBoundary(({ error, ctx }) => apologise(error, ctx, deps)),
    deps,
  );
  // What is thrown outside the boundary: the inbox could not be written, or a post could not be kept.
  bot.catch((error) => deps.log.error({ error: reportError(error) }, "update could not be finished"));
  return bot;
}

function installFeatures(features: Composer<BotContext>, deps: BotDeps): void {
  const lists = createLists(deps);
  const welcome = createWelcome(deps.posts, lists);
  features.on("callback_query", (ctx) => lists.press(ctx));
  features.on("my_chat_member", (ctx) => (isJustAdded(ctx) ? welcome.greetGroup(ctx) : undefined));
  const messages = features.on("message").filter((ctx) => !isEcho(ctx));
  const commands = createCommands(lists, welcome);
  for (const { name, run } of commands) messages.command(name, (ctx) => run(ctx, ctx.match.trim()));
  const allTexts = LANGUAGES.map((language) => deps.textsFor(language));
  messages.use((ctx) => {
    const asked = commandAskedBy(ctx.msg?.reply_to_message?.text ?? "", commands, allTexts);
    return answerMessage(ctx, (question) =>
      asked ? asked.run(ctx, question) : search(ctx, question, lists),
    );
  });
}

function isJustAdded(ctx: BotContext): boolean {
  const change = ctx.myChatMember;
  const isIn = (status: string | undefined) => status === "member" || status === "administrator";
  return isGroup(ctx) && isIn(change?.new_chat_member.status) && !isIn(change?.old_chat_member.status);
}

/** A message that is no command of ours. */
async function answerMessage(ctx: BotContext, respond: (question: string) => Promise<void>): Promise<void> {
  const question = questionIn(ctx);
  if (question === null) return;
  const isPrivate = !isGroup(ctx);
  if (question.startsWith("/")) return isPrivate ? say(ctx, "unknown-command") : undefined;
  // A sticker in a group, or a service message, is not said to us.
  if (question === "") return isPrivate && !isServiceMessage(ctx) ? say(ctx, "no-text") : undefined;
  return respond(question);
}

function search(ctx: BotContext, query: string, lists: Lists): Promise<void> {
  return lists.send(ctx, queryList("search", query));
}

function isServiceMessage(ctx: BotContext): boolean {
  return ctx.has([":pinned_message", ":new_chat_members", ":left_chat_member", ":write_access_allowed"]);
}

function say(ctx: BotContext, key: "unknown-command" | "no-text"): Promise<void> {
  return answer(ctx, { text: ctx.texts.rich(key) });
}

/** A short apology with an id that finds the cause in the log; none to somebody who blocked us. */
async function apologise(thrown: unknown, ctx: BotContext, { log, newToken }: BotDeps): Promise<void> {
  const error = reportError(thrown);
  const updateId = ctx.update.update_id;
  if (thrown instanceof GrammyError && thrown.error_code === 403) {
    log.info({ updateId, error }, "the chat does not take our messages");
    return;
  }
  const errorId = newToken().slice(0, 6);
  log.error({ errorId, updateId, error }, "an update failed");
  try {
    if (ctx.callbackQuery !== undefined) await answerPress(ctx);
    await answer(ctx, { text: ctx.texts.rich("error-apology", { id: errorId }) });
  } catch (failed) {
    log.warn({ errorId, error: reportError(failed) }, "the apology could not be sent");
  }
}
