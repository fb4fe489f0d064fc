import type { Backend, CallbackAnswer } from "./backend.ts";
import { BotObserver } from "./bot-observer.ts";
import type { Membership } from "./chat.ts";
import { joinGroup, leaveGroup, setBotRank, setMembership, upgradeGroup } from "./group-changes.ts";
import type { InlineResult } from "./inline-result.ts";
import type { Message } from "./message.ts";
import {
  callGuest,
  type FileDraft,
  forwardTo,
  type MessageDraft,
  rewrite,
  sendFile,
  setBlocked,
  write,
} from "./people.ts";
import { remove } from "./posting.ts";
import { askInline, type Choice, chooseResult, type GivenAnswer, pressButton, stopDraft } from "./queries.ts";
import { chatOf, personOf } from "./world.ts";

const WAIT_MS = 5000;

/** Holds the strings of the simulated Telegram: what people do, and what `BotObserver` sees of it. */
export class SimulatedTelegram extends BotObserver {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super(backend);
    this.#backend = backend;
  }

  /** A person writes into a chat they are in; also sets the mark for `waitForMessage`. */
  send(userId: number, chatId: number, draft: string | MessageDraft): Message {
    return write(this.#backend, userId, chatId, asDraft(draft));
  }

  /** A person sends a file; a bot can download it up to 20 MB. */
  sendDocument(userId: number, chatId: number, file: FileDraft): Message {
    return sendFile(this.#backend, userId, chatId, file);
  }

  edit(chatId: number, messageId: number, draft: string | MessageDraft): Message {
    return rewrite(this.#backend, chatId, messageId, asDraft(draft));
  }

  /** A person deletes a message; bots never learn of it. */
  deleteMessage(chatId: number, messageId: number): void {
    remove(this.#backend, chatOf(this.#backend.world, chatId), [messageId]);
  }

  /** Presses the button with this text or this data; the bot's answer, or "timeout" after `waitMs`. */
  async press(
    userId: number,
    chatId: number,
    messageId: number,
    button: string | { readonly data: string },
    waitMs = WAIT_MS,
  ): Promise<CallbackAnswer | "timeout"> {
    const message = this.#message(chatId, messageId);
    const data = typeof button === "string" ? dataBehind(message, button) : button.data;
    return pressButton(this.#backend, { userId, message, data, waitMs });
  }

  /** A person presses Stop under what the bot is writing to them; false where there is no such button. */
  stopDraft(userId: number): boolean {
    return stopDraft(this.#backend, userId);
  }

  /** A new post of a channel. */
  publish(channelId: number, draft: string | MessageDraft): Message {
    return write(this.#backend, this.#ownerOf(channelId), channelId, asDraft(draft));
  }

  /** Several posts that stand together. */
  publishAlbum(channelId: number, drafts: readonly MessageDraft[]): Message[] {
    const mediaGroupId = String(130_000_000_000 + chatOf(this.#backend.world, channelId).lastMessageId);
    return drafts.map((draft) => this.publish(channelId, { ...draft, mediaGroupId }));
  }

  editPost(channelId: number, messageId: number, draft: string | MessageDraft): Message {
    return rewrite(this.#backend, channelId, messageId, asDraft(draft));
  }

  /** A person forwards a message into another chat. */
  forward(userId: number, toChatId: number, fromChatId: number, messageId: number): Message {
    return forwardTo(this.#backend, userId, toChatId, this.#message(fromChatId, messageId));
  }

  /**
   * A person types `@bot query`, by default in their chat with the bot; its answer, or "timeout" after `waitMs`.
   * As in Telegram, an answer is kept for its `cache_time`: the same query is then answered without the bot.
   */
  inlineQuery(
    userId: number,
    query: string,
    offset = "",
    { chatId = userId, waitMs = WAIT_MS }: { chatId?: number; waitMs?: number } = {},
  ): Promise<GivenAnswer | "timeout"> {
    return askInline(this.#backend, { userId, query, offset, chatId, waitMs });
  }

  /** Every inline query reaches the bot again. */
  clearInlineCache(): void {
    this.#backend.inlineCache.clear();
  }

  /** A person chooses a result of `inlineQuery`; it appears in the chat as their message via the bot. */
  chooseInlineResult(
    userId: number,
    chatId: number,
    result: InlineResult,
    query = "",
    place: Choice["place"] = {},
  ): Message {
    return chooseResult(this.#backend, { userId, chatId, result, query, place });
  }

  /**
   * A person names the bot in a chat that it is not in; the message it sends there, or "timeout". Throws when that
   * text would call no guest there. `send` calls one too, and does not wait.
   */
  guestQuery(
    userId: number,
    chatId: number,
    text: string,
    { waitMs = WAIT_MS, ...place }: Choice["place"] & { readonly waitMs?: number } = {},
  ): Promise<Message | "timeout"> {
    return callGuest(this.#backend, { userId, chatId, draft: { ...place, text }, waitMs });
  }

  block(userId: number): void {
    const { world } = this.#backend;
    setBlocked(this.#backend, chatOf(world, userId), personOf(world, userId), true);
  }

  unblock(userId: number): void {
    const { world } = this.#backend;
    setBlocked(this.#backend, chatOf(world, userId), personOf(world, userId), false);
  }

  addBotToGroup(chatId: number, byUserId: number): void {
    joinGroup(this.#backend, chatId, byUserId);
  }

  /** Throws the bot out of a group or channel. */
  kick(chatId: number, byUserId?: number): void {
    leaveGroup(this.#backend, chatId, byUserId ?? this.#ownerOf(chatId));
  }

  /** Makes the bot an administrator of a chat it is in, or a plain member again. */
  setBotRank(chatId: number, status: "administrator" | "member", byUserId?: number): void {
    const chat = chatOf(this.#backend.world, chatId);
    setBotRank(this.#backend, { chat, byUserId: byUserId ?? this.#ownerOf(chatId), status });
  }

  /** A person joins or leaves a group, becomes its administrator or is one no more. */
  setMembership(chatId: number, userId: number, membership: Membership | "left"): void {
    setMembership(this.#backend, { chatId, userId, membership });
  }

  /** Returns the id of the supergroup. */
  migrateToSupergroup(chatId: number): number {
    return upgradeGroup(this.#backend, chatId, this.#ownerOf(chatId));
  }

  #message(chatId: number, messageId: number): Message {
    const message = chatOf(this.#backend.world, chatId).messages.get(messageId);
    if (message === undefined) throw new Error(`Chat ${chatId} has no message ${messageId}`);
    return message;
  }

  #ownerOf(chatId: number): number {
    const members = [...chatOf(this.#backend.world, chatId).members];
    const [owner] = members.find(([, membership]) => membership === "creator") ?? members[0] ?? [];
    if (owner === undefined) throw new Error(`Chat ${chatId} has no people in it`);
    return owner;
  }
}

function asDraft(draft: string | MessageDraft): MessageDraft {
  return typeof draft === "string" ? { text: draft } : draft;
}

function dataBehind(message: Message, text: string): string {
  const buttons = message.reply_markup?.inline_keyboard?.flat() ?? [];
  const data = buttons.find((button) => button.text === text)?.callback_data;
  if (data !== undefined) return data;
  const texts = buttons.map((button) => `"${button.text}"`).join(", ");
  throw new Error(
    `Message ${message.message_id} has no callback button "${text}"; it has ${texts || "none"}`,
  );
}
