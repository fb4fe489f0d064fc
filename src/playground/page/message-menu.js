import { byId, element } from "./element.js";
import { icon } from "./icons.js";

/** @import { IconName } from "./icons.js" */

/** @typedef {{ label: string, icon: IconName, run: () => void }} MenuItem */

const MARGIN_PX = 8;

/** The small menu of one message. The browser closes it on Escape and on a click elsewhere. */
export class MessageMenu {
  #menu = byId("message-menu", HTMLElement);
  /** @type {HTMLElement | null} */
  #opener = null;

  constructor() {
    this.#menu.addEventListener("keydown", (event) => this.#steer(event));
    this.#menu.addEventListener("toggle", (event) => {
      if (event instanceof ToggleEvent && event.newState === "closed") this.#closed();
    });
  }

  get isOpen() {
    return this.#menu.matches(":popover-open");
  }

  /**
   * @param {MenuItem[]} items
   * @param {{ x: number, y: number, opener: HTMLElement }} place where it grows from, and where focus returns to
   */
  open(items, { x, y, opener }) {
    if (items.length === 0) return;
    this.#opener = opener;
    this.#menu.replaceChildren(...items.map((item) => this.#item(item)));
    this.#menu.showPopover();
    const { offsetWidth, offsetHeight } = this.#menu;
    this.#menu.style.left = `${within(x, innerWidth - offsetWidth)}px`;
    this.#menu.style.top = `${within(y, innerHeight - offsetHeight)}px`;
    this.#items()[0]?.focus();
  }

  /** @param {MenuItem} item */
  #item({ label, icon: name, run }) {
    const button = element("button", { type: "button", role: "menuitem" }, icon(name), label);
    button.addEventListener("click", () => {
      this.#menu.hidePopover();
      run();
    });
    return button;
  }

  #items() {
    return [...this.#menu.querySelectorAll("button")];
  }

  /** @param {KeyboardEvent} event */
  #steer(event) {
    if (event.key === "Tab") return this.#menu.hidePopover();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const items = this.#items();
    const index = items.findIndex((item) => item.matches(":focus"));
    items.at((index + step) % items.length)?.focus();
    event.preventDefault();
  }

  #closed() {
    const isFocusLost =
      document.activeElement === document.body || this.#menu.contains(document.activeElement);
    if (isFocusLost) this.#opener?.focus({ preventScroll: true });
    this.#opener = null;
  }
}

/**
 * @param {number} position
 * @param {number} room
 */
function within(position, room) {
  return Math.max(MARGIN_PX, Math.min(position, room - MARGIN_PX));
}
