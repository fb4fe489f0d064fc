const HIGHLIGHT_MS = 1800;

/**
 * Shows the reader one message among many.
 *
 * @param {HTMLElement} message
 */
export function pointAt(message) {
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.classList.add("is-highlighted");
  setTimeout(() => message.classList.remove("is-highlighted"), HIGHLIGHT_MS);
}
