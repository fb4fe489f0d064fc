import { element } from "./element.js";

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser allowed it
 */
export async function copyText(text) {
  if (navigator.clipboard === undefined) return copySelected(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * The clipboard API exists on https and localhost only; a phone that opened the page by the computer's address
 * in the home network has just this.
 *
 * @param {string} text
 */
function copySelected(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "sr-only", readonly: "" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
