import { avatar } from "./avatar.js";
import { byId, element } from "./element.js";
import { textsFor } from "./texts.js";
import { showVoice } from "./voice-menu.js";

/** @import { Dialog } from "./api.js" */

/**
 * The bar above the messages: whose chat this is, and whether the bot is typing.
 *
 * @param {Dialog} dialog
 * @param {boolean} isTyping
 */
export function showHeader(dialog, isTyping) {
  const texts = textsFor(dialog.language);
  byId("chat-avatar", HTMLElement).replaceChildren(avatar(dialog.chatId, dialog.title));
  setText(byId("chat-title", HTMLElement), dialog.title);
  showVoice(dialog);
  const subtitle = byId("chat-subtitle", HTMLElement);
  subtitle.classList.toggle("is-typing", isTyping);
  if (!isTyping) return setText(subtitle, subtitleOf(dialog));
  subtitle.replaceChildren(texts.botTyping, element("span", { class: "dots", "aria-hidden": "true" }));
}

/** @param {Dialog} dialog */
function subtitleOf({ kind, language, subtitle = "" }) {
  if (kind !== "private") return subtitle;
  return [textsFor(language).bot, subtitle].filter(Boolean).join(" · ");
}

/**
 * @param {HTMLElement} node
 * @param {string} text
 */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
