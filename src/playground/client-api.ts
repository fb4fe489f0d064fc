import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import * as z from "zod";
import type { Backend } from "./backend.ts";
import type { Chat } from "./chat.ts";
import { mayRewrite, pageOf, seenBy } from "./client-message.ts";
import { type Dialog, dialogNamed, listDialogs, menuFor } from "./dialogs.ts";
import type { ChatEvent } from "./events.ts";
import type { Message } from "./message.ts";
import { type MessageDraft, rewrite, write } from "./people.ts";
import { inLanguage } from "./profile.ts";
import { askInline, pressButton } from "./queries.ts";
import { Refusal } from "./refusal.ts";
import { chatOf } from "./world.ts";

const PRESS_WAIT_MS = 10_000;
const PING_MS = 15_000;
const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

const WRITE = z.object({ text: z.string(), reply_to_message_id: z.number().int().optional() });
const EDIT = z.object({ message_id: z.number().int(), text: z.string() });
const PRESS = z.object({
  message_id: z.number().int(),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
});
const START = z.object({
  payload: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .optional(),
});
const INLINE = z.object({
  userId: z.number().int(),
  query: z.string().max(256),
  offset: z.string().default(""),
});

/** What the chat page talks to, below /client. */
export function createClientApi(backend: Backend): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const isJson = /^application\/json\b/i.test(c.req.header("Content-Type") ?? "");
    // A page of another site cannot send this type without asking first, and we never allow it.
    if (c.req.method === "POST" && !isJson)
      return c.json({ error: "Content-Type must be application/json" }, 415);
    return next();
  });
  app.onError(explain);
  app.get("/world", (c) => c.json(worldOf(backend)));
  app.get("/dialogs/:key/messages", (c) => c.json(readPage(backend, c)));
  app.get("/dialogs/:key/commands", (c) => c.json({ commands: menuFor(backend, dialogOf(backend, c)) }));
  app.post("/dialogs/:key/messages", async (c) => c.json(await writeMessage(backend, c)));
  app.post("/dialogs/:key/edits", async (c) => c.json(await editMessage(backend, c)));
  app.post("/dialogs/:key/presses", async (c) => c.json(await press(backend, c)));
  app.post("/dialogs/:key/start", async (c) => c.json(await start(backend, c)));
  app.post("/inline", async (c) => c.json(await inline(backend, c)));
  app.get("/events", (c) => followEvents(backend, c));
  return app;
}

/** A mistake of the person who asks; the page shows the text. */
class ClientError extends Error {
  readonly status: 400 | 403 | 404;

  constructor(status: 400 | 403 | 404, message: string) {
    super(message);
    this.name = "ClientError";
    this.status = status;
  }
}

function explain(error: Error, c: Context): Response {
  if (error instanceof ClientError) return c.json({ error: error.message }, error.status);
  if (error instanceof Refusal) return c.json({ error: error.message.replace(/^Bad Request: /, "") }, 400);
  return c.json({ error: error.message }, 500);
}

function worldOf(backend: Backend): unknown {
  const { bot } = backend.world;
  const description = inLanguage(backend.profile.descriptions, "");
  return {
    bot: { ...bot, ...(description === undefined ? {} : { description }) },
    dialogs: listDialogs(backend),
  };
}

function dialogOf(backend: Backend, c: Context): Dialog {
  const key = c.req.param("key") ?? "";
  const dialog = dialogNamed(backend, key);
  if (dialog === undefined) throw new ClientError(404, `There is no dialog ${key}`);
  return dialog;
}

function readPage(backend: Backend, c: Context): unknown {
  const { chatId, userId } = dialogOf(backend, c);
  const before = Number(c.req.query("before") ?? Number.POSITIVE_INFINITY);
  const limit = Number(c.req.query("limit") ?? DEFAULT_PAGE);
  if (Number.isNaN(before) || !(limit >= 1)) throw new ClientError(400, "before and limit must be numbers");
  return pageOf(chatOf(backend.world, chatId), userId, {
    before,
    limit: Math.min(MAX_PAGE, Math.floor(limit)),
  });
}

async function writeMessage(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { text, reply_to_message_id: replyTo } = await bodyOf(c, WRITE);
  return say(backend, dialog, { text, ...(replyTo === undefined ? {} : { replyTo }) });
}

function say(backend: Backend, { userId, chatId, canWrite }: Dialog, draft: MessageDraft): unknown {
  if (!canWrite) throw new ClientError(403, "Only administrators write here");
  const { messages } = chatOf(backend.world, chatId);
  if (draft.replyTo !== undefined && !messages.has(draft.replyTo)) {
    throw new ClientError(400, "message to be replied not found");
  }
  return { message: seenBy(write(backend, userId, chatId, draft), userId) };
}

async function editMessage(backend: Backend, c: Context): Promise<unknown> {
  const { chatId, userId } = dialogOf(backend, c);
  const { message_id, text } = await bodyOf(c, EDIT);
  const chat = chatOf(backend.world, chatId);
  const message = messageIn(chat, message_id);
  if (!mayRewrite(chat, userId, message)) throw new ClientError(403, "Only own messages can be edited");
  const draft = message.text === undefined ? { caption: text } : { text };
  return { message: seenBy(rewrite(backend, chatId, message_id, draft), userId) };
}

async function press(backend: Backend, c: Context): Promise<unknown> {
  const { chatId, userId } = dialogOf(backend, c);
  const { message_id, row, column } = await bodyOf(c, PRESS);
  const message = messageIn(chatOf(backend.world, chatId), message_id);
  const button = message.reply_markup?.inline_keyboard?.[row]?.[column];
  if (button === undefined) throw new ClientError(400, "There is no such button");
  if (button.url !== undefined) return { answer: { url: button.url } };
  if (button.callback_data === undefined) return { answer: null };
  const data = button.callback_data;
  const answer = await pressButton(backend, { userId, message, data, waitMs: PRESS_WAIT_MS });
  return { answer: answer === "timeout" ? null : answer };
}

async function start(backend: Backend, c: Context): Promise<unknown> {
  const dialog = dialogOf(backend, c);
  const { payload = "" } = await bodyOf(c, START);
  return say(backend, dialog, { text: payload === "" ? "/start" : `/start ${payload}` });
}

async function inline(backend: Backend, c: Context): Promise<unknown> {
  const typing = await bodyOf(c, INLINE);
  if (!backend.world.people.has(typing.userId))
    throw new ClientError(404, `There is no person ${typing.userId}`);
  const answer = await askInline(backend, { ...typing, chatId: typing.userId, waitMs: PRESS_WAIT_MS });
  return answer === "timeout" ? { results: [], next_offset: "" } : answer;
}

function messageIn(chat: Chat, messageId: number): Message {
  const message = chat.messages.get(messageId);
  if (message === undefined) throw new ClientError(404, "There is no such message");
  return message;
}

async function bodyOf<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body> {
  const given: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ClientError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

function followEvents({ events }: Backend, c: Context): Response {
  return streamSSE(c, async (stream) => {
    const stop = events.listen((event) => void stream.writeSSE(asServerEvent(event)));
    const ping = setInterval(() => void stream.write(": ping\n\n"), PING_MS);
    await stream.write(": hello\n\n");
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    clearInterval(ping);
    stop();
  });
}

function asServerEvent({ kind, ...data }: ChatEvent): { event: string; data: string } {
  return { event: kind, data: JSON.stringify(data) };
}
