import { type Context, InlineKeyboard } from "grammy";
import { NOBODY } from "./buttons.ts";
import { fitMessage, type OutgoingMessage } from "./message.ts";
import { ignoreHarmless } from "./retries.ts";
import type { ChatSettings } from "./settings.ts";
import type { Texts } from "./texts.ts";

/** An update together with the words for whoever sent it, and what its chat chose. */
export type BotContext = Context & {
  texts: Texts;
  settings: ChatSettings;
  /** What the chat shows while the answer is made; absent = that we write. */
  doing?: "upload_document";
};

/** In groups the answer hangs on the question; in a private chat there is nobody to tell apart. */
export async function answer(ctx: BotContext, message: OutgoingMessage): Promise<void> {
  const text = fitMessage(message.text);
  await ctx.reply(text.text, {
    entities: text.entities,
    ...looks(ctx),
    ...place(ctx),
    ...(message.isQuiet === true ? { disable_notification: true } : {}),
    ...(message.keyboard === undefined ? {} : { reply_markup: message.keyboard }),
  });
}

function looks({ settings }: BotContext): { link_preview_options: { is_disabled: boolean } } {
  return { link_preview_options: { is_disabled: !settings.linkPreviews } };
}

/** Asks for what a command lacks; the person's client opens a reply to this message. */
export async function ask(ctx: BotContext, question: string, placeholder: string): Promise<void> {
  await ctx.reply(question, {
    ...place(ctx),
    ...askedAgain(ctx),
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: placeholder },
  });
}

/**
 * A button stands under our answer to somebody: where it is they who press it, the question hangs on what they wrote,
 * so that their client alone opens a reply.
 */
function askedAgain(ctx: BotContext) {
  const written = ctx.callbackQuery?.message?.reply_to_message;
  if (!isGroup(ctx) || written === undefined || written.from?.id !== ctx.from?.id) return {};
  return { reply_parameters: { message_id: written.message_id, allow_sending_without_reply: true } };
}

/** Shows another page of a list in the message that the pressed button stands under. */
export async function replaceMessage(ctx: BotContext, message: OutgoingMessage): Promise<void> {
  const text = fitMessage(message.text);
  const edit = ctx.editMessageText(text.text, {
    entities: text.entities,
    ...looks(ctx),
    reply_markup: message.keyboard ?? new InlineKeyboard(),
  });
  await ignoreHarmless(edit);
}

/** Other buttons under the message that the pressed button stands under; links that stand there stay. */
export async function replaceButtons(ctx: BotContext, keyboard: InlineKeyboard): Promise<void> {
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? [];
  const links = rows.map((row) => row.filter((button) => "url" in button));
  const inline_keyboard = [...keyboard.inline_keyboard, ...links].filter((row) => row.length > 0);
  await ignoreHarmless(ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard } }));
}

/** Puts it in the place of an earlier message of ours in the chat. */
export async function replaceText(
  ctx: BotContext,
  messageId: number,
  message: OutgoingMessage,
): Promise<void> {
  const text = fitMessage(message.text);
  const edit = ctx.api.editMessageText(ctx.chat?.id ?? 0, messageId, text.text, {
    entities: text.entities,
    ...looks(ctx),
    ...(message.keyboard === undefined ? {} : { reply_markup: message.keyboard }),
  });
  await ignoreHarmless(edit);
}

/** Ends the spinner on the pressed button; words, when there are any, stand in an alert. */
export async function answerPress(ctx: BotContext, words?: string): Promise<void> {
  await ignoreHarmless(ctx.answerCallbackQuery(words === undefined ? {} : { text: words, show_alert: true }));
}

/** Ends the spinner with words that show for a moment. */
export async function thankForPress(ctx: BotContext, words: string): Promise<void> {
  await ignoreHarmless(ctx.answerCallbackQuery({ text: words }));
}

export function isGroup(ctx: Context): boolean {
  return ctx.chat?.type === "group" || ctx.chat?.type === "supergroup";
}

/** The asker's message and forum topic; `sendMessage` adds neither by itself. */
export function place(ctx: Context) {
  const message = ctx.msg;
  const isTopic = message?.is_topic_message === true && message.message_thread_id !== undefined;
  return {
    ...(isTopic ? { message_thread_id: message.message_thread_id } : {}),
    ...(isGroup(ctx) && message !== undefined && ctx.callbackQuery === undefined
      ? { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }
      : {}),
  };
}

/** Who may press the buttons of what we send: whoever the update is from. */
export function ownerOf(ctx: Context): number {
  // An anonymous administrator writes as the group, so nobody knows who may press: everybody may.
  const isAnonymous = ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined;
  return isAnonymous ? NOBODY : (ctx.from?.id ?? NOBODY);
}
