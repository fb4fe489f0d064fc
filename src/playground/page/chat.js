import { ApiError, getWorld } from "./api.js";
import { Conversation } from "./conversation.js";
import { DialogList } from "./dialogs.js";
import { Drafts } from "./draft-bubble.js";
import { byId } from "./element.js";
import { followEvents } from "./events.js";
import { destinationInPage } from "./in-page-links.js";
import { Notices } from "./notices.js";
import { OpenChat } from "./open-chat.js";
import { isOwn } from "./sender.js";
import { textsFor } from "./texts.js";
import { connectThemeButton } from "./theme.js";
import { Typing } from "./typing.js";

/** @import { Bot, ClientMessage, Dialog } from "./api.js" */

const isPhone = matchMedia("(max-width: 720px)");

/** @type {Conversation[]} */
let conversations = [];
/** @type {Bot} */
let bot = { id: 0, first_name: "", username: "" };

const nowMs = () => Date.now();
const dialogs = new DialogList();
const typing = new Typing(() => showAll());
const drafts = new Drafts(() => showAll());
const notices = new Notices(() => events.retry());
const chat = new OpenChat({
  notices,
  bot: () => bot,
  nowMs,
  onChange: showAll,
  onLink: follow,
  attempt,
  conversations: () => conversations,
});
const showTheme = connectThemeButton(() => textsFor(chat.conversation?.dialog.language ?? "ru"));
const events = followEvents({
  onOpen: () => void catchUp(),
  onLost: () => notices.connectionLost(true),
  onMessage: ({ chatId, message }) => received(chatId, message),
  onEdited: ({ chatId, message }) => edited(chatId, message),
  onDeleted: ({ chatId, message_ids }) => deleted(chatId, message_ids),
  onDraft: ({ chatId, draft }) => drafts.put(chatId, draft),
  onTyping: ({ chatId }) => typing.began(chatId),
});

addEventListener("hashchange", () => route());
addEventListener("online", () => events.retry());
isPhone.addEventListener("change", () => route());
document.addEventListener("keydown", (event) => shortcut(event));
byId("back", HTMLButtonElement).addEventListener("click", () => {
  location.hash = "";
});

/** Everything anew from the server, at the start and after every silence; events tell what happens from then on. */
async function catchUp() {
  const world = await attempt(getWorld());
  if (world === null) return;
  bot = world.bot;
  conversations = world.dialogs.map(conversationFor);
  notices.connectionLost(false);
  route();
  const waiting = conversations.toSorted(
    (a, b) => Number(b === chat.conversation) - Number(a === chat.conversation),
  );
  await Promise.all(waiting.map(refresh));
}

/** @param {Dialog} dialog */
function conversationFor(dialog) {
  const known = conversations.find((conversation) => conversation.key === dialog.key);
  if (known === undefined) return new Conversation(dialog);
  const isOwnVoice = known.dialog.key === known.key;
  if (isOwnVoice) known.dialog = dialog;
  return known;
}

/** @param {Conversation} conversation */
async function refresh(conversation) {
  const isFirst = !conversation.isLoaded;
  if ((await attempt(conversation.refresh().then(() => true))) === null) return;
  if (conversation === chat.conversation) {
    if (isFirst) chat.loaded();
    else chat.update();
  }
  showAll();
}

/** The address decides which chat is open; without one a wide window shows the first, a phone the list. */
function route() {
  const key = decodeURIComponent(location.hash.slice(1));
  const named = conversations.find((conversation) => conversation.key === key);
  document.body.dataset.pane = named === undefined ? "list" : "chat";
  const target = named ?? (isPhone.matches ? undefined : (chat.conversation ?? conversations[0]));
  if (target !== undefined && target !== chat.conversation) chat.open(target);
  showAll();
}

function showAll() {
  const open = chat.conversation;
  if (open !== null && isSeen(open)) open.unread = 0;
  dialogs.show(conversations, { open, nowMs: nowMs(), isTyping: (chatId) => typing.isIn(chatId) });
  chat.showTyping(open !== null && typing.isIn(open.dialog.chatId));
  chat.showDraft(open === null ? null : drafts.in(open.dialog.chatId));
  showTheme();
  const unread = conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
  const title = `${bot.first_name} · ${textsFor(open?.dialog.language ?? "ru").playground}`;
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
}

/** @param {Conversation} conversation */
function isSeen(conversation) {
  return conversation === chat.conversation && !(isPhone.matches && document.body.dataset.pane === "list");
}

/**
 * @param {number} chatId
 * @param {ClientMessage} message
 */
function received(chatId, message) {
  if (message.from?.id === bot.id) typing.ended(chatId);
  if (message.migrate_to_chat_id !== undefined) void catchUp(); // the dialog goes on under another key
  for (const conversation of inChat(chatId)) {
    const isKnown = conversation.history.find(message.message_id) !== undefined;
    conversation.put(message);
    if (conversation === chat.conversation) chat.arrived(message);
    if (!isKnown && !isSeen(conversation) && !isOwn(message, conversation.dialog)) conversation.unread += 1;
  }
  showAll();
}

/**
 * @param {number} chatId
 * @param {ClientMessage} message
 */
function edited(chatId, message) {
  for (const conversation of inChat(chatId)) {
    if (conversation.history.find(message.message_id) !== undefined) conversation.put(message);
    if (conversation === chat.conversation) chat.update();
  }
  showAll();
}

/**
 * @param {number} chatId
 * @param {number[]} messageIds
 */
function deleted(chatId, messageIds) {
  for (const conversation of inChat(chatId)) {
    conversation.history.remove(messageIds);
    if (conversation === chat.conversation) chat.update();
  }
  showAll();
}

/** @param {number} chatId */
function inChat(chatId) {
  return conversations.filter(({ dialog }) => dialog.chatId === chatId);
}

/**
 * Opens what the page itself can show; false leaves the link to the browser.
 *
 * @param {string} href
 */
function follow(href) {
  const place = { conversations, open: chat.conversation, botUsername: bot.username };
  const destination = destinationInPage(href, place);
  if (destination === null) return false;
  const { conversation, messageId, payload } = destination;
  if (conversation !== chat.conversation) chat.open(conversation);
  location.hash = conversation.key;
  if (messageId !== undefined) void chat.jump(messageId);
  if (payload !== undefined) void chat.start(payload);
  return true;
}

/**
 * Waits for the server and tells the person when it refused or cannot be reached; null then.
 *
 * @template Result
 * @param {Promise<Result>} work
 * @returns {Promise<Result | null>}
 */
async function attempt(work) {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 0) notices.connectionLost(true);
    else notices.toast(error.message);
    return null;
  }
}

/** @param {KeyboardEvent} event */
function shortcut(event) {
  if (event.key === "Escape" && !event.defaultPrevented) chat.escape();
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  if (isPhone.matches) location.hash = "";
  dialogs.focus();
}
