import { dialogPath, post } from "./api.js";

/**
 * Stops what the bot is writing.
 *
 * @param {string} key
 * @returns {Promise<{ stopped: boolean }>}
 */
export function stopDraft(key) {
  return post(`${dialogPath(key)}/stops`, {});
}
