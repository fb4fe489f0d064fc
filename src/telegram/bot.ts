import { sequentialize } from "@grammyjs/runner";
import { Bot, type Composer, GrammyError } from "grammy";
import type { Logger } from "pino";
import type { PostStore } from "../channel/post-store.ts";
import { reportError } from "../error-report.ts";
import { type ChannelPostDeps, keepChannelPost } from "./channel-posts.ts";
import { createCommands } from "./commands.ts";
import { answer, answerPress, type BotContext, isGroup } from "./context.ts";
import type { Intake } from "./intake.ts";
import { createLists, type ListDeps } from "./lists.ts";
import { answerMessage } from "./messages.ts";
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
  const commands = createCommands({ lists, welcome, posts: deps.posts });
  const allTexts = LANGUAGES.map((language) => deps.textsFor(language));
  features.on("message", (ctx) => answerMessage(ctx, { commands, lists, allTexts }));
}

function isJustAdded(ctx: BotContext): boolean {
  const change = ctx.myChatMember;
  const isIn = (status: string | undefined) => status === "member" || status === "administrator";
  return isGroup(ctx) && isIn(change?.new_chat_member.status) && !isIn(change?.old_chat_member.status);
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
