import type { Context } from "grammy";

/** What a message wants from us. */
export type Asked =
  | {
      readonly kind: "command";
      /** In lower case; not necessarily a command of ours. */
      readonly name: string;
      /** Trimmed. */
      readonly argument: string;
      /** Certainly meant for us: in a private chat, or with our @username. */
      readonly isAddressed: boolean;
    }
  /** `text` is empty where somebody names us and says no more, or sends a picture. */
  | { readonly kind: "question"; readonly text: string }
  /** Talk among others. */
  | { readonly kind: "nothing" }
  /** What we ourselves made, come back to us. */
  | { readonly kind: "echo" };

const NOTHING: Asked = { kind: "nothing" };
const COMMAND = /^\/([^\s@]*)(?:@(\S+))?(?:\s+([\s\S]*))?$/; // /search@some_bot cold start

/**
 * In a private chat every message is meant for us. In a group only commands, replies to us and texts that name us by
 * @username are: privacy mode lets few others through, and a bot that is an administrator sees everything.
 */
export function readMessage(ctx: Context): Asked {
  const text = (ctx.msg?.text ?? ctx.msg?.caption ?? "").trim();
  const isPrivate = ctx.chat?.type === "private";
  if (isEcho(ctx)) return { kind: "echo" };
  const command = COMMAND.exec(text);
  if (command !== null) return readCommand(command, ctx.me.username, isPrivate);
  if (isPrivate) return { kind: "question", text };
  return readGroupQuestion(ctx, text);
}

function readCommand(
  [, name = "", addressee, argument = ""]: string[],
  username: string,
  isPrivate: boolean,
): Asked {
  const isOurs = addressee === undefined || addressee.toLowerCase() === username.toLowerCase();
  if (!isOurs) return NOTHING;
  const isAddressed = isPrivate || addressee !== undefined;
  return { kind: "command", name: name.toLowerCase(), argument: argument.trim(), isAddressed };
}

function readGroupQuestion(ctx: Context, text: string): Asked {
  const isNamed = mentionOf(ctx.me.username).test(text);
  const isReply = ctx.msg?.reply_to_message?.from?.id === ctx.me.id;
  const question = questionIn(text, ctx.me.username);
  // A sticker in reply to us says nothing; our bare name does.
  return isNamed || (isReply && question !== "") ? { kind: "question", text: question } : NOTHING;
}

/** What is asked, without our name. */
export function questionIn(text: string, username: string): string {
  return text
    .replace(mentionOf(username), " ")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

function mentionOf(username: string): RegExp {
  return new RegExp(`@${username}\\b`, "gi");
}

/** Our own inline results, and posts that Telegram copies into a discussion group. */
function isEcho(ctx: Context): boolean {
  return ctx.msg?.via_bot?.id === ctx.me.id || ctx.msg?.is_automatic_forward === true;
}
