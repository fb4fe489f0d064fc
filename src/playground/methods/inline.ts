import type { Backend } from "../backend.ts";
import { isObject, type JsonObject } from "../json.ts";
import { readMarkup } from "../markup.ts";
import { asText, hasParam, jsonParam, type Params, pick, textParam } from "../params.ts";
import { badRequest } from "../refusal.ts";
import { messageText } from "../text/styled-text.ts";
import type { MethodTable } from "./method.ts";

const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_OFFSET_BYTES = 64;
const TYPES = new Set(
  "article audio contact game document gif location mpeg4_gif photo sticker venue video voice".split(" "),
);
const NEEDS_CONTENT = new Set(["article"]);

export const inlineMethods: MethodTable = { answerInlineQuery };

function answerInlineQuery(backend: Backend, params: Params): true {
  const id = textParam(params, "inline_query_id");
  const results = resultsOf(params);
  const button = buttonOf(params);
  backend.inlineQueries.check(id);
  const next_offset = textParam(params, "next_offset");
  if (Buffer.byteLength(next_offset) > MAX_OFFSET_BYTES) throw badRequest("NEXT_OFFSET_INVALID");
  checkIds(results);
  backend.inlineQueries.answer(id, { results, next_offset, ...(button === undefined ? {} : { button }) });
  return true;
}

function resultsOf(params: Params): JsonObject[] {
  const given = jsonParam(params, "results", "inline query results") ?? [];
  if (!Array.isArray(given)) throw badRequest("expected an Array of inline query results");
  if (given.length > MAX_RESULTS) throw badRequest("too many inline query results specified");
  return given.map(resultFrom);
}

function resultFrom(given: unknown): JsonObject {
  if (!isObject(given)) throw unreadable("expected an Object");
  for (const name of ["type", "id"]) {
    if (given[name] === undefined) throw unreadable(`Can't find field "${name}"`);
  }
  const type = asText(given.type);
  if (!TYPES.has(type)) throw unreadable(`type "${type}" is unsupported for the inline query result`);
  if (type === "article" && given.title === undefined) throw unreadable(`Can't find field "title"`);
  const content = contentOf(given, NEEDS_CONTENT.has(type));
  const markup = given.reply_markup === undefined ? undefined : readMarkup(given.reply_markup);
  return {
    ...given,
    id: asText(given.id),
    ...(content === undefined ? {} : { input_message_content: content }),
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
}

/** The message that choosing the result would send, with its entities as the server finds them. */
function contentOf({ input_message_content: given }: JsonObject, isRequired: boolean): unknown {
  if (!isObject(given)) {
    if (isRequired) throw unreadable(`Can't find field "input_message_content"`);
    return undefined;
  }
  const message = asText(given.message_text);
  if (message !== "") return textContentOf(given, message);
  const isOther = ["latitude", "phone_number", "payload"].some((name) => given[name] !== undefined);
  if (!isOther) throw unreadable("Input message content is not specified");
  return given;
}

function textContentOf(given: JsonObject, message: string): JsonObject {
  const { text, entities } = messageText({
    text: message,
    parseMode: asText(given.parse_mode),
    entities: given.entities,
  });
  return { message_text: text, entities, ...pick(given, ["link_preview_options"]) };
}

function checkIds(results: readonly JsonObject[]): void {
  const ids = results.map(({ id }) => asText(id));
  if (ids.some((id) => id === "")) throw badRequest("RESULT_ID_EMPTY");
  if (ids.some((id) => Buffer.byteLength(id) > MAX_ID_BYTES)) throw badRequest("RESULT_ID_INVALID");
  if (new Set(ids).size < ids.length) throw badRequest("RESULT_ID_DUPLICATE");
}

function buttonOf(params: Params): unknown {
  if (!hasParam(params, "button")) return undefined;
  const given = jsonParam(params, "button", "inline query results button");
  if (!isObject(given)) throw wrongButton("InlineQueryResultsButton must be an Object");
  if (given.text === undefined) throw wrongButton(`Can't find field "text"`);
  const actions = ["start_parameter", "web_app"].filter((name) => given[name] !== undefined);
  if (actions.length !== 1)
    throw wrongButton("InlineQueryResultsButton must have exactly one optional field");
  const isStart = actions[0] === "start_parameter";
  if (isStart && !/^[\w-]{1,64}$/.test(asText(given.start_parameter)))
    throw badRequest("START_PARAM_INVALID");
  return given;
}

function unreadable(reason: string): Error {
  return badRequest(`can't parse inline query result: ${reason}`);
}

function wrongButton(reason: string): Error {
  return badRequest(`can't parse inline query results button: ${reason}`);
}
