import { isObject, type JsonObject } from "./json.ts";
import type { Button } from "./message.ts";
import { asText } from "./params.ts";
import { badRequest } from "./refusal.ts";
import { checkedLink, linkProblem } from "./text/links.ts";

const MAX_DATA_BYTES = 64;
const MAX_COPY_CHARS = 256;
const LOOKS = new Set(["text", "style", "icon_custom_emoji_id"]);
const STYLES = new Set(["danger", "success", "primary"]);
const ACTIONS = [
  "url",
  "callback_data",
  "callback_game",
  "pay",
  "switch_inline_query",
  "switch_inline_query_chosen_chat",
  "switch_inline_query_current_chat",
  "copy_text",
  "login_url",
  "web_app",
  "disabled",
];

/** A button of an inline keyboard: a text and exactly one thing it does. */
export function checkButton(given: unknown): Button {
  if (!isObject(given)) throw unreadable("InlineKeyboardButton must be an Object");
  if (given.text === undefined) throw unreadable(`Can't find field "text"`);
  const text = asText(given.text);
  if (text.trim() === "") throw badRequest("inline keyboard button text must be non-empty");
  const action = actionOf(given);
  checkAction(action, given);
  if (given.style !== undefined && !STYLES.has(asText(given.style)))
    throw unreadable("Invalid button style specified");
  const kept = Object.entries(given).filter(([name]) => LOOKS.has(name) || name === action);
  return {
    ...Object.fromEntries(kept),
    text,
    ...(action === "url" ? { url: checkedLink(asText(given.url)) ?? "" } : {}),
  };
}

/** The real server takes the first of several actions; its manual allows exactly one, and so do we. */
function actionOf(given: JsonObject): string {
  const actions = ACTIONS.filter((name) => isUsed(name, given[name]));
  const [action, another] = actions;
  if (action === undefined) throw unreadable("Text buttons are unallowed in the inline keyboard");
  if (another !== undefined)
    throw unreadable(`Exactly one action is allowed, "${action}" and "${another}" are given`);
  return action;
}

/** An empty address or an empty callback counts as none; an empty inline query does not. */
function isUsed(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return name === "url" || name === "callback_data" ? asText(value) !== "" : true;
}

function checkAction(action: string, given: JsonObject): void {
  if (action === "url") checkUrl(asText(given.url));
  if (action === "callback_data" && Buffer.byteLength(asText(given.callback_data)) > MAX_DATA_BYTES) {
    throw badRequest("BUTTON_DATA_INVALID");
  }
  if (action === "copy_text") checkCopyText(given.copy_text);
  const isText = typeof given[action] === "string";
  if (/^switch_inline_query(?:_current_chat)?$/.test(action) && !isText) {
    throw unreadable(`Field "${action}" must be of type String`);
  }
  if (action === "switch_inline_query_chosen_chat" && !isObject(given[action])) {
    throw unreadable("SwitchInlineQueryChosenChat must be an Object");
  }
}

function checkUrl(url: string): void {
  if (checkedLink(url) !== undefined) return;
  throw badRequest(`inline keyboard button URL '${url}' is invalid: ${linkProblem(url)}`);
}

function checkCopyText(given: unknown): void {
  const text = isObject(given) ? asText(given.text) : "";
  if (text === "" || text.length > MAX_COPY_CHARS) throw badRequest("BUTTON_COPY_TEXT_INVALID");
}

function unreadable(reason: string): Error {
  return badRequest(`can't parse inline keyboard button: ${reason}`);
}
