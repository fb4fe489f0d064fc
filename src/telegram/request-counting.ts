import type { Transformer } from "grammy";
import type { ApiResponse } from "grammy/types";
import type { Observer, RequestKind, RequestOutcome } from "./observer.ts";
import { classify, isNeverSent } from "./retries.ts";

/** Tells of every attempt of every request what became of it; all are of the kind, where one is given. */
export function countRequests(observer: Pick<Observer, "requested">, kind?: RequestKind): Transformer {
  return async (prev, method, payload, signal) => {
    const started = performance.now();
    const tell = (outcome: RequestOutcome) =>
      observer.requested(kind ?? kindOf(method), outcome, (performance.now() - started) / 1000);
    try {
      const response = await prev(method, payload, signal);
      tell(outcomeOfResponse(response));
      return response;
    } catch (error) {
      tell(signal?.aborted ? "stopped" : isNeverSent(error) ? "not-sent" : "unsure");
      throw error;
    }
  };
}

function kindOf(method: string): RequestKind {
  if (method === "getUpdates") return "poll";
  if (method === "sendMessageDraft") return "draft";
  if (/^(?:send(?!ChatAction$)|copy|forward)/.test(method)) return "send";
  if (/^(?:edit|delete)Message/.test(method)) return "edit";
  return /^answer/.test(method) ? "answer" : "other";
}

function outcomeOfResponse(response: ApiResponse<unknown>): RequestOutcome {
  if (response.ok) return "sent";
  const { error_code: code } = response;
  if (code === 429) return "refused-for-now";
  if (code === 403) return "blocked";
  // An answer without a code is none of Telegram's; one that begins with a 5 says nothing of what was done.
  if (!(code >= 400 && code < 500)) return "unsure";
  return classify({ response }).kind === "harmless" ? "harmless" : "refused";
}
