import { pressButton } from "./api.js";
import { copyText } from "./clipboard.js";
import { inlineQuery } from "./inline-keyboard.js";
import { safeAddress } from "./links.js";
import { textsFor } from "./texts.js";

/** @import { Bot, Button, ClientMessage, Dialog, PressAnswer } from "./api.js" */
/** @import { Notices } from "./notices.js" */

/**
 * @typedef {{
 *   dialog: Dialog,
 *   bot: Bot,
 *   notices: Notices,
 *   askInline: (query: string) => void,
 *   askInlineElsewhere: (query: string) => void,
 *   onLink: (href: string) => boolean,
 *   attempt: <Result>(work: Promise<Result>) => Promise<Result | null>,
 * }} PressContext
 */

/**
 * A button under a message was pressed: copies, starts an inline query, or asks the bot and shows its answer.
 *
 * @param {HTMLElement} key carries `data-row` and `data-column`
 * @param {ClientMessage} message
 * @param {PressContext} context
 */
export async function pressKey(key, message, context) {
  const place = { row: Number(key.dataset.row), column: Number(key.dataset.column) };
  const button = message.reply_markup?.inline_keyboard?.[place.row]?.[place.column];
  if (button === undefined || key.getAttribute("aria-busy") === "true") return;
  const query = inlineQuery(button);
  if (button.copy_text !== undefined) await copy(button.copy_text.text, context);
  else if (query !== undefined) askInline(button, query, context);
  else await askBot(key, { message_id: message.message_id, ...place }, context);
}

/**
 * Here, or in a chat that the person chooses.
 *
 * @param {Button} button
 * @param {string} query
 * @param {PressContext} context
 */
function askInline(button, query, context) {
  if (button.switch_inline_query_current_chat === undefined) context.askInlineElsewhere(query);
  else context.askInline(query);
}

/**
 * @param {string} text
 * @param {PressContext} context
 */
async function copy(text, { notices, dialog }) {
  const texts = textsFor(dialog.language);
  notices.toast((await copyText(text)) ? texts.textCopied : texts.copyRefused);
}

/**
 * @param {HTMLElement} key
 * @param {{ message_id: number, row: number, column: number }} place
 * @param {PressContext} context
 */
async function askBot(key, place, context) {
  key.setAttribute("aria-busy", "true");
  const reply = await context.attempt(pressButton(context.dialog.key, place));
  key.removeAttribute("aria-busy");
  if (reply?.answer) showAnswer(reply.answer, context);
}

/**
 * @param {PressAnswer} answer
 * @param {PressContext} context
 */
function showAnswer({ text, show_alert, url }, { notices, bot, onLink }) {
  if (text && show_alert) notices.alert(bot.first_name, text);
  else if (text) notices.toast(text);
  const href = url === undefined ? null : safeAddress(url);
  if (href !== null && !onLink(href)) open(href, "_blank", "noopener,noreferrer");
}
