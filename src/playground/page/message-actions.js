import { postAddress } from "./links.js";
import { serviceText } from "./message-summary.js";
import { isOwn, textOf } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage, Dialog } from "./api.js" */
/** @import { Conversation } from "./conversation.js" */
/** @import { MenuItem } from "./message-menu.js" */

/**
 * What this person may do with a message.
 *
 * @param {ClientMessage} message
 * @param {Conversation} conversation
 * @param {{ reply: () => void, edit: () => void, forward: () => void, copy: (text: string, done: string) => void }} run
 * @returns {MenuItem[]}
 */
export function messageActions(message, conversation, run) {
  const { dialog } = conversation;
  const texts = textsFor(dialog.language);
  const text = textOf(message);
  if (serviceText(message, dialog) !== null) return [];
  /** @type {MenuItem[]} */
  const items = [];
  if (dialog.canWrite || dialog.canPublish) items.push({ label: texts.reply, icon: "reply", run: run.reply });
  if (isEditable(message, dialog)) items.push({ label: texts.edit, icon: "edit", run: run.edit });
  items.push({ label: texts.forward, icon: "forward", run: run.forward });
  if (text !== "")
    items.push({ label: texts.copyText, icon: "copy", run: () => run.copy(text, texts.textCopied) });
  if (dialog.kind === "channel") {
    const address = postAddress(
      { username: conversation.username, chatId: dialog.chatId },
      message.message_id,
    );
    items.push({ label: texts.copyLink, icon: "link", run: () => run.copy(address, texts.linkCopied) });
  }
  return items;
}

/**
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
export function isEditable(message, dialog) {
  if (message.text === undefined || message.forward_origin !== undefined) return false;
  return isOwn(message, dialog) || (dialog.kind === "channel" && dialog.canPublish);
}
