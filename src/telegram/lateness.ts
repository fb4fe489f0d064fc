import type { IncomingUpdate } from "./inbox.ts";
import { fieldOf, kindOf } from "./update-kind.ts";

/** Whoever wrote so long ago no longer looks at the chat. */
const LATE_MS = 60_000;

/**
 * Which of the updates, given as they came, have waited for long: those that say when they were made, and those that came
 * before one that says so. Posts never are: there are few of them, and answers are made of them. `now` is this machine's
 * clock: where it goes wrong, nothing is lost but who goes first.
 */
export function lateAmong<U extends IncomingUpdate>(updates: readonly U[], now: Date): ReadonlySet<U> {
  const late = new Set<U>();
  let isLate = false;
  for (const update of updates.toReversed()) {
    const madeAt = madeAtOf(update);
    if (madeAt !== null) isLate = now.getTime() - madeAt.getTime() > LATE_MS;
    if (isLate && !isPost(update)) late.add(update);
  }
  return late;
}

/** Nobody sees an answer to it any more: Telegram gives up on a query within seconds. */
export function isPointless(update: IncomingUpdate, late: ReadonlySet<IncomingUpdate>): boolean {
  return late.has(update) && kindOf(update) === "inline_query";
}

/** When Telegram says that it was made; null where it does not say. */
export function madeAtOf(update: IncomingUpdate): Date | null {
  const kind = kindOf(update);
  if (kind === "callback_query") return null; // its date is that of the message that the button stands under
  const content = fieldOf(update, kind);
  const seconds = fieldOf(content, "edit_date") ?? fieldOf(content, "date");
  return typeof seconds === "number" && Number.isSafeInteger(seconds) ? new Date(seconds * 1000) : null;
}

function isPost(update: IncomingUpdate): boolean {
  const kind = kindOf(update);
  return kind === "channel_post" || kind === "edited_channel_post";
}
