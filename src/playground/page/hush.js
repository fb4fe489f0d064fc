const SILENCE_MS = 500; // screen readers look at what was added a little later

/** Keeps a log from being read out while it shows what is no news. */
export class Hush {
  #log;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /** @param {HTMLElement} log */
  constructor(log) {
    this.#log = log;
  }

  /** What the log shows next is not read out. */
  begin() {
    clearTimeout(this.#silence);
    this.#log.setAttribute("aria-busy", "true");
    this.#silence = setTimeout(() => this.#log.setAttribute("aria-busy", "false"), SILENCE_MS);
  }
}
