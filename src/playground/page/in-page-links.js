import { telegramLink } from "./links.js";

/** @import { Conversation } from "./conversation.js" */
/** @import { TelegramLink } from "./links.js" */

/**
 * Where in this page an address leads, when it leads to something the page itself shows.
 * @typedef {{ conversation: Conversation, messageId?: number, payload?: string }} Destination
 */

/**
 * @param {string} href
 * @param {{ conversations: Conversation[], open: Conversation | null, botUsername: string }} place
 * @returns {Destination | null} null: an ordinary link
 */
export function destinationInPage(href, { conversations, open, botUsername }) {
  const link = telegramLink(href);
  if (link === null) return null;
  if (link.kind === "private post") {
    const conversation = conversations.find(({ dialog }) => dialog.chatId === link.channelId);
    return conversation === undefined ? null : { conversation, messageId: link.messageId };
  }
  if (isSame(link.username, botUsername)) return botDestination(link, conversations, open);
  const conversation = conversations.find(
    ({ username }) => username !== undefined && isSame(link.username, username),
  );
  if (conversation === undefined) return null;
  return link.kind === "post" ? { conversation, messageId: link.messageId } : { conversation };
}

/**
 * The bot's address opens the private chat of whoever is looking.
 *
 * @param {TelegramLink} link
 * @param {Conversation[]} conversations
 * @param {Conversation | null} open
 * @returns {Destination | null}
 */
function botDestination(link, conversations, open) {
  const mine = conversations.find(
    ({ dialog }) => dialog.kind === "private" && dialog.userId === open?.dialog.userId,
  );
  if (mine === undefined) return null;
  return link.kind === "start" ? { conversation: mine, payload: link.payload } : { conversation: mine };
}

/**
 * @param {string} a
 * @param {string} b
 */
function isSame(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
