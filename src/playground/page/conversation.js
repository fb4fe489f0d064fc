import { getMessages } from "./api.js";
import { History } from "./history.js";

/** @import { ClientMessage, Dialog } from "./api.js" */

const PAGE_SIZE = 50;
const MAX_PAGES_TO_A_POST = 60; // a jump gives up after 3,000 messages

/** One dialog: its messages, and what its reader left unfinished. */
export class Conversation {
  history = new History();
  isLoaded = false;
  unread = 0;
  draft = "";
  /** @type {number | null} of a forum: the topic looked at, 0 for General, null for all */
  topic = null;
  /** @type {ClientMessage[]} what came in while the newest page was on its way */
  #arrived = [];
  /** @type {Promise<void> | null} */
  #loadingOlder = null;

  /** @param {Dialog} dialog */
  constructor(dialog) {
    /** Stays the same while a group is looked at as others. */
    this.key = dialog.key;
    this.dialog = dialog;
  }

  /** The messages of the topic that is looked at. */
  get shown() {
    const { topic } = this;
    const { messages } = this.history;
    return topic === null ? messages : messages.filter((message) => isIn(topic, message));
  }

  /** Where in a forum a new message goes. */
  get place() {
    return this.topic ? { topic: this.topic } : {};
  }

  /** The channel's public name, where it has one. */
  get username() {
    const { last } = this.history;
    return this.dialog.username ?? last?.sender_chat?.username ?? last?.chat?.username;
  }

  /** @param {ClientMessage} message new or edited */
  put(message) {
    this.#arrived.push(message);
    this.history.put(message);
  }

  /** Catches up with the server. */
  async refresh() {
    this.#arrived = [];
    const page = await getMessages(this.dialog.key, { limit: PAGE_SIZE });
    this.history.putLatest(page);
    for (const message of this.#arrived) this.history.put(message);
    this.isLoaded = true;
  }

  /** One more page of the past; asking again while it is on its way changes nothing. */
  loadOlder() {
    this.#loadingOlder ??= this.#fetchOlder().finally(() => {
      this.#loadingOlder = null;
    });
    return this.#loadingOlder;
  }

  /**
   * Loads the past until the message is known; false when there is no such message.
   *
   * @param {number} messageId
   */
  async reach(messageId) {
    if (!this.isLoaded) await this.refresh();
    for (let page = 0; page < MAX_PAGES_TO_A_POST; page += 1) {
      const first = this.history.first?.message_id ?? 0;
      if (first <= messageId || !this.history.hasOlder) break;
      await this.loadOlder();
    }
    return this.history.find(messageId) !== undefined;
  }

  async #fetchOlder() {
    const before = this.history.first?.message_id;
    if (before === undefined || !this.history.hasOlder) return;
    this.history.putOlder(await getMessages(this.dialog.key, { before, limit: PAGE_SIZE }));
  }
}

/**
 * @param {number} topic
 * @param {ClientMessage} message
 */
function isIn(topic, { message_thread_id = 0 }) {
  return message_thread_id === topic;
}
