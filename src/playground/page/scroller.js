const prefersStillness = matchMedia("(prefers-reduced-motion: reduce)");
const NEAR_BOTTOM_PX = 80;
const NEAR_TOP_PX = 600; // early enough that the next page is there before the reader is

/** Where in the log the reader is: follows new messages at the bottom, keeps still everywhere else. */
export class Scroller {
  #isAtBottom = true;
  #newCount = 0;

  /**
   * @param {HTMLElement} viewport what scrolls
   * @param {{ onTop: () => void, onMoved: (state: { isAtBottom: boolean, newCount: number }) => void }} listeners
   */
  constructor(viewport, { onTop, onMoved }) {
    this.viewport = viewport;
    this.onTop = onTop;
    this.onMoved = onMoved;
    viewport.addEventListener("scroll", () => this.#look(), { passive: true });
    new ResizeObserver(() => this.#isAtBottom && this.toBottom()).observe(viewport);
  }

  get isAtBottom() {
    return this.#isAtBottom;
  }

  /**
   * Changes the log so that what the reader looks at stays where it is.
   *
   * @param {() => void} change
   */
  keepingPlace(change) {
    const anchor = this.#isAtBottom ? null : this.#firstVisible();
    change();
    if (anchor === null) this.toBottom();
    else this.viewport.scrollTop += this.#offsetOf(anchor.id) - anchor.offset;
    this.#look();
  }

  /** @param {ScrollBehavior} [wanted] */
  toBottom(wanted = "instant") {
    const behavior = prefersStillness.matches ? "instant" : wanted;
    this.#isAtBottom = true;
    this.viewport.scrollTo({ top: this.viewport.scrollHeight, behavior });
    this.#look();
  }

  /**
   * To the newest message: to its end, or to its beginning when it is longer than the screen.
   *
   * @param {HTMLElement | null} newest
   */
  follow(newest) {
    if (newest === null || !this.isTall(newest)) return this.toBottom();
    newest.scrollIntoView({ block: "start" });
    this.#look();
  }

  /** @param {HTMLElement} message */
  isTall(message) {
    return message.offsetHeight > this.viewport.clientHeight - 2 * NEAR_BOTTOM_PX;
  }

  /** A message came below what the reader sees. */
  countNew() {
    this.#newCount += 1;
    this.#look();
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.viewport;
    this.#isAtBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (this.#isAtBottom) this.#newCount = 0;
    this.onMoved({ isAtBottom: this.#isAtBottom, newCount: this.#newCount });
    if (scrollTop < NEAR_TOP_PX) this.onTop();
  }

  #firstVisible() {
    const top = this.viewport.getBoundingClientRect().top;
    for (const node of this.viewport.querySelectorAll("[data-id]")) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top) return { id: node.getAttribute("data-id") ?? "", offset: box.top };
    }
    return null;
  }

  /** @param {string} id */
  #offsetOf(id) {
    return this.viewport.querySelector(`[data-id="${id}"]`)?.getBoundingClientRect().top ?? 0;
  }
}
