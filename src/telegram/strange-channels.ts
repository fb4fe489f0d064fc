import { type Context, GrammyError, type MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import { bareId } from "../channel/channel-id.ts";
import type { PostReader } from "../channel/post-store.ts";
import { reportError } from "../error-report.ts";
import type { AcceptsChannel } from "./channel-posts.ts";

export interface StrangeChannelDeps {
  readonly acceptsChannel: AcceptsChannel;
  readonly posts: Pick<PostReader, "channels">;
  /** People by their Telegram ids: what they administer is no stranger's. */
  readonly adminIds: readonly number[];
  readonly log: Logger;
}

/** Channels that CHANNELS does not name: their posts are never kept, and the bot does not stay among strangers. */
export interface StrangeChannels {
  /** We were added to a chat, or are no longer in it: leaves a channel where that is a stranger's, and passes on all. */
  readonly follow: MiddlewareFn<Context>;
  /** A post came from a channel that is not accepted: we were added while the bot was off. */
  readonly meet: (ctx: Context) => Promise<void>;
}

// Anybody can make channels without end; what was said about the first ones may then be said again.
const MOST_REMEMBERED = 10_000;

/** Nothing here throws: an update about a channel of strangers is not worth handling twice. */
export function createStrangeChannels(deps: StrangeChannelDeps): StrangeChannels {
  const settled = new Set<number>();
  const told = new Set<number>();
  const decide = async (ctx: Context, chatId: number) => {
    const verdict = await dealWith(ctx, chatId, deps);
    if (verdict === "unknown") return;
    remember(settled, chatId);
    if (told.has(chatId)) return;
    remember(told, chatId);
    tell(verdict, { chatId, channel: ctx.chat?.username ?? bareId(chatId), log: deps.log });
  };
  return {
    follow: async (ctx, next) => {
      const { chat } = ctx;
      if (chat?.type !== "channel" || isAccepted(ctx, deps)) return next();
      settled.delete(chat.id);
      if (isThere(ctx)) await decide(ctx, chat.id);
      await next();
    },
    meet: async (ctx) => {
      const { chat } = ctx;
      if (chat?.type === "channel" && !settled.has(chat.id)) await decide(ctx, chat.id);
    },
  };
}

function isAccepted({ chat }: Context, { acceptsChannel }: StrangeChannelDeps): boolean {
  return acceptsChannel({ telegramId: bareId(chat?.id ?? 0), username: chat?.username ?? null });
}

function isThere({ myChatMember }: Context): boolean {
  const status = myChatMember?.new_chat_member?.status;
  return status === "administrator" || status === "member";
}

function remember(ids: Set<number>, chatId: number): void {
  if (ids.size >= MOST_REMEMBERED) ids.clear();
  ids.add(chatId);
}

/** Unknown: Telegram could not be asked, and the next post brings us back here. */
type Verdict = "left" | "ours" | "unknown";

async function dealWith(ctx: Context, chatId: number, deps: StrangeChannelDeps): Promise<Verdict> {
  try {
    if ((await isKept(chatId, deps)) || (await isRunByOurs(ctx, chatId, deps))) return "ours";
    await ctx.api.leaveChat(chatId);
    return "left";
  } catch (error) {
    if (isRefusal(error)) return "left"; // we are not in it any more
    deps.log.warn({ channelId: chatId, error: reportError(error) }, "a channel could not be left");
    return "unknown";
  }
}

/** One whose posts we have may have got another name since CHANNELS was written. */
async function isKept(chatId: number, { posts }: StrangeChannelDeps): Promise<boolean> {
  return (await posts.channels()).some(({ telegramId }) => telegramId === bareId(chatId));
}

async function isRunByOurs(ctx: Context, chatId: number, { adminIds }: StrangeChannelDeps): Promise<boolean> {
  if (adminIds.length === 0) return false;
  try {
    const administrators = await ctx.api.getChatAdministrators(chatId);
    return administrators.some(({ user }) => adminIds.includes(user.id));
  } catch (error) {
    if (isRefusal(error)) return false; // only members of a certain rank are told, and it is not ours to ask for it
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403);
}

interface Told {
  readonly chatId: number;
  readonly channel: string | number;
  readonly log: Logger;
}

function tell(verdict: Exclude<Verdict, "unknown">, { chatId, channel, log }: Told): void {
  const setting = `write CHANNELS=${chatId} (after a comma, if it names others) and start the bot again`;
  if (verdict === "ours")
    log.warn(
      { channel, channelId: chatId, hint: `To keep its posts, ${setting}` },
      "posts of a channel that CHANNELS does not name are ignored",
    );
  else
    log.warn(
      { channel, channelId: chatId, hint: `If it is yours, ${setting}; then add the bot to it again` },
      "left a channel that CHANNELS does not name; its posts are ignored",
    );
}
