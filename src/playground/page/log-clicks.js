import { nearest } from "./element.js";
import { revealSpoiler, toggleFold } from "./hidden-text.js";

/** @import { Language } from "./texts.js" */

/**
 * @typedef {{
 *   language: () => Language,
 *   onCommand: (text: string) => void,
 *   onJump: (messageId: number) => void,
 *   onLink: (href: string) => boolean,
 *   onPress: (messageId: number, key: HTMLElement) => void,
 *   onMenu: (messageId: number, place: { x: number, y: number, opener: HTMLElement }) => void,
 * }} LogListeners
 */

const CONTROLS = "a, button, pre, .spoiler.is-hidden";
const hasNoHover = matchMedia("(hover: none)");

/**
 * One listener for everything that can be pressed inside messages.
 *
 * @param {HTMLElement} log
 * @param {LogListeners} listeners
 */
export function connectLogClicks(log, listeners) {
  log.addEventListener("click", (event) => clicked(event, listeners));
  log.addEventListener("contextmenu", (event) => rightClicked(event, listeners));
  log.addEventListener("keydown", (event) => keyPressed(event, log, listeners));
  log.addEventListener("focusin", (event) => rove(log, nearest(event, "[data-id]")));
}

/**
 * Of all messages one is a tab stop: the one last visited, at first the newest.
 *
 * @param {HTMLElement} log
 * @param {HTMLElement | null} message
 */
export function rove(log, message) {
  if (message === null) return;
  for (const stop of log.querySelectorAll('article[tabindex="0"]')) stop.setAttribute("tabindex", "-1");
  message.tabIndex = 0;
}

/**
 * @param {MouseEvent} event
 * @param {LogListeners} listeners
 */
function clicked(event, listeners) {
  const control = nearest(event, CONTROLS);
  if (control === null) return tapped(event, listeners);
  const { command, jump } = control.dataset;
  if (control.matches(".spoiler")) revealSpoiler(control);
  else if (control.matches(".fold-toggle")) fold(control, listeners);
  else if (control.matches(".actions")) openMenu(control, listeners);
  else if (control.matches("button.key")) listeners.onPress(messageId(control), control);
  else if (command !== undefined) listeners.onCommand(command);
  else if (jump !== undefined) listeners.onJump(Number(jump));
  else if (!(control instanceof HTMLAnchorElement) || !isPlain(event) || !listeners.onLink(control.href))
    return;
  event.preventDefault();
}

/** @param {MouseEvent} event */
function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/**
 * A finger has no right button and sees no hover, so a tap on a bubble opens its menu.
 *
 * @param {MouseEvent} event
 * @param {LogListeners} listeners
 */
function tapped(event, listeners) {
  if (!hasNoHover.matches || nearest(event, ".bubble") === null) return;
  if (getSelection()?.isCollapsed === false) return;
  rightClicked(event, listeners);
}

/**
 * @param {MouseEvent} event
 * @param {LogListeners} listeners
 */
function rightClicked(event, { onMenu }) {
  const message = nearest(event, "[data-id]");
  if (message === null || nearest(event, "a") !== null || getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  onMenu(messageId(message), { x: event.clientX, y: event.clientY, opener: message });
}

/**
 * @param {HTMLElement} control
 * @param {LogListeners} listeners
 */
function openMenu(control, { onMenu }) {
  const box = control.getBoundingClientRect();
  onMenu(messageId(control), { x: box.left, y: box.bottom, opener: control });
}

/**
 * @param {HTMLElement} toggle
 * @param {LogListeners} listeners
 */
function fold(toggle, { language }) {
  const quote = toggle.closest("blockquote");
  if (quote !== null) toggleFold(quote, language());
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} log
 * @param {LogListeners} listeners
 */
function keyPressed(event, log, listeners) {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  if (target.matches(".spoiler.is-hidden") && (key === "Enter" || key === " ")) revealSpoiler(target);
  else if (!target.matches("[data-id]")) return;
  else if (key === "ArrowUp" || key === "ArrowDown") focusNeighbour(log, target, key === "ArrowUp" ? -1 : 1);
  else if (key === "Enter") openMenuOf(target, listeners);
  else return;
  event.preventDefault();
}

/**
 * @param {HTMLElement} log
 * @param {HTMLElement} message
 * @param {number} step
 */
function focusNeighbour(log, message, step) {
  const messages = [...log.querySelectorAll("[data-id]")];
  const neighbour = messages[messages.indexOf(message) + step];
  if (neighbour instanceof HTMLElement) neighbour.focus();
}

/**
 * @param {HTMLElement} message
 * @param {LogListeners} listeners
 */
function openMenuOf(message, { onMenu }) {
  const box = (message.querySelector(".bubble") ?? message).getBoundingClientRect();
  onMenu(messageId(message), { x: box.left + 24, y: Math.max(box.top, 0) + 24, opener: message });
}

/** @param {HTMLElement} inside */
function messageId(inside) {
  return Number(inside.closest("[data-id]")?.getAttribute("data-id"));
}
