import { byId } from "./element.js";

/** @import { Texts } from "./texts.js" */

/**
 * @param {{ isAtBottom: boolean, newCount: number }} state
 * @param {Texts} texts
 */
export function showScrollButton({ isAtBottom, newCount }, texts) {
  const button = byId("to-bottom", HTMLButtonElement);
  const badge = byId("new-count", HTMLElement);
  button.classList.toggle("is-away", isAtBottom);
  button.disabled = isAtBottom;
  button.setAttribute("aria-label", newCount > 0 ? texts.newMessages(newCount) : texts.toBottom);
  badge.textContent = newCount > 0 ? String(newCount) : "";
  badge.hidden = newCount === 0;
}
