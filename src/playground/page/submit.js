import { editMessage, sendMessage } from "./api.js";

/** @import { Purpose } from "./composer.js" */

/**
 * Sends what was written, as the new message, reply or edit that it was meant to be.
 *
 * @param {string} key
 * @param {string} text
 * @param {Purpose} purpose
 * @param {{ topic?: number }} place
 */
export function submit(key, text, purpose, place) {
  if (purpose.kind === "new") return sendMessage(key, { text, ...place });
  const { message_id } = purpose.message;
  if (purpose.kind === "edit") return editMessage(key, { message_id, text });
  return sendMessage(key, { text, reply_to_message_id: message_id });
}
