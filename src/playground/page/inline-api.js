import { dialogPath, post } from "./api.js";

/** @import { ClientMessage } from "./api.js" */

/**
 * @typedef {{ id: string, type: string, title?: string, description?: string }} Result
 * @typedef {{ text: string, start_parameter?: string }} ResultsButton
 * @typedef {{ results: Result[], next_offset: string, button?: ResultsButton }} InlineAnswer
 * @typedef {{ query: string, offset: string }} Question
 */

/**
 * @param {string} key
 * @param {Question} question
 * @returns {Promise<{ answer: InlineAnswer | null }>} null when the bot did not answer in time
 */
export function askInline(key, question) {
  return post(`${dialogPath(key)}/inline`, question);
}

/**
 * @param {string} key
 * @param {Question & { result_id: string, topic?: number }} choice
 * @returns {Promise<{ message: ClientMessage }>}
 */
export function chooseResult(key, choice) {
  return post(`${dialogPath(key)}/choices`, choice);
}
