import type { Message } from "grammy/types";
import { parseButtonData } from "./button-data.ts";
import type { ButtonStore } from "./buttons.ts";
import type { BotContext } from "./context.ts";
import type { AnswerList } from "./list.ts";

/** The answer that a message replies to; null where it replies to none. */
export type RepliedAnswer = (ctx: BotContext) => Promise<AnswerList | null>;

/** More buttons than these stand under none of our messages. */
const MOST_TOKENS = 8;

/**
 * What was asked is kept behind the buttons of its answer, and Telegram shows a message that is replied to with them.
 * Nobody can forge it: messages from us are ours.
 */
export function createRepliedAnswer({
  buttons,
  now,
}: {
  readonly buttons: ButtonStore;
  readonly now: () => Date;
}): RepliedAnswer {
  return async (ctx) => {
    const replied = ctx.msg?.reply_to_message;
    if (replied?.from?.id !== ctx.me.id) return null;
    const tokens = tokensUnder(replied);
    if (tokens.length === 0) return null;
    const { parseKept } = await import("./kept.ts");
    for (const token of tokens) {
      const button = await buttons.findButton(token, now());
      const kept = button === null ? null : parseKept(button.state);
      if (kept?.kind === "answer") return kept;
    }
    return null;
  };
}

/** Suggestions beside an answer have tokens of their own. */
function tokensUnder({ reply_markup }: Pick<Message, "reply_markup">): string[] {
  const buttons = reply_markup?.inline_keyboard?.flat() ?? [];
  const tokens = buttons.flatMap((button) =>
    "callback_data" in button ? (parseButtonData(button.callback_data)?.token ?? []) : [],
  );
  return [...new Set(tokens)].slice(0, MOST_TOKENS);
}
