import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { buttonData } from "./button-data.ts";
import type { ChatStore } from "./chats.ts";
import { answer, type BotContext, replaceMessage } from "./context.ts";
import type { Lists } from "./lists.ts";

/** What is kept about a person, and how they end it. */
export interface Privacy {
  tell(ctx: BotContext): Promise<void>;
  /** Asks once more before anything is erased. */
  ask(ctx: BotContext): Promise<void>;
  decide(ctx: BotContext, isSure: boolean): Promise<void>;
}

export function createPrivacy({ chats, lists }: { chats: ChatStore; lists: Lists }): Privacy {
  return {
    tell: (ctx) =>
      answer(ctx, {
        text: FormattedString.join(
          [FormattedString.b(ctx.texts.plain("privacy-heading")), ctx.texts.rich("privacy")],
          "\n\n",
        ),
      }),
    ask: async (ctx) => {
      // An anonymous administrator is nobody whom we could forget.
      if (ctx.msg?.sender_chat !== undefined)
        return answer(ctx, { text: ctx.texts.rich("forget-anonymous") });
      const token = await lists.keep({ kind: "forget" }, ctx);
      const keyboard = new InlineKeyboard()
        .text(ctx.texts.plain("button-forget"), buttonData(token, { kind: "yes" }))
        .danger()
        .text(ctx.texts.plain("button-keep"), buttonData(token, { kind: "no" }));
      await answer(ctx, { text: ctx.texts.rich("forget-question"), keyboard });
    },
    decide: async (ctx, isSure) => {
      if (!isSure || ctx.from === undefined)
        return replaceMessage(ctx, { text: ctx.texts.rich("forget-kept") });
      await chats.forgetPerson(ctx.from.id);
      await replaceMessage(ctx, { text: ctx.texts.rich("forget-done") });
    },
  };
}
