import { getDialog } from "./api.js";
import { connectAttaching } from "./attaching.js";
import { chooseDialog, dialogsOf } from "./dialog-chooser.js";
import { chooseResult } from "./inline-api.js";
import { InlinePicker } from "./inline-picker.js";
import { sendDocument } from "./sending-api.js";
import { textsFor } from "./texts.js";
import { connectTopicTabs } from "./topic-tabs.js";
import { connectVoiceMenu } from "./voice-menu.js";

/** @import { MessageMenu } from "./message-menu.js" */
/** @import { OpenChat } from "./open-chat.js" */

/**
 * What stands around the field and the messages of the open chat: topics, voices, the paperclip, inline results.
 *
 * @param {OpenChat} chat
 * @param {MessageMenu} menu
 * @returns {InlinePicker}
 */
export function connectChatTools(chat, menu) {
  connectTopicTabs((topic) => chat.showTopic(topic));
  connectVoiceMenu(menu, {
    dialog: () => chat.conversation?.dialog,
    onPick: (key) => void speakAs(chat, key),
  });
  connectAttaching((file) => void sendFile(chat, file));
  return inlinePicker(chat);
}

/**
 * @param {OpenChat} chat
 * @param {string} key of the same group's dialog with another voice
 */
async function speakAs(chat, key) {
  const { conversation } = chat;
  if (conversation === null) return;
  const answer = await chat.around.attempt(getDialog(key));
  if (answer === null || chat.conversation !== conversation) return;
  conversation.dialog = answer.dialog;
  chat.open(conversation);
  chat.around.onChange();
}

/**
 * What is in the field becomes the file's caption.
 *
 * @param {OpenChat} chat
 * @param {File} file
 */
async function sendFile(chat, file) {
  const { conversation, composer } = chat;
  if (conversation === null) return;
  const caption = composer.text.trim();
  const work = sendDocument(conversation.dialog.key, file, { caption, ...conversation.place });
  if ((await chat.deliver(work)) && composer.text.trim() === caption) composer.setText("");
}

/** @param {OpenChat} chat */
function inlinePicker(chat) {
  return new InlinePicker({
    key: () => chat.conversation?.dialog.key ?? "",
    botUsername: () => chat.around.bot().username,
    texts: () => textsFor(chat.conversation?.dialog.language ?? "ru"),
    onButton: (startParameter) => {
      chat.composer.setText("");
      chat.around.onLink(`https://t.me/${chat.around.bot().username}?start=${startParameter}`);
    },
    onChoose: (choice) => {
      const { conversation } = chat;
      if (conversation === null) return;
      chat.composer.setText("");
      void chat.deliver(chooseResult(conversation.dialog.key, { ...choice, ...conversation.place }));
    },
  });
}

/**
 * An inline query in a chat that the person chooses first.
 *
 * @param {OpenChat} chat
 * @param {string} query
 */
export async function askInlineElsewhere(chat, query) {
  const { conversation } = chat;
  if (conversation === null) return;
  const title = textsFor(conversation.dialog.language).chooseChat;
  const target = await chooseDialog(title, dialogsOf(conversation, chat.around.conversations()));
  if (target === null) return;
  location.hash = target.key;
  if (target !== chat.conversation) chat.open(target);
  chat.askInline(query);
}
