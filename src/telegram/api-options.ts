import type { ApiClientOptions } from "grammy";

// A hundred updates, each with the longest texts and all their entities, have less than half of it.
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** How requests to Telegram are made; `apiRoot` null is Telegram's own server. Whatever takes longer, or sends more, is given up. */
export function apiOptions(apiRoot: string | null, timeoutSeconds: number): ApiClientOptions {
  return {
    timeoutSeconds,
    // A request has the token in its address and people's words in its body: no other server is to get it.
    baseFetchConfig: { redirect: "error", size: MAX_ANSWER_BYTES },
    ...(apiRoot === null ? {} : { apiRoot }),
  };
}
