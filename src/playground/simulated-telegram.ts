import type { BotCommand } from "@grammyjs/types";
import type { Backend, CallbackAnswer, InlineAnswer } from "./backend.ts";
import type { Fault } from "./faults.ts";
import { joinGroup, leaveGroup, upgradeGroup } from "./group-changes.ts";
import type { Message } from "./message.ts";
import { forwardTo, type MessageDraft, rewrite, setBlocked, write } from "./people.ts";
import { remove } from "./posting.ts";
import { type CommandScope, commandKey } from "./profile.ts";
import { askInline, chooseResult, pressButton } from "./queries.ts";
import type { ApiCall } from "./request-log.ts";
import { chatOf, personOf } from "./world.ts";

const WAIT_MS = 5000;

/** Holds the strings of the simulated Telegram: what people do, what stands in the chats, what goes wrong. */
export class SimulatedTelegram {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** A person writes into a chat they are in; also sets the mark for `waitForMessage`. */
  send(userId: number, chatId: number, draft: string | MessageDraft): Message {
    return write(this.#backend, userId, chatId, asDraft(draft));
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

  /** A person types `@bot query`; the bot's answer, or "timeout" after `waitMs`. */
  inlineQuery(
    userId: number,
    query: string,
    offset = "",
    waitMs = WAIT_MS,
  ): Promise<InlineAnswer | "timeout"> {
    return askInline(this.#backend, { userId, query, offset, waitMs });
  }

  /** A person chooses a result of `inlineQuery`; it appears in the chat as their message via the bot. */
  chooseInlineResult(
    userId: number,
    chatId: number,
    result: Readonly<Record<string, unknown>>,
    query = "",
  ): Message {
    return chooseResult(this.#backend, { userId, chatId, result, query });
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

  /** Returns the id of the supergroup. */
  migrateToSupergroup(chatId: number): number {
    return upgradeGroup(this.#backend, chatId, this.#ownerOf(chatId));
  }

  /** What stands in the chat now, oldest first. */
  messages(chatId: number): Message[] {
    return [...chatOf(this.#backend.world, chatId).messages.values()];
  }

  /**
   * The next thing the bot says in this chat (a message or an edit) since the mark, also if it said so already.
   * The mark is what a person last did there, or the last message found by this method.
   */
  waitForMessage(
    chatId: number,
    predicate: (message: Message) => boolean = () => true,
    timeoutMs = WAIT_MS,
  ): Promise<Message> {
    return this.#backend.watch.wait(chatId, predicate, timeoutMs);
  }

  /** The last calls of the bot, oldest first, with everything secret in them. */
  get requests(): readonly ApiCall[] {
    return this.#backend.requests.calls;
  }

  /** Set for exactly this scope and language. */
  commands(scope: CommandScope = { type: "default" }, language = ""): readonly BotCommand[] {
    return this.#backend.profile.commands.get(commandKey(scope, language)) ?? [];
  }

  /** Whether a long poll of the bot is waiting for updates. */
  get isPolled(): boolean {
    return this.#backend.updates.isPolled;
  }

  /** How many updates the bot has not confirmed. */
  pendingUpdates(): number {
    return this.#backend.updates.size;
  }

  /** The next call of this method ("*": of any but getUpdates) goes wrong, `count` times. */
  failNext(method: string, fault: Fault, count = 1): void {
    this.#backend.faults.add(method, fault, count);
  }

  clearFaults(): void {
    this.#backend.faults.clear();
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
