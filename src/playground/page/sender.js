/** @import { Chat, ClientMessage, Dialog, Origin, User } from "./api.js" */

/** @typedef {{ id: number, name: string }} Sender */

/**
 * Who a message is from, as the chat shows it: a person, or the channel that speaks for itself.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @returns {Sender}
 */
export function senderOf(message, dialog) {
  const source = message.sender_chat ?? message.from;
  if (source === undefined) return { id: dialog.chatId, name: dialog.title };
  return { id: source.id, name: nameOf(source) };
}

/**
 * Events reach all readers of a chat at once, so whose message it is depends on who looks.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
export function isOwn(message, dialog) {
  if (dialog.kind === "channel") return false;
  if (dialog.isAnonymous) return message.sender_chat?.id === dialog.chatId;
  return message.sender_chat === undefined && message.from?.id === dialog.userId;
}

/** @param {User | Chat} source */
export function nameOf(source) {
  if ("title" in source && source.title !== undefined) return source.title;
  return [source.first_name, source.last_name].filter(Boolean).join(" ");
}

/** @param {Origin} origin */
export function originName(origin) {
  const source = origin.sender_user ?? origin.chat ?? origin.sender_chat;
  return source === undefined ? (origin.sender_user_name ?? "") : nameOf(source);
}

/** @param {ClientMessage} message */
export function textOf(message) {
  return message.text ?? message.caption ?? "";
}
