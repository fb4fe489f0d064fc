import { element } from "./element.js";

/** @import { Dialog } from "./api.js" */

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

/**
 * The picture of a dialog. A private chat also shows who of the playground's people is talking there, because
 * all of them talk to the same bot.
 *
 * @param {Dialog} dialog
 */
export function dialogAvatar({ chatId, kind, title, subtitle = "" }) {
  const picture = avatar(chatId, title);
  if (kind === "private" && subtitle !== "") {
    picture.append(element("span", { class: "avatar-reader" }, initials(subtitle)));
  }
  return picture;
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
