import type { Context } from "hono";
import * as z from "zod";
import type { Backend } from "./backend.ts";
import { seenBy } from "./client-message.ts";
import { bodyOf, ClientError, dialogOf, messageIn } from "./client-request.ts";
import { draftPlace } from "./client-writing.ts";
import { askInline, chooseResult, pressButton, stopDraft } from "./queries.ts";
import { chatOf } from "./world.ts";

const WAIT_MS = 10_000;

const PRESS = z.object({
  message_id: z.number().int(),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
});
const INLINE = z.object({ query: z.string().max(256), offset: z.string().default("") });
const CHOICE = INLINE.extend({
  result_id: z.string(),
  reply_to_message_id: z.number().int().optional(),
  topic: z.number().int().optional(),
});

/** A press under a message; null when the bot did not answer in time. */
export async function press(backend: Backend, c: Context): Promise<unknown> {
  const { chatId, userId } = dialogOf(backend, c);
  const { message_id, row, column } = await bodyOf(c, PRESS);
  const message = messageIn(chatOf(backend.world, chatId), message_id);
  const button = message.reply_markup?.inline_keyboard?.[row]?.[column];
  if (button === undefined) throw new ClientError(400, "There is no such button");
  if (button.url !== undefined) return { answer: { url: button.url } };
  if (button.callback_data === undefined) return { answer: null };
  const data = button.callback_data;
  const answer = await pressButton(backend, { userId, message, data, waitMs: WAIT_MS });
  return { answer: answer === "timeout" ? null : answer };
}

/** Stops what the bot is writing to this person. */
export function stop(backend: Backend, c: Context): unknown {
  const { chatId, userId } = dialogOf(backend, c);
  return { stopped: chatId === userId && stopDraft(backend, userId) };
}

/** What stands above the field while `@bot query` is typed; null when the bot did not answer in time. */
export async function inline(backend: Backend, c: Context): Promise<unknown> {
  const { userId, chatId } = dialogOf(backend, c);
  const { query, offset } = await bodyOf(c, INLINE);
  const answer = await askInline(backend, { userId, chatId, query, offset, waitMs: WAIT_MS });
  return { answer: answer === "timeout" ? null : answer };
}

/** A result that was shown to this person becomes their message. */
export async function choose(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { userId, chatId } = dialog;
  const { query, offset, result_id, ...given } = await bodyOf(c, CHOICE);
  const place = draftPlace(backend, dialog, given);
  const shown = backend.inlineCache.shown({ userId, query, offset });
  const result = shown?.results.find(({ id }) => id === result_id);
  if (result === undefined) throw new ClientError(404, "There is no such result");
  return { message: seenBy(chooseResult(backend, { userId, chatId, result, query, place }), userId) };
}
