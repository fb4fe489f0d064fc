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
  /** @type {ClientMessage[]} what came in while the newest page was on its way */
  #arrived = [];
  /** @type {Promise<void> | null} */
  #loadingOlder = null;

  /** @param {Dialog} dialog */
  constructor(dialog) {
    this.dialog = dialog;
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
