import { dialogAvatar } from "./avatar.js";
import { listDate } from "./dates.js";
import { byId, element } from "./element.js";
import { previewText } from "./message-summary.js";
import { isOwn, senderOf } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { Conversation } from "./conversation.js" */

/** The left column: every dialog with its last message and what is unread. */
export class DialogList {
  #list = byId("dialogs", HTMLUListElement);

  constructor() {
    this.#list.addEventListener("keydown", (event) => moveFocus(event, this.#list));
  }

  /**
   * @param {Conversation[]} conversations
   * @param {{ open: Conversation | null, nowMs: number, isTyping: (chatId: number) => boolean }} state
   */
  show(conversations, state) {
    const focused = document.activeElement?.closest("#dialogs a")?.getAttribute("href");
    const known = [...this.#list.children];
    // A row that looks the same stays, or a click that began on it would be lost.
    const rows = conversations.map((conversation) => row(conversation, state));
    this.#list.replaceChildren(...rows.map((fresh) => known.find((old) => old.isEqualNode(fresh)) ?? fresh));
    if (focused) this.#link(focused)?.focus({ preventScroll: true });
  }

  /** Brings the keyboard to the open dialog. */
  focus() {
    const current = this.#list.querySelector('[aria-current="page"]') ?? this.#list.querySelector("a");
    if (current instanceof HTMLElement) current.focus();
  }

  /**
   * @param {string} href
   * @returns {HTMLAnchorElement | null}
   */
  #link(href) {
    return this.#list.querySelector(`a[href="${href}"]`);
  }
}

/**
 * @param {Conversation} conversation
 * @param {{ open: Conversation | null, nowMs: number, isTyping: (chatId: number) => boolean }} state
 */
function row(conversation, { open, nowMs, isTyping }) {
  const { dialog, history, key, unread } = conversation;
  const link = element("a", { href: `#${key}`, class: "dialog", lang: dialog.language });
  if (conversation === open) link.setAttribute("aria-current", "page");
  const date = history.last === undefined ? "" : listDate(history.last.date, dialog.language, nowMs);
  link.append(
    dialogAvatar(dialog),
    element("span", { class: "dialog-title" }, dialog.title),
    element("span", { class: "dialog-date" }, date),
    element("span", { class: "dialog-preview" }, ...preview(conversation, isTyping(dialog.chatId))),
  );
  if (dialog.subtitle) link.title = `${dialog.title}, ${dialog.subtitle}`;
  if (unread > 0) link.append(badge(unread, textsFor(dialog.language).unread(unread)));
  return element("li", {}, link);
}

/**
 * @param {Conversation} conversation
 * @param {boolean} isTyping
 * @returns {(Node | string)[]}
 */
function preview({ dialog, history }, isTyping) {
  const texts = textsFor(dialog.language);
  if (isTyping) return [element("span", { class: "is-typing" }, texts.botTyping)];
  const { last } = history;
  if (last === undefined) return [dialog.subtitle ?? ""];
  const text = previewText(last, dialog);
  if (isOwn(last, dialog)) return [element("span", { class: "preview-sender" }, `${texts.you}: `), text];
  if (dialog.kind !== "group") return [text];
  return [element("span", { class: "preview-sender" }, `${senderOf(last, dialog).name}: `), text];
}

/**
 * @param {number} count
 * @param {string} label
 */
function badge(count, label) {
  return element(
    "span",
    { class: "badge" },
    element("span", { "aria-hidden": "true" }, String(count)),
    element("span", { class: "sr-only" }, label),
  );
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} list
 */
function moveFocus(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...list.querySelectorAll("a")];
  const index = links.findIndex((link) => link.matches(":focus"));
  links[index + step]?.focus();
  event.preventDefault();
}
