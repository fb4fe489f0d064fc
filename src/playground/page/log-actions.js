import { copyText } from "./clipboard.js";
import { chooseDialog, dialogsOf } from "./dialog-chooser.js";
import { draftEdit, draftReply } from "./drafting.js";
import { pressKey } from "./key-press.js";
import { connectLogClicks } from "./log-clicks.js";
import { messageActions } from "./message-actions.js";
import { forwardMessage } from "./sending-api.js";
import { textsFor } from "./texts.js";

/** @import { ClientMessage } from "./api.js" */
/** @import { Composer } from "./composer.js" */
/** @import { Conversation } from "./conversation.js" */
/** @import { MessageMenu } from "./message-menu.js" */
/** @import { Surroundings } from "./open-chat.js" */

/**
 * @typedef {{
 *   around: Surroundings,
 *   composer: Composer,
 *   menu: MessageMenu,
 *   conversation: () => Conversation | null,
 *   onCommand: (command: string) => void,
 *   onJump: (messageId: number) => void,
 *   askInline: (query: string) => void,
 *   askInlineElsewhere: (query: string) => void,
 * }} LogDeps
 */

/**
 * What a person can do with the messages of the log.
 *
 * @param {HTMLElement} log
 * @param {LogDeps} deps
 */
export function connectLogActions(log, deps) {
  connectLogClicks(log, {
    language: () => deps.conversation()?.dialog.language ?? "ru",
    onCommand: deps.onCommand,
    onJump: deps.onJump,
    onLink: (href) => deps.around.onLink(href),
    onPress: (messageId, key) =>
      withMessage(messageId, deps, (message, open) => press(key, message, { ...deps, open })),
    onMenu: (messageId, place) =>
      withMessage(messageId, deps, (message, open) => openMenu(place, message, { ...deps, open })),
  });
}

/**
 * @param {number} messageId
 * @param {LogDeps} deps
 * @param {(message: ClientMessage, open: Conversation) => void} act
 */
function withMessage(messageId, { conversation }, act) {
  const open = conversation();
  const message = open?.history.find(messageId);
  if (open !== null && message !== undefined) act(message, open);
}

/**
 * @param {HTMLElement} key
 * @param {ClientMessage} message
 * @param {LogDeps & { open: Conversation }} deps
 */
function press(key, message, { open, around, askInline, askInlineElsewhere }) {
  const { notices, attempt, onLink } = around;
  const { dialog } = open;
  const bot = around.bot();
  void pressKey(key, message, { dialog, notices, attempt, onLink, bot, askInline, askInlineElsewhere });
}

/**
 * @param {{ x: number, y: number, opener: HTMLElement }} place
 * @param {ClientMessage} message
 * @param {LogDeps & { open: Conversation }} deps
 */
function openMenu(place, message, { open, around, composer, menu }) {
  const actions = messageActions(message, open, {
    reply: () => draftReply(composer, message, open.dialog),
    edit: () => draftEdit(composer, message, open.dialog),
    forward: () => void forward(message, open, around),
    copy: (text, done) =>
      void copy(text, { done, refused: textsFor(open.dialog.language).copyRefused }, around),
  });
  menu.open(actions, place);
}

/**
 * @param {ClientMessage} message
 * @param {Conversation} open
 * @param {Surroundings} around
 */
async function forward({ message_id }, open, around) {
  const title = textsFor(open.dialog.language).forwardTo;
  const target = await chooseDialog(title, dialogsOf(open, around.conversations()));
  if (target === null) return;
  const work = forwardMessage(open.dialog.key, { message_id, to: target.dialog.key });
  const answer = await around.attempt(work);
  if (answer === null) return;
  target.put(answer.message);
  location.hash = target.key;
}

/**
 * @param {string} text
 * @param {{ done: string, refused: string }} words
 * @param {Surroundings} around
 */
async function copy(text, { done, refused }, { notices }) {
  notices.toast((await copyText(text)) ? done : refused);
}
