import { avatar } from "./avatar.js";
import { byId, element } from "./element.js";

/** @import { Conversation } from "./conversation.js" */

/**
 * Asks which of the chats is meant; null when the person thinks better of it.
 *
 * @param {string} title
 * @param {Conversation[]} conversations
 * @returns {Promise<Conversation | null>}
 */
export function chooseDialog(title, conversations) {
  const chooser = byId("chooser", HTMLDialogElement);
  byId("chooser-title", HTMLElement).textContent = title;
  const rows = conversations.map(({ dialog }, index) =>
    element(
      "button",
      { type: "submit", class: "chooser-row", value: String(index) },
      avatar(dialog.chatId, dialog.title),
      dialog.title,
    ),
  );
  byId("chooser-list", HTMLElement).replaceChildren(...rows);
  chooser.returnValue = "";
  chooser.showModal();
  return new Promise((resolve) => {
    chooser.addEventListener(
      "close",
      () => resolve(chooser.returnValue === "" ? null : (conversations[Number(chooser.returnValue)] ?? null)),
      { once: true },
    );
  });
}

/**
 * The chats that whoever looks at this one can write in.
 *
 * @param {Conversation} open
 * @param {Conversation[]} conversations
 */
export function dialogsOf(open, conversations) {
  return conversations.filter(({ dialog }) => dialog.userId === open.dialog.userId && dialog.canWrite);
}
