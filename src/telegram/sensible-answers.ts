import { HttpError, type Transformer } from "grammy";
import type { ApiResponse } from "grammy/types";
import type { IncomingUpdate } from "./inbox.ts";
import { fieldOf } from "./update-kind.ts";

/**
 * An answer that is none of Telegram's (the page of a captive portal, JSON of another shape) counts as no answer: what was
 * asked for may have been done or not. Updates without a number, which nobody could confirm, are left out.
 */
export const refuseNonsense: Transformer = async (prev, method, payload, signal) => {
  const response: unknown = await prev(method, payload, signal);
  if (!isSensible(method, response)) {
    const cause = new Error(`The answer to ${method} is not what the Bot API promises`);
    throw new HttpError(cause.message, cause);
  }
  // What was found out above, for a method that the type system does not know here.
  const answer = response as Awaited<ReturnType<typeof prev>>;
  return method === "getUpdates" ? withoutNumberless(answer) : answer;
};

function isSensible(method: string, response: unknown): boolean {
  if (fieldOf(response, "ok") === false) return isRefusal(response);
  if (fieldOf(response, "ok") !== true) return false;
  const result = fieldOf(response, "result");
  if (method === "getUpdates")
    return Array.isArray(result) && (result.length === 0 || result.some(isNumbered));
  if (method === "getMe") return isInteger(fieldOf(result, "id")) && isText(fieldOf(result, "username"));
  if (method === "getWebhookInfo") return isText(fieldOf(result, "url"));
  if (SENDS_A_MESSAGE.test(method)) return isInteger(fieldOf(result, "message_id"));
  return result !== undefined && result !== null;
}

const SENDS_A_MESSAGE = /^(?:send(?!ChatAction$|MessageDraft$|MediaGroup$)|copyMessage$|forwardMessage$)/;

function isRefusal(response: unknown): boolean {
  return isInteger(fieldOf(response, "error_code")) && isText(fieldOf(response, "description"));
}

function withoutNumberless<T>(response: ApiResponse<T>): ApiResponse<T> {
  if (!response.ok || !Array.isArray(response.result) || response.result.every(isNumbered)) return response;
  return { ...response, result: response.result.filter(isNumbered) as T };
}

function isNumbered(update: unknown): update is IncomingUpdate {
  const number = fieldOf(update, "update_id");
  return isInteger(number) && Number(number) >= 0;
}

function isInteger(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
