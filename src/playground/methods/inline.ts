import type { Backend } from "../backend.ts";
import { checkIds, type InlineResult, readResult } from "../inline-result.ts";
import { isObject } from "../json.ts";
import {
  asText,
  booleanParam,
  hasParam,
  integerParam,
  jsonParam,
  type Params,
  textParam,
} from "../params.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

const MAX_RESULTS = 50;
const MAX_OFFSET_BYTES = 64;
const DEFAULT_CACHE_SECONDS = 300;

export const inlineMethods: MethodTable = { answerInlineQuery };

function answerInlineQuery(backend: Backend, params: Params): true {
  const id = textParam(params, "inline_query_id");
  const results = resultsOf(backend, params);
  const button = buttonOf(params);
  const question = backend.inlineQueries.check(id);
  const next_offset = textParam(params, "next_offset");
  if (Buffer.byteLength(next_offset) > MAX_OFFSET_BYTES) throw badRequest("NEXT_OFFSET_INVALID");
  checkIds(results);
  const answer = { results, next_offset, ...(button === undefined ? {} : { button }) };
  const seconds = Math.max(0, integerParam(params, "cache_time", DEFAULT_CACHE_SECONDS));
  const isPersonal = booleanParam(params, "is_personal");
  backend.inlineCache.keep(question, answer, { ms: seconds * 1000, isPersonal });
  backend.inlineQueries.answer(id, answer);
  return true;
}

function resultsOf(backend: Backend, params: Params): InlineResult[] {
  const given = jsonParam(params, "results", "inline query results") ?? [];
  if (!Array.isArray(given)) throw badRequest("expected an Array of inline query results");
  if (given.length > MAX_RESULTS) throw badRequest("too many inline query results specified");
  return given.map((result) => readResult(backend, result));
}

function buttonOf(params: Params): unknown {
  if (!hasParam(params, "button")) return undefined;
  const given = jsonParam(params, "button", "inline query results button");
  if (!isObject(given)) throw wrongButton("InlineQueryResultsButton must be an Object");
  if (given.text === undefined) throw wrongButton(`Can't find field "text"`);
  if (asText(given.text).trim() === "") throw badRequest("BUTTON_TEXT_INVALID");
  const actions = ["start_parameter", "web_app"].filter((name) => given[name] !== undefined);
  if (actions.length !== 1)
    throw wrongButton("InlineQueryResultsButton must have exactly one optional field");
  const isStart = actions[0] === "start_parameter";
  if (isStart && !/^[\w-]{1,64}$/.test(asText(given.start_parameter)))
    throw badRequest("START_PARAM_INVALID");
  return given;
}

function wrongButton(reason: string): Error {
  return badRequest(`can't parse inline query results button: ${reason}`);
}
