import { element } from "./element.js";
import { icon } from "./icons.js";
import { safeAddress } from "./links.js";

/** @import { Button } from "./api.js" */

const STYLES = new Set(["primary", "success", "danger"]);

/**
 * The buttons under a message. Each carries `data-row` and `data-column`; what a press does is the caller's.
 *
 * @param {Button[][]} rows
 */
export function inlineKeyboard(rows) {
  const keyboard = element("div", { class: "keyboard" });
  for (const [row, buttons] of rows.entries()) {
    const places = buttons.map((button, column) => keyboardButton(button, { row, column }));
    keyboard.append(element("div", { class: "keyboard-row" }, ...places));
  }
  return keyboard;
}

/**
 * @param {Button} button
 * @param {{ row: number, column: number }} place
 */
function keyboardButton(button, { row, column }) {
  const node = button.url === undefined ? pressable() : opening(button.url);
  node.className = button.style !== undefined && STYLES.has(button.style) ? `key is-${button.style}` : "key";
  node.dataset.row = String(row);
  node.dataset.column = String(column);
  node.append(element("span", { class: "key-text" }, button.text));
  const corner = cornerIcon(button);
  if (corner !== null) node.append(icon(corner));
  return node;
}

function pressable() {
  return element("button", { type: "button" });
}

/** @param {string} url */
function opening(url) {
  const href = safeAddress(url);
  if (href === null) return element("button", { type: "button", disabled: "" });
  return element("a", { href, target: "_blank", rel: "noopener noreferrer" });
}

/** @param {Button} button */
function cornerIcon(button) {
  if (button.url !== undefined) return "open";
  if (button.copy_text !== undefined) return "copy";
  return inlineQuery(button) === undefined ? null : "inline";
}

/**
 * What the button asks to be typed after the bot's name.
 *
 * @param {Button} button
 */
export function inlineQuery(button) {
  return (
    button.switch_inline_query_current_chat ??
    button.switch_inline_query ??
    (button.switch_inline_query_chosen_chat && (button.switch_inline_query_chosen_chat.query ?? ""))
  );
}
