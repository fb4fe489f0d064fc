import type { IncomingUpdate } from "./inbox.ts";

/** What the bot handles and nothing more: an unasked update would only fill the inbox. */
export const HANDLED_KINDS = [
  "message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "inline_query",
  "guest_message",
  "stopped_message_generation",
  "my_chat_member",
] as const;

export type UpdateKind = (typeof HANDLED_KINDS)[number] | "other";

/** What kind of update it is; whatever stands in it, as nobody has looked at it yet. */
export function kindOf(update: IncomingUpdate): UpdateKind {
  return HANDLED_KINDS.find((kind) => kind in update) ?? "other";
}

/**
 * Names what an update has to wait for: updates of one lane are handled one after another. A chat is a lane. Queries that
 * somebody types elsewhere are another one, and what stops an answer must not wait for it.
 */
export function laneOf(update: IncomingUpdate): string {
  const kind = kindOf(update);
  const content = fieldOf(update, kind);
  const alone = `update ${update.update_id}`;
  if (kind === "stopped_message_generation") return alone;
  const from = idOf(fieldOf(content, "from"));
  if (kind === "inline_query") return from === null ? alone : `inline ${from}`;
  const chat = idOf(fieldOf(content, "chat")) ?? idOf(fieldOf(fieldOf(content, "message"), "chat"));
  return String(chat ?? from ?? alone);
}

const ANSWERED_ONLY: ReadonlySet<UpdateKind> = new Set([
  "message",
  "callback_query",
  "inline_query",
  "guest_message",
  "stopped_message_generation",
]);

/**
 * Whether somebody only waits for an answer: they can ask again. A channel's post, or that a chat has another id, is
 * told once.
 */
export function isWorthAnsweringOnly(update: IncomingUpdate): boolean {
  const kind = kindOf(update);
  return ANSWERED_ONLY.has(kind) && !isMove(fieldOf(update, kind));
}

function isMove(content: unknown): boolean {
  return ["migrate_to_chat_id", "migrate_from_chat_id"].some((name) => fieldOf(content, name) !== undefined);
}

function idOf(value: unknown): number | null {
  const id = fieldOf(value, "id");
  return typeof id === "number" ? id : null;
}

/** The field of whatever it is; undefined where it has none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
