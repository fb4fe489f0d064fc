import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Backend } from "./backend.ts";
import { pageOf } from "./client-message.ts";
import { choose, inline, press, stop } from "./client-queries.ts";
import { ClientError, dialogOf, explain } from "./client-request.ts";
import { editMessage, forward, sendDocument, start, writeMessage } from "./client-writing.ts";
import { listDialogs, menuFor } from "./dialogs.ts";
import type { ChatEvent } from "./events.ts";
import { inLanguage } from "./profile.ts";
import { chatOf } from "./world.ts";

const PING_MS = 15_000;
const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/** What the chat page talks to, below /client. */
export function createClientApi(backend: Backend): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    // A page of another site cannot send these types without asking first, and we never allow it.
    const isOurs = /^application\/(?:json|octet-stream)\b/i.test(c.req.header("Content-Type") ?? "");
    if (c.req.method === "POST" && !isOurs)
      return c.json({ error: "Content-Type must be application/json" }, 415);
    return next();
  });
  app.onError(explain);
  app.get("/world", (c) => c.json(worldOf(backend)));
  app.get("/dialogs/:key", (c) => c.json({ dialog: dialogOf(backend, c) }));
  app.get("/dialogs/:key/messages", (c) => c.json(readPage(backend, c)));
  app.get("/dialogs/:key/commands", (c) => c.json({ commands: menuFor(backend, dialogOf(backend, c)) }));
  app.post("/dialogs/:key/messages", async (c) => c.json(await writeMessage(backend, c)));
  app.post("/dialogs/:key/edits", async (c) => c.json(await editMessage(backend, c)));
  app.post("/dialogs/:key/documents", async (c) => c.json(await sendDocument(backend, c)));
  app.post("/dialogs/:key/forwards", async (c) => c.json(await forward(backend, c)));
  app.post("/dialogs/:key/start", async (c) => c.json(await start(backend, c)));
  app.post("/dialogs/:key/presses", async (c) => c.json(await press(backend, c)));
  app.post("/dialogs/:key/stops", (c) => c.json(stop(backend, c)));
  app.post("/dialogs/:key/inline", async (c) => c.json(await inline(backend, c)));
  app.post("/dialogs/:key/choices", async (c) => c.json(await choose(backend, c)));
  app.get("/events", (c) => followEvents(backend, c));
  return app;
}

function worldOf(backend: Backend): unknown {
  const { bot } = backend.world;
  const description = inLanguage(backend.profile.descriptions, "");
  return {
    bot: { ...bot, ...(description === undefined ? {} : { description }) },
    dialogs: listDialogs(backend),
  };
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
