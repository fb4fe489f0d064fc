import { call, dialogPath, post } from "./api.js";

/** @import { ClientMessage } from "./api.js" */

/**
 * @param {string} key
 * @param {File} file
 * @param {{ caption?: string, topic?: number }} more
 * @returns {Promise<{ message: ClientMessage }>}
 */
export function sendDocument(key, file, { caption = "", topic }) {
  const query = new URLSearchParams({ name: file.name });
  if (caption !== "") query.set("caption", caption);
  if (topic !== undefined) query.set("topic", String(topic));
  const request = { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file };
  return call(`${dialogPath(key)}/documents?${query}`, request);
}

/**
 * @param {string} key
 * @param {{ message_id: number, to: string }} forward `to` is the key of another dialog of the same person
 * @returns {Promise<{ message: ClientMessage }>}
 */
export function forwardMessage(key, forward) {
  return post(`${dialogPath(key)}/forwards`, forward);
}
