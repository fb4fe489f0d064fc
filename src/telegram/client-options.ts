import type { ApiClientOptions } from "grammy";

// A hundred updates, each with the longest texts and all their entities, have less than half of it.
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** How requests to Telegram are made; `apiRoot` null = Telegram's own. Whatever takes longer, or sends more, is given up. */
export function clientOptions(apiRoot: string | null, timeoutSeconds: number): ApiClientOptions {
  return {
    timeoutSeconds,
    baseFetchConfig: { size: MAX_ANSWER_BYTES },
    ...(apiRoot === null ? {} : { apiRoot }),
  };
}
