import { isEditable } from "./message-actions.js";
import { previewText } from "./message-summary.js";
import { isOwn, senderOf, textOf } from "./sender.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage, Dialog } from "./api.js" */
/** @import { Composer } from "./composer.js" */
/** @import { Conversation } from "./conversation.js" */

/**
 * Opens the field for a reply to the message.
 *
 * @param {Composer} composer
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
export function draftReply(composer, message, dialog) {
  const placeholder = message.reply_markup?.input_field_placeholder;
  composer.reply(message, {
    title: senderOf(message, dialog).name,
    preview: previewText(message, dialog),
    ...(placeholder !== undefined && { placeholder }),
  });
}

/**
 * @param {Composer} composer
 * @param {ClientMessage} message
 * @param {Dialog} dialog
 */
export function draftEdit(composer, message, dialog) {
  const title = textsFor(dialog.language).editing;
  composer.edit(message, { title, preview: previewText(message, dialog), text: textOf(message) });
}

/**
 * @param {Composer} composer
 * @param {Conversation} conversation
 */
export function draftEditOfLast(composer, { dialog, history }) {
  const last = history.messages.findLast((message) => isEditable(message, dialog));
  if (last !== undefined) draftEdit(composer, last, dialog);
}

/**
 * The bot may ask for a reply: then the field opens for one by itself.
 *
 * @param {Composer} composer
 * @param {ClientMessage | undefined} message the newest one
 * @param {Dialog} dialog
 */
export function obeyForceReply(composer, message, dialog) {
  if (!message?.reply_markup?.force_reply || isOwn(message, dialog)) return;
  const isForMe = message.reply_to_message?.from?.id === dialog.userId;
  const isForOthers = dialog.kind === "group" && message.reply_markup.selective === true && !isForMe;
  if (!isForOthers) draftReply(composer, message, dialog);
}
