import type { ApiClientOptions } from "grammy";

/** How requests to Telegram are made; `apiRoot` null is Telegram's own server. */
export function apiOptions(apiRoot: string | null, timeoutSeconds: number): ApiClientOptions {
  return {
    timeoutSeconds,
    // A request has the token in its address and people's words in its body: no other server is to get it.
    baseFetchConfig: { redirect: "error" },
    ...(apiRoot === null ? {} : { apiRoot }),
  };
}
