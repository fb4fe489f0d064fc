import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import type { BotContext } from "./context.ts";

// Sooner than this an answer needs no announcement.
const PATIENCE_MS = 400;
// Telegram shows "typing…" for five seconds.
const REPEAT_MS = 4_500;

/** While the work takes long, the chat shows that we are at it. */
export async function whileTyping<T>(ctx: BotContext, log: Logger, work: () => Promise<T>): Promise<T> {
  const show = () => void showTyping(ctx, log);
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, REPEAT_MS);
  }, PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer); // of an interval, too
  }
}

/** Shows at once, and from now on, that a file is made. */
export async function showUploading(ctx: BotContext, log: Logger): Promise<void> {
  ctx.doing = "upload_document";
  await showTyping(ctx, log);
}

async function showTyping(ctx: BotContext, log: Logger): Promise<void> {
  const thread = ctx.msg?.is_topic_message === true ? ctx.msg.message_thread_id : undefined;
  try {
    await ctx.replyWithChatAction(
      ctx.doing ?? "typing",
      thread === undefined ? {} : { message_thread_id: thread },
    );
  } catch (error) {
    log.debug({ error: reportError(error) }, "typing could not be shown");
  }
}
