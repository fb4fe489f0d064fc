import { getCommands } from "./api.js";
import { byId, element } from "./element.js";

/** @import { Command, Dialog } from "./api.js" */

const BEGINNING = /^\/(\w*)$/; // "/", "/se"

/** The list of commands above the input field. The keyboard stays in the field and steers the list from there. */
export class CommandMenu {
  #menu = byId("commands", HTMLElement);
  #input = byId("input", HTMLTextAreaElement);
  #button = byId("menu", HTMLButtonElement);
  #key = "";
  /** @type {Command[]} */
  #commands = [];
  /** @type {Command[]} */
  #shown = [];
  #active = 0;

  /** @param {{ onPick: (command: string) => void, onComplete: (command: string) => void }} listeners */
  constructor({ onPick, onComplete }) {
    this.onPick = onPick;
    this.onComplete = onComplete;
    this.#button.addEventListener("click", () => this.#toggle());
    this.#menu.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    this.#menu.addEventListener("click", (event) => this.#clicked(event));
    // Captured, so that the menu takes Enter and the arrows before the field does.
    this.#input.addEventListener("keydown", (event) => this.#steer(event), { capture: true });
    document.addEventListener("pointerdown", (event) => this.#pointed(event));
  }

  get isOpen() {
    return !this.#menu.hidden;
  }

  /** @param {Dialog} dialog whose commands to offer; a channel has none */
  async offer({ key, kind }) {
    if (key !== this.#key) this.#keep([]);
    this.#key = kind === "channel" ? "" : key;
    this.close();
    await this.#load();
  }

  /** @param {string} text what stands in the field now */
  typed(text) {
    if (!this.isOpen && BEGINNING.test(text)) {
      void this.#load().then((isChanged) => isChanged && this.#filter(this.#input.value));
    }
    this.#filter(text);
  }

  close() {
    this.#menu.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  /** @returns {Promise<boolean>} whether the bot's commands are others than before */
  async #load() {
    const key = this.#key;
    if (key === "") return false;
    const answer = await getCommands(key).catch(() => null);
    if (answer === null || key !== this.#key) return false;
    const isChanged = JSON.stringify(answer.commands) !== JSON.stringify(this.#commands);
    this.#keep(answer.commands);
    return isChanged;
  }

  /** @param {Command[]} commands */
  #keep(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
  }

  async #toggle() {
    if (this.isOpen) return this.close();
    await this.#load();
    this.#show(this.#commands);
    this.#input.focus({ preventScroll: true });
  }

  /** @param {string} text */
  #filter(text) {
    const prefix = BEGINNING.exec(text)?.[1]?.toLowerCase();
    if (prefix === undefined) return this.close();
    this.#show(this.#commands.filter(({ command }) => command.startsWith(prefix)));
  }

  /** @param {Command[]} commands */
  #show(commands) {
    this.#shown = commands;
    this.#active = 0;
    if (commands.length === 0) return this.close();
    this.#menu.replaceChildren(...commands.map(option));
    this.#menu.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#highlight();
  }

  #highlight() {
    for (const [index, node] of [...this.#menu.children].entries()) {
      node.setAttribute("aria-selected", String(index === this.#active));
      if (index === this.#active) node.scrollIntoView({ block: "nearest" });
    }
    this.#input.setAttribute("aria-activedescendant", `command-${this.#active}`);
  }

  /** @param {KeyboardEvent} event */
  #steer(event) {
    if (!this.isOpen || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.#shown[this.#active];
    if (step !== undefined) this.#move(step);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey && chosen) this.onComplete(chosen.command);
    else if (event.key === "Enter" && !event.shiftKey && chosen) this.#pick(chosen.command);
    else return;
    event.preventDefault();
  }

  /** @param {number} step */
  #move(step) {
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#highlight();
  }

  /** @param {string} command */
  #pick(command) {
    this.close();
    this.onPick(command);
  }

  /** @param {Event} event */
  #clicked(event) {
    if (!(event.target instanceof Element)) return;
    const command = event.target.closest("[data-name]")?.getAttribute("data-name");
    if (command) this.#pick(command);
  }

  /** @param {Event} event */
  #pointed(event) {
    if (event.target instanceof Node && !byId("composer", HTMLElement).contains(event.target)) this.close();
  }
}

/**
 * @param {Command} command
 * @param {number} index
 */
function option({ command, description }, index) {
  return element(
    "div",
    {
      role: "option",
      id: `command-${index}`,
      class: "command",
      "data-name": command,
      "aria-selected": "false",
    },
    element("span", { class: "command-name" }, `/${command}`),
    element("span", { class: "command-description" }, description),
  );
}
