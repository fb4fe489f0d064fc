import type { Context } from "grammy";

/**
 * What a message without a command asks, or null when it is not meant for us.
 * In a private chat every text is; in a group only a reply to us, or a text that names us by @username:
 * privacy mode lets few others through, and a bot that is an administrator sees everything.
 */
export function questionIn(ctx: Context): string | null {
  const text = ctx.msg?.text ?? ctx.msg?.caption ?? "";
  const me = ctx.me;
  if (ctx.chat?.type === "private") return text.trim();
  const isReplyToMe = ctx.msg?.reply_to_message?.from?.id === me.id;
  const mention = new RegExp(`@${me.username}\\b`, "gi");
  if (!isReplyToMe && !mention.test(text)) return null;
  return text.replace(mention, " ").trim();
}

/** True for our own inline results and for posts that Telegram copies into a discussion group. */
export function isEcho(ctx: Context): boolean {
  return ctx.msg?.via_bot?.id === ctx.me.id || ctx.msg?.is_automatic_forward === true;
}
