const HIGHLIGHT_MS = 1800;

/**
 * Shows the reader one message among many.
 *
 * @param {HTMLElement} message
 * @param {boolean} isTall it does not fit on the screen, so its beginning is shown
 */
export function pointAt(message, isTall) {
  message.scrollIntoView({ block: isTall ? "start" : "center" });
  message.focus({ preventScroll: true });
  message.classList.add("is-highlighted");
  setTimeout(() => message.classList.remove("is-highlighted"), HIGHLIGHT_MS);
}
