import type { Transformer } from "grammy";
import type { Pacing } from "../../digests/pacing.ts";
import { waitAskedFor } from "../retries.ts";

// What counts against Telegram's limits of a chat; that we are typing does not.
const COUNTED = /^(?:send(?!ChatAction$)|edit|copy|forward)/;

/** Tells the pacing what people are sent, each attempt, so that what nobody waits for leaves room for it. */
export function countReplies(pacing: Pick<Pacing, "countReply" | "pause">): Transformer {
  return async (prev, method, payload, signal) => {
    if (COUNTED.test(method) && "chat_id" in payload && typeof payload.chat_id === "number")
      pacing.countReply(payload.chat_id);
    const response = await prev(method, payload, signal);
    // Polling has limits of its own.
    if (!response.ok && response.error_code === 429 && method !== "getUpdates")
      pacing.pause(waitAskedFor(response.parameters));
    return response;
  };
}
