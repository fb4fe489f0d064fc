import { byId, element } from "./element.js";
import { askInline } from "./inline-api.js";

/** @import { InlineAnswer, Question, Result, ResultsButton } from "./inline-api.js" */
/** @import { Texts } from "./texts.js" */

const PAUSE_MS = 300; // between two letters of one word nobody wants results
const NEAR_END_PX = 120;

/**
 * @typedef {{
 *   key: () => string,
 *   botUsername: () => string,
 *   texts: () => Texts,
 *   onChoose: (choice: Question & { result_id: string }) => void,
 *   onButton: (startParameter: string) => void,
 * }} PickerDeps
 */

/** The results of `@bot query` above the input field. Nothing is chosen until an arrow or a click does it. */
export class InlinePicker {
  #list = byId("results", HTMLElement);
  #input = byId("input", HTMLTextAreaElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {string | null} */
  #query = null;
  #nextOffset = "";
  #isLoading = false;
  #active = -1;

  /** @param {PickerDeps} deps */
  constructor(deps) {
    this.deps = deps;
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#list.addEventListener("scroll", () => this.#scrolled());
    this.#input.addEventListener("keydown", (event) => this.#steer(event), { capture: true });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** @param {string} text what stands in the field now */
  typed(text) {
    const [, name, query = ""] = /^@(\w+)\s(.*)$/s.exec(text) ?? [];
    clearTimeout(this.#timer);
    if (name?.toLowerCase() !== this.deps.botUsername().toLowerCase()) return this.close();
    this.#timer = setTimeout(() => void this.#ask(query.trim()), PAUSE_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#query = null;
    this.#list.hidden = true;
    this.#input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} query */
  async #ask(query) {
    this.#query = query;
    this.#active = -1;
    this.#nextOffset = "";
    this.#show(note(this.deps.texts().loading));
    const answer = await this.#page({ query, offset: "" });
    if (this.#query !== query || answer === undefined) return;
    const { noAnswer, nothingFound } = this.deps.texts();
    if (answer === null) return this.#show(note(noAnswer));
    const button = answer.button?.start_parameter === undefined ? [] : [topButton(answer.button)];
    if (answer.results.length === 0) return this.#show(...button, note(nothingFound));
    this.#show(...button, ...answer.results.map((result) => option(result, "")));
  }

  async #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    const query = this.#query;
    const offset = this.#nextOffset;
    const isNearEnd = scrollTop + clientHeight > scrollHeight - NEAR_END_PX;
    if (!isNearEnd || query === null || offset === "" || this.#isLoading) return;
    const answer = await this.#page({ query, offset });
    if (this.#query === query && answer) {
      this.#list.append(...answer.results.map((result) => option(result, offset)));
    }
  }

  /**
   * @param {Question} question
   * @returns {Promise<InlineAnswer | null | undefined>} undefined when the server cannot be reached
   */
  async #page(question) {
    this.#isLoading = true;
    const reply = await askInline(this.deps.key(), question).catch(() => undefined);
    this.#isLoading = false;
    if (this.#query === question.query) this.#nextOffset = reply?.answer?.next_offset ?? "";
    return reply?.answer;
  }

  /** @param {...HTMLElement} children */
  #show(...children) {
    this.#list.replaceChildren(...children);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
  }

  #options() {
    return [...this.#list.querySelectorAll('[role="option"]')];
  }

  /** @param {KeyboardEvent} event */
  #steer(event) {
    if (!this.isOpen || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.#options()[this.#active];
    if (step !== undefined) this.#move(step);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && chosen instanceof HTMLElement) this.#choose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step */
  #move(step) {
    const options = this.#options();
    this.#active = Math.max(-1, Math.min(this.#active + step, options.length - 1));
    for (const [index, node] of options.entries()) {
      node.setAttribute("aria-selected", String(index === this.#active));
      node.id = `result-${index}`;
    }
    options[this.#active]?.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", `result-${this.#active}`);
  }

  /** @param {Event} event */
  #clicked(event) {
    if (!(event.target instanceof Element)) return;
    const start = event.target.closest("[data-start]")?.getAttribute("data-start");
    const chosen = event.target.closest('[role="option"]');
    if (start) this.deps.onButton(start);
    else if (chosen instanceof HTMLElement) this.#choose(chosen);
  }

  /** @param {HTMLElement} chosen */
  #choose({ dataset: { result = "", offset = "" } }) {
    const query = this.#query ?? "";
    this.close();
    this.deps.onChoose({ query, offset, result_id: result });
  }
}

/** @param {string} text */
function note(text) {
  return element("p", { class: "results-note" }, text);
}

/** @param {ResultsButton} button */
function topButton({ text, start_parameter = "" }) {
  return element("button", { type: "button", class: "results-button", "data-start": start_parameter }, text);
}

/**
 * @param {Result} result
 * @param {string} offset of the page it stands on
 */
function option({ id, title = "", description = "" }, offset) {
  return element(
    "div",
    { role: "option", class: "result", "data-result": id, "data-offset": offset, "aria-selected": "false" },
    element("b", { class: "result-title" }, title),
    element("span", { class: "result-description" }, description),
  );
}
