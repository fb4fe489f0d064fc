/**
 * The only door to the server. What comes in is trusted to have the shape below, because the same program
 * serves this page; texts inside messages are trusted by nobody.
 *
 * @typedef {{ id: number, first_name: string, last_name?: string, username?: string, is_bot?: boolean }} User
 * @typedef {{ id: number, type?: string, title?: string, username?: string, first_name?: string, last_name?: string }} Chat
 * @typedef {{ type: string, offset: number, length: number, url?: string, user?: User, language?: string,
 *   custom_emoji_id?: string, unix_time?: number, date_time_format?: string }} Entity
 * @typedef {{ text: string, style?: string, callback_data?: string, url?: string, copy_text?: { text: string },
 *   switch_inline_query?: string, switch_inline_query_current_chat?: string,
 *   switch_inline_query_chosen_chat?: { query?: string } }} Button
 * @typedef {{ inline_keyboard?: Button[][], force_reply?: boolean, selective?: boolean,
 *   input_field_placeholder?: string }} Markup
 * @typedef {{ type?: string, sender_user?: User, sender_user_name?: string, sender_chat?: Chat, chat?: Chat,
 *   message_id?: number, author_signature?: string }} Origin
 * @typedef {{ width: number, height: number, file_id?: string }} PhotoSize
 *
 * @typedef {{ message_id: number, date: number, edit_date?: number, from?: User, sender_chat?: Chat, chat?: Chat,
 *   text?: string, caption?: string, entities?: Entity[], caption_entities?: Entity[], photo?: PhotoSize[],
 *   document?: { file_name?: string }, reply_to_message?: ClientMessage, quote?: { text: string },
 *   reply_markup?: Markup, author_signature?: string, forward_origin?: Origin, via_bot?: User,
 *   guest_bot_caller_user?: User, guest_bot_caller_chat?: Chat, message_thread_id?: number,
 *   new_chat_members?: User[], left_chat_member?: User, migrate_to_chat_id?: number,
 *   migrate_from_chat_id?: number, forum_topic_created?: { name: string }, out?: boolean }} ClientMessage
 *
 * @typedef {{ key: string, chatId: number, userId: number, kind: "private" | "group" | "channel", title: string,
 *   subtitle?: string, username?: string, language: "ru" | "en", canWrite: boolean, canPublish: boolean,
 *   description?: string, hasBot: boolean, isAnonymous: boolean, voices: Voice[], topics: Topic[] }} Dialog
 * @typedef {{ key: string, name: string, rank: "creator" | "administrator" | "member", isAnonymous: boolean }} Voice
 * @typedef {{ id: number, name: string }} Topic
 * @typedef {{ id: number, first_name: string, username: string, description?: string }} Bot
 * @typedef {{ bot: Bot, dialogs: Dialog[] }} World
 * @typedef {{ messages: ClientMessage[], more: boolean }} Page
 * @typedef {{ command: string, description: string }} Command
 * @typedef {{ text?: string, show_alert?: boolean, url?: string }} PressAnswer
 */

const ANSWER_TIMEOUT_MS = 20_000; // a press may wait ten seconds for the bot

/** The server did not answer (status 0) or refused. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.name = "ApiError";
    this.status = status;
  }
}

/** @returns {Promise<World>} */
export function getWorld() {
  return call("/client/world");
}

/**
 * @param {string} key
 * @returns {Promise<{ dialog: Dialog }>}
 */
export function getDialog(key) {
  return call(dialogPath(key));
}

/**
 * @param {string} key
 * @param {{ before?: number, limit: number }} range
 * @returns {Promise<Page>} oldest first
 */
export function getMessages(key, { before, limit }) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (before !== undefined) query.set("before", String(before));
  return call(`${dialogPath(key)}/messages?${query}`);
}

/**
 * @param {string} key
 * @returns {Promise<{ commands: Command[] }>}
 */
export function getCommands(key) {
  return call(`${dialogPath(key)}/commands`);
}

/**
 * @param {string} key
 * @param {{ text: string, reply_to_message_id?: number, topic?: number }} draft
 * @returns {Promise<{ message: ClientMessage }>}
 */
export function sendMessage(key, draft) {
  return post(`${dialogPath(key)}/messages`, draft);
}

/**
 * @param {string} key
 * @param {{ message_id: number, text: string }} edit
 * @returns {Promise<{ message: ClientMessage }>}
 */
export function editMessage(key, edit) {
  return post(`${dialogPath(key)}/edits`, edit);
}

/**
 * @param {string} key
 * @param {{ message_id: number, row: number, column: number }} place
 * @returns {Promise<{ answer: PressAnswer | null }>} null when the bot did not answer in time
 */
export function pressButton(key, place) {
  return post(`${dialogPath(key)}/presses`, place);
}

/**
 * @param {string} key
 * @param {string} [payload]
 * @returns {Promise<{ message?: ClientMessage }>}
 */
export function pressStart(key, payload) {
  return post(`${dialogPath(key)}/start`, payload ? { payload } : {});
}

/** @param {string} key */
export function dialogPath(key) {
  return `/client/dialogs/${encodeURIComponent(key)}`;
}

/**
 * @param {string} path
 * @param {object} body
 */
export function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/**
 * @param {string} path
 * @param {RequestInit} [request]
 */
export async function call(path, request) {
  const response = await reach(path, request);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, refusal(answer) ?? response.statusText);
  if (answer === null) throw new ApiError(0, "The server sent something that is not JSON");
  return answer;
}

/**
 * @param {string} path
 * @param {RequestInit} [request]
 */
async function reach(path, request) {
  try {
    return await fetch(path, { ...request, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (cause) {
    throw new ApiError(0, cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * @param {unknown} answer
 * @returns {string | undefined}
 */
function refusal(answer) {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  return typeof answer.error === "string" ? answer.error : undefined;
}
