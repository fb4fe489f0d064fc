import { avatar, hue } from "./avatar.js";
import { clockTime, fullDate } from "./dates.js";
import { element } from "./element.js";
import { formattedText } from "./entities.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./inline-keyboard.js";
import { originLines } from "./message-origin.js";
import { previewText, serviceText } from "./message-summary.js";
import { isOwn, senderOf, textOf } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage, Dialog } from "./api.js" */

/** One to three emoji and nothing else are shown large: "👍", "🔥🔥", "👩🏽‍💻". */
const FEW_EMOJI =
  /^(?:\p{RI}{2}|\p{ExtPict}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{ExtPict}(?:\p{EMod}|\uFE0F)?)*){1,3}$/u;

/**
 * One message as the chat shows it.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @param {number} nowMs
 * @returns {HTMLElement}
 */
export function messageView(message, dialog, nowMs) {
  const announcement = serviceText(message, dialog);
  const node = announcement === null ? bubbleRow(message, dialog, nowMs) : serviceRow(announcement);
  node.dataset.id = String(message.message_id);
  return node;
}

/** @param {string} text */
function serviceRow(text) {
  return element(
    "article",
    { class: "message is-service", tabindex: "-1" },
    element("span", { class: "pill" }, text),
  );
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @param {number} nowMs
 */
function bubbleRow(message, dialog, nowMs) {
  const isMine = isOwn(message, dialog);
  const row = element("article", { class: `message ${isMine ? "is-out" : "is-in"}`, tabindex: "-1" });
  row.classList.toggle("has-avatar", dialog.kind === "group" && !isMine);
  const body = element("div", { class: "body" }, bubble(message, dialog, nowMs));
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length > 0) body.append(inlineKeyboard(rows));
  row.append(body, actionsButton(dialog));
  return row;
}

/** @param {Dialog} dialog */
function actionsButton({ language }) {
  const label = textsFor(language).messageActions;
  const button = element("button", {
    type: "button",
    class: "actions",
    "aria-haspopup": "menu",
    "aria-label": label,
  });
  button.tabIndex = -1; // the message itself is the tab stop; Enter on it opens the same menu
  button.append(icon("more"));
  return button;
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @param {number} nowMs
 */
function bubble(message, dialog, nowMs) {
  const node = element("div", { class: "bubble" });
  const sender = senderOf(message, dialog);
  node.append(avatar(sender.id, sender.name), senderLine(message, dialog));
  node.append(...originLines(message, dialog));
  // In a topic what answers nothing answers the message that opened the topic: no news for a reader.
  if (message.reply_to_message !== undefined && message.reply_to_message.forum_topic_created === undefined)
    node.append(replyQuote(message, message.reply_to_message, dialog));
  node.append(...attachments(message, dialog), textLine(message, dialog, nowMs));
  return node;
}

/**
 * Seen in groups and channels; everywhere it tells a screen reader whose message this is.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
function senderLine(message, dialog) {
  const sender = senderOf(message, dialog);
  const isMine = isOwn(message, dialog);
  const isSeen = dialog.kind !== "private" && !isMine;
  const name = isMine ? textsFor(dialog.language).you : sender.name;
  return element("div", { class: isSeen ? `sender name-${hue(sender.id)}` : "sr-only" }, name);
}

/**
 * @param {ClientMessage} message
 * @param {ClientMessage} original
 * @param {Dialog} dialog
 */
function replyQuote(message, original, dialog) {
  const sender = senderOf(original, dialog);
  const text = message.quote?.text ?? previewText(original, dialog);
  return element(
    "button",
    { type: "button", class: `quote name-${hue(sender.id)}`, "data-jump": String(original.message_id) },
    element("span", { class: "sr-only" }, textsFor(dialog.language).replyTo),
    element("b", {}, sender.name),
    element("span", { class: "quote-text" }, text),
  );
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
function attachments(message, { language }) {
  const texts = textsFor(language);
  if (message.photo !== undefined) {
    return [element("div", { class: "photo", role: "img", "aria-label": texts.photo }, icon("photo"))];
  }
  if (message.document === undefined) return [];
  const name = message.document.file_name ?? texts.file;
  return [element("div", { class: "document" }, icon("file"), element("span", {}, name))];
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @param {number} nowMs
 */
function textLine(message, dialog, nowMs) {
  const { language } = dialog;
  const text = textOf(message);
  const hasContent = text !== "" || message.photo !== undefined || message.document !== undefined;
  const content = hasContent
    ? formattedText(text, message.entities ?? message.caption_entities ?? [], { language, nowMs })
    : [element("i", {}, textsFor(language).unknownContent)];
  const line = element(
    "div",
    { class: FEW_EMOJI.test(text) ? "text is-emoji" : "text", dir: "auto" },
    ...content,
  );
  line.append(metaLine(message, dialog));
  return line;
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
function metaLine(message, dialog) {
  const { language } = dialog;
  const meta = element("span", { class: "meta" });
  const topic = dialog.topics.find(({ id }) => id === message.message_thread_id);
  if (topic !== undefined) meta.append(element("span", { class: "signature" }, `#${topic.name}`));
  if (message.author_signature)
    meta.append(element("span", { class: "signature" }, message.author_signature));
  if (message.edit_date) meta.append(element("span", {}, textsFor(language).edited));
  const datetime = new Date(message.date * 1000).toISOString();
  meta.append(
    element("time", { datetime, title: fullDate(message.date, language) }, clockTime(message.date, language)),
  );
  if (isOwn(message, dialog)) meta.append(icon("ticks"));
  return meta;
}
