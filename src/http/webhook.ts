import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Where Telegram brings updates to. */
export interface WebhookDoor {
  /** What the path ends with; a proxy may have taken away what comes before, or left it there. */
  readonly path: string;
  readonly secret: string;
  /** True when the update need not come again; false when nobody can keep it now, which is no news. */
  readonly accept: (update: { readonly update_id: number }) => Promise<boolean>;
}

const MAX_BODY_BYTES = 1024 * 1024; // an update has some kilobytes
const MAX_DEPTH = 100; // an update has some ten; what is nested by thousands can be read, but not be written down again
const RETRY_SOON = { "retry-after": "5" };
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

/** Whether the request is for the door. */
export function isForDoor({ path }: WebhookDoor, request: IncomingMessage): boolean {
  return request.url?.endsWith(path) === true;
}

/**
 * Takes one update in. By Node's own means: thousands a second come here, and each has to be on the disk before its
 * answer. 200: it is kept, whatever becomes of it. 503: bring it again. All else: it is none of Telegram's.
 */
export async function takeUpdate(
  door: WebhookDoor,
  request: IncomingMessage,
  response: ServerResponse,
  onError: (error: unknown) => void,
): Promise<void> {
  const answer = (status: number, headers = {}) => void response.writeHead(status, headers).end();
  const refusal = refusalOf(door, request);
  if (refusal !== null) return answer(refusal);
  const body = await bodyOf(request);
  if (body === null) return answer(413);
  const update = parsed(body);
  if (update === null) return answer(400);
  const isKept = await door.accept(update).catch((error) => {
    onError(error);
    return false;
  });
  if (isKept) answer(200);
  else answer(503, RETRY_SOON);
}

/** Why nobody reads what the request brings, before anything of it is read. */
function refusalOf(door: WebhookDoor, { method, headers }: IncomingMessage): number | null {
  if (method !== "POST") return 405;
  if (!isSame(headers[SECRET_HEADER], door.secret)) return 401;
  return Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES ? 413 : null;
}

/** Whoever guesses learns nothing of it from how long it takes, but for its length. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  if (typeof given !== "string") return false;
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Null: more than there may be. Rejects when the other side goes away in the middle. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      // The rest is read and thrown away: a connection that is cut would hide why.
      else resolve(null);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

function parsed(body: Buffer): { readonly update_id: number } | null {
  try {
    const update: unknown = JSON.parse(body.toString("utf8"));
    return isUpdate(update) ? update : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isUpdate(value: unknown): value is { readonly update_id: number } {
  if (typeof value !== "object" || value === null || !("update_id" in value)) return false;
  if (!Number.isSafeInteger(value.update_id) || Number(value.update_id) < 0) return false;
  return isNestedWithin(MAX_DEPTH, value);
}

function isNestedWithin(depth: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isNestedWithin(depth - 1, inner));
}
