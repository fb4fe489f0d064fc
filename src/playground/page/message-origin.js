import { element } from "./element.js";
import { nameOf, originName } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage, Dialog } from "./api.js" */

/**
 * How a message came here when its sender did not just write it: forwarded, by inline mode, or from a bot that
 * was called as a guest.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @returns {HTMLElement[]}
 */
export function originLines(message, { language }) {
  const texts = textsFor(language);
  const caller = message.guest_bot_caller_user ?? message.guest_bot_caller_chat;
  const lines = [];
  if (caller !== undefined) lines.push(line(texts.calledBy, nameOf(caller)));
  if (message.via_bot !== undefined) lines.push(line(texts.via, `@${message.via_bot.username}`));
  if (message.forward_origin !== undefined)
    lines.push(line(texts.forwardedFrom, originName(message.forward_origin)));
  return lines;
}

/**
 * @param {string} how
 * @param {string} name
 */
function line(how, name) {
  return element("div", { class: "forwarded" }, `${how} `, element("b", {}, name));
}
