import type { Context } from "hono";
import * as z from "zod";
import type { Backend } from "./backend.ts";
import { mayRewrite, seenBy } from "./client-message.ts";
import { bodyOf, ClientError, dialogBy, dialogOf, messageIn, parsed } from "./client-request.ts";
import type { Dialog } from "./dialogs.ts";
import { forwardTo, type MessageDraft, rewrite, sendFile, write } from "./people.ts";
import { chatOf } from "./world.ts";

const MAX_FILE_BYTES = 64 * 1024 * 1024; // kept in memory; more than a bot may download, so that can be tried

const PLACE = z.object({
  reply_to_message_id: z.coerce.number().int().optional(),
  topic: z.coerce.number().int().optional(),
});
const WRITE = PLACE.extend({ text: z.string() });
const EDIT = z.object({ message_id: z.number().int(), text: z.string() });
const FILE = PLACE.extend({ name: z.string().min(1).max(255), caption: z.string().optional() });
const FORWARD = z.object({ message_id: z.number().int(), to: z.string() });
const START = z.object({
  payload: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .optional(),
});

export async function writeMessage(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { text, ...place } = await bodyOf(c, WRITE);
  const draft = { text, ...draftPlace(backend, dialog, place) };
  return seen(write(backend, dialog.userId, dialog.chatId, draft), dialog);
}

export async function editMessage(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { message_id, text } = await bodyOf(c, EDIT);
  const chat = chatOf(backend.world, dialog.chatId);
  const message = messageIn(chat, message_id);
  if (!mayRewrite(chat, dialog, message)) throw new ClientError(403, "Only own messages can be edited");
  const draft = message.text === undefined ? { caption: text } : { text };
  return seen(rewrite(backend, dialog.chatId, message_id, draft), dialog);
}

/** The body is the file itself; its name and where it goes stand in the address. */
export async function sendDocument(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { name, caption, ...place } = parsed(c.req.query(), FILE);
  const draft = { ...draftPlace(backend, dialog, place), ...(caption === undefined ? {} : { caption }) };
  if (Number(c.req.header("Content-Length") ?? 0) > MAX_FILE_BYTES) throw tooBig();
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length > MAX_FILE_BYTES) throw tooBig(); // a stream does not tell its length before
  const file = { fileName: name, bytes };
  return seen(sendFile(backend, dialog.userId, dialog.chatId, { ...draft, ...file }), dialog);
}

/** A person forwards a message into another of their dialogs. */
export async function forward(backend: Backend, c: Context): Promise<unknown> {
  const from = dialogOf(backend, c);
  const { message_id, to } = await bodyOf(c, FORWARD);
  const target = dialogBy(backend, to);
  if (target.userId !== from.userId) throw new ClientError(403, "People forward into their own dialogs");
  const message = messageIn(chatOf(backend.world, from.chatId), message_id);
  draftPlace(backend, target, {});
  return seen(forwardTo(backend, target.userId, target.chatId, message), target);
}

export async function start(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { payload = "" } = await bodyOf(c, START);
  const draft = { ...draftPlace(backend, dialog, {}), text: payload === "" ? "/start" : `/start ${payload}` };
  return seen(write(backend, dialog.userId, dialog.chatId, draft), dialog);
}

/** Where and as whom a person writes, if they may. */
export function draftPlace(
  { world }: Backend,
  { chatId, canWrite, isAnonymous }: Dialog,
  { reply_to_message_id: replyTo, topic }: z.infer<typeof PLACE>,
): MessageDraft {
  if (!canWrite) throw new ClientError(403, "Only administrators write here");
  const { messages, topics } = chatOf(world, chatId);
  if (replyTo !== undefined && !messages.has(replyTo))
    throw new ClientError(400, "message to be replied not found");
  if (topic !== undefined && !topics.has(topic)) throw new ClientError(400, "message thread not found");
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(topic === undefined ? {} : { topic }),
    ...(isAnonymous ? { isAnonymous } : {}),
  };
}

function seen(message: ReturnType<typeof write>, { userId }: Dialog): unknown {
  return { message: seenBy(message, userId) };
}

function tooBig(): ClientError {
  return new ClientError(413, "The playground takes files up to 64 MB");
}
