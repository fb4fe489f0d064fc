import { element } from "./element.js";

const HUES = 7;

/**
 * A circle with initials; the same person always gets the same colour.
 *
 * @param {number} id
 * @param {string} name
 */
export function avatar(id, name) {
  return element("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true" }, initials(name));
}

/** @param {number} id */
export function hue(id) {
  return Math.abs(id) % HUES;
}

/**
 * «Рекомендательный чат» gives «РЧ».
 *
 * @param {string} name
 */
function initials(name) {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}
