import type { Context } from "hono";
import * as z from "zod";
import type { Backend } from "./backend.ts";
import type { Chat } from "./chat.ts";
import { type Dialog, dialogNamed } from "./dialogs.ts";
import type { Message } from "./message.ts";
import { Refusal } from "./refusal.ts";

/** A mistake of the person who asks; the page shows the text. */
export class ClientError extends Error {
  readonly status: 400 | 403 | 404 | 413;

  constructor(status: 400 | 403 | 404 | 413, message: string) {
    super(message);
    this.name = "ClientError";
    this.status = status;
  }
}

export function explain(error: Error, c: Context): Response {
  if (error instanceof ClientError) return c.json({ error: error.message }, error.status);
  if (error instanceof Refusal) return c.json({ error: error.message.replace(/^Bad Request: /, "") }, 400);
  return c.json({ error: error.message }, 500);
}

/** The dialog in the address of a request. */
export function dialogOf(backend: Backend, c: Context): Dialog {
  return dialogBy(backend, c.req.param("key") ?? "");
}

export function dialogBy(backend: Backend, key: string): Dialog {
  const dialog = dialogNamed(backend, key);
  if (dialog === undefined) throw new ClientError(404, `There is no dialog ${key}`);
  return dialog;
}

export function messageIn(chat: Chat, messageId: number): Message {
  const message = chat.messages.get(messageId);
  if (message === undefined) throw new ClientError(404, "There is no such message");
  return message;
}

export async function bodyOf<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body> {
  return parsed(await c.req.json().catch(() => undefined), schema);
}

export function parsed<Value>(given: unknown, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(given);
  if (!result.success) throw new ClientError(400, z.prettifyError(result.error));
  return result.data;
}
