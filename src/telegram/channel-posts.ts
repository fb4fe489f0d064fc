import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "grammy";
import type { Message } from "grammy/types";
import type { Logger } from "pino";
import { type IngestDeps, ingest } from "../channel/ingest.ts";
import type { ChannelRef, Post } from "../channel/post.ts";
import type { SaveOutcome } from "../channel/post-store.ts";
import { reportError } from "../error-report.ts";
import { AppError } from "../errors.ts";
import { failedForNow } from "../store-trouble.ts";
import { messageChannel, messageToPost } from "./message-post.ts";

/** Decides which channels' posts are kept; an id is bare. */
export type AcceptsChannel = (channel: {
  readonly telegramId: number | null;
  readonly username: string | null;
}) => boolean;

export interface ChannelPostDeps extends IngestDeps {
  readonly acceptsChannel: AcceptsChannel;
  /** Deals with a channel that is not accepted. */
  readonly meetStranger: (ctx: Context) => Promise<void>;
  /** Called when a post is new or has changed. */
  readonly onPostSaved: () => void;
  readonly log: Logger;
  /** Aborted when no new work is begun: a post that still waits to be saved is left for the next start. */
  readonly stopping: AbortSignal;
}

// What an administrator can mend passes; until then the channel's later posts wait in order.
const SAVE_RETRY_MS = [1_000, 5_000, 15_000, 60_000];

/** Keeps what an accepted channel publishes or edits, and nothing of others. */
export async function keepChannelPost(ctx: Context, deps: ChannelPostDeps): Promise<void> {
  const message: Message | undefined = ctx.channelPost ?? ctx.editedChannelPost;
  if (message === undefined) return;
  const channel = messageChannel(message);
  if (!deps.acceptsChannel(channel)) return deps.meetStranger(ctx);
  const place = { channel: channel.username ?? channel.telegramId, messageId: message.message_id };
  const post = messageToPost(message);
  if (post === null) {
    deps.log.info({ ...place, fields: Object.keys(message) }, "a message with nothing to read is no post");
    return;
  }
  const outcome = await saveWithPatience(channel, post, deps);
  deps.onPostSaved();
  deps.log.info({ ...place, outcome }, "channel post");
}

/**
 * Telegram never sends a post again, so it is tried until it is saved. Throws bugs, when the bot stops, and what the store
 * cannot do for now: whoever hands us updates knows when it can.
 */
async function saveWithPatience(
  channel: ChannelRef,
  post: Post,
  deps: ChannelPostDeps,
): Promise<SaveOutcome> {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await ingest(channel, post, deps)).outcome;
    } catch (error) {
      if (!(error instanceof AppError) || failedForNow(error)) throw error;
      const waitMs = SAVE_RETRY_MS[Math.min(attempt, SAVE_RETRY_MS.length - 1)] ?? 0;
      deps.log[attempt === 0 ? "error" : "debug"](
        { error: reportError(error), hint: error.hint, waitMs },
        "a post could not be saved; trying again",
      );
      await sleep(waitMs, undefined, { signal: deps.stopping });
    }
  }
}
