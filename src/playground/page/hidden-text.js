import { element } from "./element.js";
import { icon } from "./icons.js";
import { textsFor } from "./texts.js";

/** @import { Language } from "./texts.js" */

/**
 * Text under dust until somebody clicks on it.
 *
 * @param {Node[]} children
 * @param {Language} language
 */
export function spoiler(children, language) {
  const label = textsFor(language).hiddenText;
  return element(
    "span",
    { class: "spoiler is-hidden", role: "button", tabindex: "0", "aria-label": label },
    element("span", { class: "spoiler-text" }, ...children),
  );
}

/** @param {HTMLElement} hidden a spoiler */
export function revealSpoiler(hidden) {
  hidden.classList.remove("is-hidden");
  for (const attribute of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(attribute);
}

/**
 * A quote of which three lines show until it is unfolded.
 *
 * @param {Node[]} children
 * @param {Language} language
 */
export function expandableQuote(children, language) {
  const toggle = element("button", {
    type: "button",
    class: "fold-toggle",
    "aria-expanded": "false",
    "aria-label": textsFor(language).unfold,
  });
  toggle.append(icon("down"));
  const quote = element(
    "blockquote",
    { class: "is-folded" },
    element("div", { class: "fold-text" }, ...children),
    toggle,
  );
  lengths.observe(quote);
  return quote;
}

/** Short quotes need no fold: their toggle hides as soon as the browser knows their height. */
const lengths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const text = target.querySelector(".fold-text");
    if (text === null || !target.classList.contains("is-folded")) continue;
    target.classList.toggle("is-short", text.scrollHeight <= text.clientHeight + 1);
  }
});

/**
 * @param {HTMLElement} quote
 * @param {Language} language
 */
export function toggleFold(quote, language) {
  const isFolded = quote.classList.toggle("is-folded");
  const toggle = quote.querySelector(".fold-toggle");
  toggle?.setAttribute("aria-expanded", String(!isFolded));
  toggle?.setAttribute("aria-label", isFolded ? textsFor(language).unfold : textsFor(language).fold);
}
