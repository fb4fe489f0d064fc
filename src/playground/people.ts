import { ANONYMOUS } from "./anonymous.ts";
import { type Backend, unixTime } from "./backend.ts";
import { type Chat, isAdmin, isGroup, type Person } from "./chat.ts";
import { chatMember } from "./chat-member.ts";
import { documentOf, mimeTypeOf } from "./file-shelf.ts";
import { originOf } from "./forward-origin.ts";
import { askGuest, callsGuest } from "./guest-queries.ts";
import { withPeople } from "./mentions.ts";
import type { Content, Entity, ForwardOrigin, Markup, Message, PhotoSize } from "./message.ts";
import { captionContent, type Draft, post, replace, textContent } from "./posting.ts";
import { reachesBot } from "./privacy.ts";
import { captionText, messageText } from "./text/styled-text.ts";
import { placeIn, topicOf } from "./topics.ts";
import { chatOf, personOf } from "./world.ts";

/** What a person writes. Entities of formatting are given, the others are found in the text. */
export interface MessageDraft {
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly photo?: readonly PhotoSize[];
  readonly document?: Message["document"];
  /** Said already as the server keeps it: what came by way of the bot. */
  readonly content?: Content;
  readonly reply_markup?: Markup;
  /** Id of a message in the same chat. */
  readonly replyTo?: number;
  /** Thread id in a forum. */
  readonly topic?: number;
  readonly forwardFrom?: ForwardOrigin;
  /** Sent through the bot's inline mode. */
  readonly isViaBot?: boolean;
  /** On behalf of the group, as anonymous administrators do. */
  readonly isAnonymous?: boolean;
  readonly authorSignature?: string;
  readonly mediaGroupId?: string;
  /** Unix time, seconds; default: the clock. */
  readonly date?: number;
}

/** A person writes into a chat; the bot gets an update when it may read it or is called there. */
export function write(backend: Backend, userId: number, chatId: number, draft: MessageDraft): Message {
  const message = put(backend, userId, chatId, draft);
  const chat = chatOf(backend.world, chatId);
  if (callsGuest(backend.world, chat, message)) void askGuest(backend, message, 0);
  return message;
}

/** A person calls the bot into a chat that it is not in; its message there, or "timeout" after `waitMs`. */
export function callGuest(
  backend: Backend,
  { userId, chatId, draft, waitMs }: { userId: number; chatId: number; draft: MessageDraft; waitMs: number },
): Promise<Message | "timeout"> {
  const chat = chatOf(backend.world, chatId);
  const message = put(backend, userId, chatId, draft);
  if (callsGuest(backend.world, chat, message)) return askGuest(backend, message, waitMs);
  const name = backend.world.bot.username;
  throw new Error(
    `"${draft.text}" calls no guest: it names no @${name}, or chat ${chatId} has the bot in it`,
  );
}

function put(backend: Backend, userId: number, chatId: number, draft: MessageDraft): Message {
  const person = personOf(backend.world, userId);
  const chat = chatOf(backend.world, chatId);
  checkPresence(chat, userId);
  if (chat.migratedTo !== undefined) throw new Error(`Chat ${chatId} has become ${chat.migratedTo}`);
  backend.watch.mark(chatId);
  if (chat.kind === "private") meet(backend, chat, person);
  const message = post(backend, chat, {
    ...authorOf(chat, person, draft),
    ...draftFields(backend, chat, draft),
  });
  if (reachesBot(backend.world, chat, message)) backend.updates.push(updateKind(chat), message);
  return message;
}

/** A person changes what they (or, in a channel, anybody) wrote. */
export function rewrite(backend: Backend, chatId: number, messageId: number, draft: MessageDraft): Message {
  const chat = chatOf(backend.world, chatId);
  const before = chat.messages.get(messageId);
  if (before === undefined) throw new Error(`Chat ${chatId} has no message ${messageId}`);
  backend.watch.mark(chatId);
  const {
    text: _text,
    entities: _entities,
    caption: _caption,
    caption_entities: _captionEntities,
    ...frame
  } = before;
  const content = contentOf(backend, { ...mediaOf(before), ...draft });
  const message = replace(backend, chat, { ...frame, ...content, edit_date: unixTime(backend) });
  if (reachesBot(backend.world, chat, message)) backend.updates.push(`edited_${updateKind(chat)}`, message);
  return message;
}

export interface FileDraft extends MessageDraft {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A person sends a file. It may be larger than what a bot can download. */
export function sendFile(
  backend: Backend,
  userId: number,
  chatId: number,
  { fileName, bytes, ...draft }: FileDraft,
): Message {
  const upload = { name: fileName, mimeType: mimeTypeOf(fileName), bytes };
  const document = documentOf(backend.files.add(upload, "documents"));
  return write(backend, userId, chatId, { ...draft, document });
}

export function forwardTo(backend: Backend, userId: number, to: number, source: Message): Message {
  const { text, entities, caption, caption_entities, photo, document } = source;
  const said = { text, entities, caption, caption_entities, photo, document };
  const present = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return write(backend, userId, to, { ...present, forwardFrom: originOf(source) });
}

function updateKind(chat: Chat): "message" | "channel_post" {
  return chat.kind === "channel" ? "channel_post" : "message";
}

/** Throws when the person is not there. */
export function checkPresence(chat: Chat, userId: number): void {
  const isOwn = chat.kind === "private" && chat.id === userId;
  if (!isOwn && !chat.members.has(userId)) throw new Error(`Person ${userId} is not in chat ${chat.id}`);
}

/** Writing to a blocked bot unblocks it. */
function meet(backend: Backend, chat: Chat, person: Person): void {
  person.hasStarted = true;
  if (person.hasBlockedBot) setBlocked(backend, chat, person, false);
}

/** The bot learns of it by `my_chat_member`. */
export function setBlocked(backend: Backend, chat: Chat, person: Person, isBlocked: boolean): void {
  if (person.hasBlockedBot === isBlocked) return;
  person.hasBlockedBot = isBlocked;
  const { bot } = backend.world;
  backend.updates.push("my_chat_member", {
    chat: chat.card,
    from: person.user,
    date: unixTime(backend),
    old_chat_member: chatMember(chat, bot, isBlocked ? "member" : "kicked"),
    new_chat_member: chatMember(chat, bot, isBlocked ? "kicked" : "member"),
  });
}

function authorOf(chat: Chat, { user }: Person, draft: MessageDraft): Draft {
  const signature = draft.authorSignature === undefined ? {} : { author_signature: draft.authorSignature };
  if (chat.kind === "channel") return { sender_chat: chat.card, ...signature };
  if (draft.isAnonymous && !isAdmin(chat, user.id))
    throw new Error(`Person ${user.id} is no administrator of chat ${chat.id}`);
  if (draft.isAnonymous && isGroup(chat)) return { from: ANONYMOUS, sender_chat: chat.card, ...signature };
  return { from: user, ...signature };
}

function draftFields(backend: Backend, chat: Chat, draft: MessageDraft): Draft {
  const replied = draft.replyTo === undefined ? undefined : chat.messages.get(draft.replyTo);
  if (draft.replyTo !== undefined && replied === undefined) {
    throw new Error(`Chat ${chat.id} has no message ${draft.replyTo}`);
  }
  const topic = draft.topic ?? topicOf(chat, replied);
  if (topic !== undefined && !chat.topics.has(topic))
    throw new Error(`Chat ${chat.id} has no topic ${topic}`);
  return {
    ...contentOf(backend, draft),
    ...placeIn(chat, { topic, replied }),
    ...(draft.forwardFrom === undefined ? {} : { forward_origin: draft.forwardFrom }),
    ...(draft.isViaBot ? { via_bot: backend.world.bot } : {}),
    ...(draft.reply_markup === undefined ? {} : { reply_markup: draft.reply_markup }),
    ...(draft.mediaGroupId === undefined ? {} : { media_group_id: draft.mediaGroupId }),
    ...(draft.date === undefined ? {} : { date: draft.date }),
  };
}

function contentOf({ world }: Backend, draft: MessageDraft): Content {
  if (draft.content !== undefined) return draft.content;
  if (draft.text !== undefined) {
    const { text, entities } = messageText({ text: draft.text, entities: draft.entities });
    return textContent(text, withPeople(world, entities));
  }
  const { text, entities } = captionText({ text: draft.caption ?? "", entities: draft.caption_entities });
  return { ...mediaOf(draft), ...captionContent(text, withPeople(world, entities)) };
}

function mediaOf({ photo, document }: Pick<MessageDraft, "photo" | "document">): Content {
  return { ...(photo === undefined ? {} : { photo }), ...(document === undefined ? {} : { document }) };
}
