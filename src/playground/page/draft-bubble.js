import { stopDraft } from "./draft-api.js";
import { byId, element } from "./element.js";
import { formattedText } from "./entities.js";
import { textsFor } from "./texts.js";

/** @import { Dialog, Entity } from "./api.js" */

/** @typedef {{ draft_id: number, text: string, entities?: Entity[], can_stop: boolean }} Draft */

const SHOWN_MS = 30_000; // Telegram shows a draft no longer

/** What the bot is writing in which chat, until it is a message. */
export class Drafts {
  /** @type {Map<number, { draft: Draft, timer: ReturnType<typeof setTimeout> }>} */
  #shown = new Map();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {number} chatId */
  in(chatId) {
    return this.#shown.get(chatId)?.draft ?? null;
  }

  /**
   * @param {number} chatId
   * @param {Draft | null} draft null = there is none any more
   */
  put(chatId, draft) {
    clearTimeout(this.#shown.get(chatId)?.timer);
    if (draft === null) this.#shown.delete(chatId);
    else this.#shown.set(chatId, { draft, timer: setTimeout(() => this.put(chatId, null), SHOWN_MS) });
    this.onChange();
  }
}

/**
 * The draft below the messages, with its Stop button; null = there is none.
 *
 * @param {Draft | null} draft
 * @param {Dialog} dialog
 * @param {(work: Promise<unknown>) => void} attempt
 */
export function showDraft(draft, dialog, attempt) {
  const root = byId("draft", HTMLElement);
  root.hidden = draft === null;
  if (draft === null) return root.replaceChildren();
  const body = element("div", { class: "body" }, bubble(draft, dialog));
  if (draft.can_stop) body.append(stopButton(dialog, attempt));
  const row = element("div", { class: "message is-in is-first is-last" }, body);
  root.replaceChildren(element("div", { class: "day" }, row));
}

/**
 * @param {Draft} draft
 * @param {Dialog} dialog
 */
function bubble({ text, entities = [] }, { language }) {
  const content =
    text === ""
      ? [element("i", { class: "dots" }, textsFor(language).botThinking)]
      : formattedText(text, entities, { language, nowMs: Date.now() });
  return element("div", { class: "bubble" }, element("div", { class: "text", dir: "auto" }, ...content));
}

/**
 * @param {Dialog} dialog
 * @param {(work: Promise<unknown>) => void} attempt
 */
function stopButton({ key, language }, attempt) {
  const button = element("button", { type: "button", class: "key" }, textsFor(language).stop);
  button.addEventListener("click", () => attempt(stopDraft(key)));
  return element("div", { class: "keyboard" }, element("div", { class: "keyboard-row" }, button));
}
