import { byId } from "./element.js";
import { icon } from "./icons.js";

/** @import { ClientMessage } from "./api.js" */

/**
 * What the text in the field will become.
 * @typedef {{ kind: "new" } | { kind: "reply" | "edit", message: ClientMessage }} Purpose
 */

/** @typedef {{ title: string, preview: string, placeholder?: string }} Subject */

const MAX_HEIGHT_PX = 220;

/** The input field with its reply bar. It knows nothing of the network: `onSubmit` says whether a text went out. */
export class Composer {
  #form = byId("composer", HTMLFormElement);
  #input = byId("input", HTMLTextAreaElement);
  #bar = byId("subject", HTMLElement);
  #send = byId("send", HTMLButtonElement);
  /** @type {Purpose} */
  #purpose = { kind: "new" };
  /** @type {Subject | undefined} */
  #subject;
  #placeholder = "";

  /**
   * @param {{ onSubmit: (text: string, purpose: Purpose) => Promise<boolean>, onTyped: (text: string) => void,
   *   onEditLast: () => void }} listeners
   */
  constructor({ onSubmit, onTyped, onEditLast }) {
    this.onSubmit = onSubmit;
    this.onTyped = onTyped;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event, onEditLast));
    byId("cancel", HTMLButtonElement).addEventListener("click", () => this.cancel());
  }

  get text() {
    return this.#input.value;
  }

  /** @param {string} text */
  setText(text) {
    this.#input.value = text;
    this.#typed();
  }

  /** @param {string} text in the field while it is empty and nothing is replied to */
  setPlaceholder(text) {
    this.#placeholder = text;
    this.#input.setAttribute("aria-label", text);
    if (this.#purpose.kind === "new") this.#input.placeholder = text;
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  /**
   * @param {ClientMessage} message
   * @param {Subject} subject
   */
  reply(message, subject) {
    if (this.#purpose.kind === "edit") this.setText("");
    this.#turnTo({ kind: "reply", message }, subject);
    this.focus();
  }

  /**
   * @param {ClientMessage} message
   * @param {Subject & { text: string }} subject
   */
  edit(message, subject) {
    this.#turnTo({ kind: "edit", message }, subject);
    this.setText(subject.text);
    this.focus();
    this.#input.setSelectionRange(subject.text.length, subject.text.length);
  }

  /** Back to a new message; false when it already was one. */
  cancel() {
    if (this.#purpose.kind === "new") return false;
    if (this.#purpose.kind === "edit") this.setText("");
    this.#turnTo({ kind: "new" });
    return true;
  }

  /**
   * @param {Purpose} purpose
   * @param {Subject} [subject]
   */
  #turnTo(purpose, subject) {
    this.#purpose = purpose;
    this.#subject = subject;
    this.#bar.hidden = subject === undefined;
    this.#input.placeholder = subject?.placeholder ?? this.#placeholder;
    byId("subject-title", HTMLElement).textContent = subject?.title ?? "";
    byId("subject-text", HTMLElement).textContent = subject?.preview ?? "";
    byId("subject-icon", HTMLElement).replaceChildren(icon(purpose.kind === "edit" ? "edit" : "reply"));
    this.#send.replaceChildren(icon(purpose.kind === "edit" ? "tick" : "send"));
  }

  async #submit() {
    const text = this.#input.value;
    if (text.trim() === "") return;
    const purpose = this.#purpose;
    const subject = this.#subject;
    this.setText("");
    this.#turnTo({ kind: "new" });
    const isSent = await this.onSubmit(text, purpose);
    if (isSent || this.#input.value !== "") return;
    this.#turnTo(purpose, subject);
    this.setText(text);
  }

  #typed() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, MAX_HEIGHT_PX)}px`;
    this.#send.disabled = this.#input.value.trim() === "";
    this.onTyped(this.#input.value);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} onEditLast
   */
  #key(event, onEditLast) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
    if (event.key === "ArrowUp" && this.#input.value === "") {
      event.preventDefault();
      onEditLast();
    }
  }
}
