import { byId, element } from "./element.js";
import { icon } from "./icons.js";
import { textsFor } from "./texts.js";

/** @import { Dialog, Voice } from "./api.js" */
/** @import { MessageMenu } from "./message-menu.js" */

/**
 * The button in the header of a group that says as whom one looks at it, with everybody one can be.
 *
 * @param {MessageMenu} menu
 * @param {{ dialog: () => Dialog | undefined, onPick: (key: string) => void }} deps
 */
export function connectVoiceMenu(menu, { dialog, onPick }) {
  const button = byId("voice", HTMLButtonElement);
  button.addEventListener("click", () => {
    const open = dialog();
    if (open === undefined) return;
    const box = button.getBoundingClientRect();
    const items = open.voices.map((voice) => ({
      label: voiceName(voice, open),
      icon: voice.key === open.key ? /** @type {const} */ ("tick") : /** @type {const} */ ("person"),
      run: () => onPick(voice.key),
    }));
    menu.open(items, { x: box.left, y: box.bottom + 4, opener: button });
  });
}

/** @param {Dialog} dialog */
export function showVoice(dialog) {
  const button = byId("voice", HTMLButtonElement);
  const voice = dialog.voices.find(({ key }) => key === dialog.key);
  button.hidden = voice === undefined;
  const name = voice === undefined ? "" : voiceName(voice, dialog);
  if (button.textContent === name) return;
  button.replaceChildren(icon("person"), element("span", {}, name));
  button.setAttribute("aria-label", `${textsFor(dialog.language).viewAs}: ${name}`);
}

/**
 * @param {Voice} voice
 * @param {Dialog} dialog
 */
function voiceName({ name, rank, isAnonymous }, { language }) {
  const texts = textsFor(language);
  if (isAnonymous) return `${name}, ${texts.anonymous}`;
  return rank === "member" ? name : `${name}, ${texts[rank]}`;
}
