import type { Context } from "grammy";
import type { Message } from "grammy/types";
import type { Logger } from "pino";
import { type IngestDeps, ingest } from "../channel/ingest.ts";
import { messageChannel, messageToPost } from "./message-post.ts";

/** Decides which channels' posts are kept; an id is bare. */
export type AcceptsChannel = (channel: {
  readonly telegramId: number | null;
  readonly username: string | null;
}) => boolean;

export interface ChannelPostDeps extends IngestDeps {
  readonly acceptsChannel: AcceptsChannel;
  readonly log: Logger;
}

/** Keeps what an accepted channel publishes or edits; other channels are only named in the log. */
export async function keepChannelPost(ctx: Context, deps: ChannelPostDeps): Promise<void> {
  const message: Message | undefined = ctx.channelPost ?? ctx.editedChannelPost;
  if (message === undefined) return;
  const channel = messageChannel(message);
  const place = { channel: channel.username ?? channel.telegramId, messageId: message.message_id };
  if (!deps.acceptsChannel(channel)) {
    deps.log.warn(place, "post of a channel that CHANNELS does not name is ignored");
    return;
  }
  const post = messageToPost(message);
  if (post === null) return;
  const { outcome } = await ingest(channel, post, deps);
  deps.log.info({ ...place, outcome }, "channel post");
}
