import { byId, element } from "./element.js";

const TOAST_MS = 3500;

/** Short news that go away by themselves, news that wait for a click, and the bar for a lost connection. */
export class Notices {
  #toast = byId("toast", HTMLElement);
  #alert = byId("alert", HTMLDialogElement);
  #connection = byId("connection", HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} onRetry */
  constructor(onRetry) {
    byId("retry", HTMLButtonElement).addEventListener("click", onRetry);
  }

  /** @param {string} text */
  toast(text) {
    clearTimeout(this.#timer);
    this.#toast.replaceChildren(element("span", { class: "toast-text" }, text));
    this.#timer = setTimeout(() => this.#toast.replaceChildren(), TOAST_MS);
  }

  /**
   * @param {string} title who says it
   * @param {string} text
   */
  alert(title, text) {
    byId("alert-title", HTMLElement).textContent = title;
    byId("alert-text", HTMLElement).textContent = text;
    this.#alert.showModal();
  }

  /** @param {boolean} isLost */
  connectionLost(isLost) {
    this.#connection.hidden = !isLost;
  }
}
