import type { Backend } from "../backend.ts";
import { answerAsGuest } from "../guest-queries.ts";
import { checkIds, readResult } from "../inline-result.ts";
import { jsonParam, type Params, textParam } from "../params.ts";
import type { MethodTable } from "./method.ts";

export const guestMethods: MethodTable = { answerGuestQuery };

function answerGuestQuery(backend: Backend, params: Params): { inline_message_id: string } {
  const result = readResult(backend, jsonParam(params, "result", "inline query result"));
  const queryId = textParam(params, "guest_query_id");
  backend.guestQueries.check(queryId);
  checkIds([result]);
  return { inline_message_id: answerAsGuest(backend, queryId, result) };
}
