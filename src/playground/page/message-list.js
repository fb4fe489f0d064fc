import { dayKey, dayTitle } from "./dates.js";
import { element } from "./element.js";
import { serviceText } from "./message-summary.js";
import { messageView } from "./message-view.js";
import { isOwn, senderOf } from "./sender.js";

/** @import { ClientMessage, Dialog } from "./api.js" */

const GROUP_GAP_SECONDS = 600; // messages of one person closer than this share a tail

/**
 * The messages in the log, day by day. Nodes of unchanged messages stay where they are, so a screen reader
 * announces only what is new, and focus and text selection survive.
 */
export class MessageList {
  /** @type {Map<ClientMessage, HTMLElement>} */
  #nodes = new Map();
  /** @type {Map<string, HTMLElement>} */
  #days = new Map();

  /**
   * @param {HTMLElement} root
   * @param {() => number} nowMs
   */
  constructor(root, nowMs) {
    this.root = root;
    this.nowMs = nowMs;
  }

  /**
   * Makes the log show exactly these messages, oldest first.
   *
   * @param {readonly ClientMessage[]} messages
   * @param {Dialog} dialog
   */
  show(messages, dialog) {
    const place = focusedButton(this.root);
    this.#rebuildNodes(messages, dialog);
    markGroups(messages, this.#nodes, dialog);
    const sections = [...byDay(messages)].map(([key, ofDay]) => this.#section(key, ofDay, dialog));
    keepChildren(this.root, sections);
    place?.();
  }

  /** Forgets everything, for another dialog's messages to be shown. */
  clear() {
    this.#nodes.clear();
    this.#days.clear();
    this.root.replaceChildren();
  }

  /**
   * @param {number} messageId
   * @returns {HTMLElement | null}
   */
  node(messageId) {
    return this.root.querySelector(`[data-id="${messageId}"]`);
  }

  /**
   * @param {readonly ClientMessage[]} messages
   * @param {Dialog} dialog
   */
  #rebuildNodes(messages, dialog) {
    /** @type {Map<ClientMessage, HTMLElement>} */
    const nodes = new Map();
    for (const message of messages) {
      nodes.set(message, this.#nodes.get(message) ?? messageView(message, dialog, this.nowMs()));
    }
    this.#nodes = nodes;
  }

  /**
   * @param {string} key
   * @param {ClientMessage[]} messages
   * @param {Dialog} dialog
   */
  #section(key, messages, dialog) {
    const section =
      this.#days.get(key) ?? element("section", { class: "day" }, element("h3", { class: "pill" }));
    this.#days.set(key, section);
    const heading = section.firstElementChild;
    const title = dayTitle(messages[0]?.date ?? 0, dialog.language, this.nowMs());
    if (heading !== null && heading.textContent !== title) heading.textContent = title;
    const nodes = messages.flatMap((message) => this.#nodes.get(message) ?? []);
    keepChildren(section, heading === null ? nodes : [heading, ...nodes]);
    return section;
  }
}

/** @param {readonly ClientMessage[]} messages */
function byDay(messages) {
  /** @type {Map<string, ClientMessage[]>} */
  const days = new Map();
  for (const message of messages) {
    const key = dayKey(message.date);
    days.set(key, [...(days.get(key) ?? []), message]);
  }
  return days;
}

/**
 * @param {readonly ClientMessage[]} messages
 * @param {Map<ClientMessage, HTMLElement>} nodes
 * @param {Dialog} dialog
 */
function markGroups(messages, nodes, dialog) {
  for (const [index, message] of messages.entries()) {
    const node = nodes.get(message);
    node?.classList.toggle("is-first", !isOneGroup(messages[index - 1], message, dialog));
    node?.classList.toggle("is-last", !isOneGroup(message, messages[index + 1], dialog));
  }
}

/**
 * @param {ClientMessage | undefined} earlier
 * @param {ClientMessage | undefined} later
 * @param {Dialog} dialog
 */
function isOneGroup(earlier, later, dialog) {
  if (earlier === undefined || later === undefined) return false;
  if (serviceText(earlier, dialog) !== null || serviceText(later, dialog) !== null) return false;
  const isOneVoice =
    senderOf(earlier, dialog).id === senderOf(later, dialog).id &&
    isOwn(earlier, dialog) === isOwn(later, dialog);
  return (
    isOneVoice && later.date - earlier.date < GROUP_GAP_SECONDS && dayKey(earlier.date) === dayKey(later.date)
  );
}

/**
 * Puts exactly these children in, without moving one that already stands in its place.
 *
 * @param {HTMLElement} parent
 * @param {Element[]} children
 */
function keepChildren(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstElementChild;
  for (const child of children) {
    if (child === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(child, cursor);
  }
}

/**
 * An edit replaces the message somebody is pressing buttons of: this brings their focus back to the button in
 * the same place, or to the message when it is gone.
 *
 * @param {HTMLElement} root
 */
function focusedButton(root) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) return null;
  const id = focused.closest("[data-id]")?.getAttribute("data-id");
  const { row, column } = focused.dataset;
  return () => {
    if (focused.isConnected) return;
    const message = root.querySelector(`[data-id="${id}"]`);
    const successor = message?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? message;
    if (successor instanceof HTMLElement) successor.focus({ preventScroll: true });
  };
}
