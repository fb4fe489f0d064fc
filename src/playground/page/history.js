/** @import { ClientMessage, Page } from "./api.js" */

/** The messages of one chat that the page knows, oldest first, without doubles. */
export class History {
  /** @type {readonly ClientMessage[]} */
  messages = [];
  /** Whether the server has older messages than these. */
  hasOlder = true;

  get first() {
    return this.messages[0];
  }

  get last() {
    return this.messages.at(-1);
  }

  /** @param {number} messageId */
  find(messageId) {
    return this.messages.find((message) => message.message_id === messageId);
  }

  /**
   * Adds a message or replaces it by its new version.
   *
   * @param {ClientMessage} message
   */
  put(message) {
    this.#keep([...this.messages.filter((known) => known.message_id !== message.message_id), message]);
  }

  /** @param {readonly number[]} messageIds */
  remove(messageIds) {
    this.messages = this.messages.filter((message) => !messageIds.includes(message.message_id));
  }

  /** @param {Page} page what stands before the first known message */
  putOlder(page) {
    const first = this.first?.message_id ?? Number.POSITIVE_INFINITY;
    this.hasOlder = page.more && page.messages.length > 0;
    this.#keep([...page.messages.filter((message) => message.message_id < first), ...this.messages]);
  }

  /**
   * The newest page, after a silence in which anything may have happened: it is right about everything since its
   * first message. Older messages stay known only when nothing can be missing in between.
   *
   * @param {Page} page
   */
  putLatest(page) {
    const first = page.messages[0]?.message_id ?? 0;
    const isSeamless = page.more && this.messages.some((message) => message.message_id >= first);
    const older = isSeamless ? this.messages.filter((message) => message.message_id < first) : [];
    if (older.length === 0) this.hasOlder = page.more;
    this.#keep([...older, ...page.messages]);
  }

  /**
   * Sorts, and keeps the object of a message that did not change, so that its view stays too.
   *
   * @param {ClientMessage[]} messages
   */
  #keep(messages) {
    const known = new Map(this.messages.map((message) => [message.message_id, message]));
    this.messages = messages
      .map((message) => same(known.get(message.message_id), message))
      .toSorted((a, b) => a.message_id - b.message_id);
  }
}

/**
 * @param {ClientMessage | undefined} known
 * @param {ClientMessage} message
 */
function same(known, message) {
  if (known === undefined || known === message) return message;
  return fingerprint(known) === fingerprint(message) ? known : message;
}

/**
 * Without `out`, which depends on who asked and is therefore not in events.
 *
 * @param {ClientMessage} message
 */
function fingerprint({ out: _, ...content }) {
  return JSON.stringify(content);
}
