import type { Backend } from "../backend.ts";
import { booleanParam, type Params, textParam } from "../params.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

const MAX_ANSWER_CHARS = 200;

export const callbackMethods: MethodTable = { answerCallbackQuery };

function answerCallbackQuery(backend: Backend, params: Params): true {
  const id = textParam(params, "callback_query_id");
  const text = textParam(params, "text");
  const url = textParam(params, "url");
  backend.callbacks.check(id);
  if (text.length > MAX_ANSWER_CHARS) throw badRequest("MESSAGE_TOO_LONG");
  if (url !== "" && !isOwnStartLink(backend, url)) throw badRequest("URL_INVALID");
  backend.callbacks.answer(id, {
    ...(text === "" ? {} : { text }),
    ...(booleanParam(params, "show_alert") ? { show_alert: true } : {}),
    ...(url === "" ? {} : { url }),
  });
  return true;
}

/** A press may open nothing but the bot itself with a parameter (or a game, which we have not). */
function isOwnStartLink({ world }: Backend, url: string): boolean {
  const [, username] = /^(?:https?:\/\/)?t\.me\/([a-z0-9_]+)\?start=[\w-]*$/i.exec(url) ?? [];
  return username?.toLowerCase() === world.bot.username.toLowerCase();
}
