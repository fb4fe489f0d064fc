import { nameOf, textOf } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage, Dialog } from "./api.js" */

/**
 * A message in one line.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
export function previewText(message, dialog) {
  const texts = textsFor(dialog.language);
  const text = textOf(message).replace(/\s+/g, " ").trim();
  if (text !== "") return text;
  if (message.photo !== undefined) return texts.photo;
  return message.document?.file_name ?? serviceText(message, dialog) ?? texts.file;
}

/**
 * What happened to the chat, for messages that only tell that; null for what people and bots say.
 *
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 * @returns {string | null}
 */
export function serviceText(message, { language }) {
  const texts = textsFor(language);
  const joined = message.new_chat_members?.map(nameOf).join(", ");
  if (joined) return `${joined} ${texts.joined}`;
  if (message.left_chat_member !== undefined) return `${nameOf(message.left_chat_member)} ${texts.left}`;
  if (message.forum_topic_created !== undefined) return texts.topicCreated(message.forum_topic_created.name);
  const isUpgrade = message.migrate_to_chat_id !== undefined || message.migrate_from_chat_id !== undefined;
  return isUpgrade ? texts.upgraded : null;
}
