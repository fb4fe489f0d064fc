import { AppError } from "../../errors.ts";
import type { ArchiveItem } from "./archive.ts";
import { notAChannel, quoted, unknownArchive } from "./damage.ts";
import type { JsonRecord } from "./json-fields.ts";
import { isRecord } from "./json-fields.ts";
import { channelId, named, picks } from "./naming.ts";
import { wellFormed } from "./rich-text.ts";

interface Chat {
  name: string | null;
  type: string | null;
  id: number | null;
}

const ROOT = "";
const MAX_NAMED = 10; // chats named in one line of a notice

const KIND_WORDS: Readonly<Record<string, string>> = {
  personal_chat: "personal chat",
  bot_chat: "chat with the bot",
  saved_messages: "saved messages",
  replies: "replies",
  verification_codes: "verification codes",
  private_group: "group",
  private_supergroup: "group",
  public_supergroup: "group",
};

// Telegram Desktop before mid-2021 wrote a channel's id with its kind in the upper half: 2 · 2³² + id.
const OLD_CHANNEL_OFFSET = 2 ** 33;

/** Lets the messages of channels through and remembers by name what it kept out. */
export class ChatSieve {
  readonly #file: string;
  readonly #wanted: string | undefined;
  readonly #chats = new Map<string, Chat>();
  readonly #entered = new Set<string>();
  readonly #refused = new Set<string>();
  #current: { key: string; isOpen: boolean } | null = null;
  currentId: number | null = null;

  constructor(file: string, wanted: string | undefined) {
    this.#file = file;
    this.#wanted = wanted;
  }

  /** A chat's name, type or id was read. */
  learn(key: string, field: string, value: unknown): void {
    const chat = this.#chats.get(key) ?? { name: null, type: null, id: null };
    this.#chats.set(key, chat);
    if (field === "name" && typeof value === "string") chat.name = wellFormed(value).trim() || null;
    if (field === "type" && typeof value === "string") chat.type = value;
    if (field === "id") chat.id = channelId(value);
  }

  isNamelessAt(key: string): boolean {
    return this.#chats.get(key)?.type == null && !this.#entered.has(key);
  }

  /** Null = the message is not of a wanted channel. Else what stands before it: its channel, the first time. */
  enter(key: string, message: unknown): ArchiveItem[] | null {
    if (this.#current?.key === key) return this.#current.isOpen ? [] : null;
    const opening = this.#open(key, message);
    this.#current = { key, isOpen: opening !== null };
    return opening;
  }

  /** What is left to say when the file ends well. Throws when it held no channel to import. */
  *end(): Generator<ArchiveItem> {
    for (const key of this.#chats.keys()) {
      if (!this.#entered.has(key)) yield* this.#open(key, undefined) ?? [];
    }
    const hasChannel = [...this.#entered].some(
      (key) => isChannel(this.#chats.get(key)) && this.#isWanted(key),
    );
    if (!hasChannel) throw this.#nothingFound();
    if (this.#refused.size > 0 && this.#wanted === undefined)
      yield {
        kind: "notice",
        text: `${this.#file}: left out, because only channels are kept: ${listed(this.#refused)}`,
      };
  }

  #open(key: string, message: unknown): ArchiveItem[] | null {
    this.#entered.add(key);
    const chat = this.#chats.get(key);
    if (chat?.type == null) throw unknownArchive(this.#file, "it does not say what kind of chat it is");
    if (!isChannel(chat)) return this.#refuse(key, chat);
    if (!this.#isWanted(key)) return null;
    this.currentId = plainId(chat.id, message);
    const told = { telegramId: this.currentId, title: chat.name };
    const channel = key === ROOT ? named(told, this.#wanted, this.#file) : told;
    return [{ kind: "channel", channel }];
  }

  #refuse(key: string, chat: Chat): null {
    if (key === ROOT) throw notAChannel(this.#file, described(chat));
    if (this.#wanted !== undefined && picks(this.#wanted, chat))
      throw notAChannel(this.#file, described(chat));
    this.#refused.add(described(chat));
    return null;
  }

  #isWanted(key: string): boolean {
    const chat = this.#chats.get(key);
    return key === ROOT || this.#wanted === undefined || (chat !== undefined && picks(this.#wanted, chat));
  }

  #nothingFound(): AppError {
    const channels = [...this.#chats.values()].filter(isChannel).map((chat) => `"${chat.name ?? chat.id}"`);
    if (this.#wanted !== undefined && channels.length > 0)
      return new AppError("CHANNEL_NOT_FOUND", `${this.#file} has no channel ${this.#wanted}`, {
        hint: `It has ${listed(channels)}. Name one of them by its name or id, or leave --channel out to import all.`,
      });
    if (this.#refused.size > 0) return notAChannel(this.#file, listed(this.#refused));
    return unknownArchive(this.#file, "it is JSON, but not an export of Telegram Desktop");
  }
}

function isChannel(chat: Chat | undefined): boolean {
  return chat?.type === "public_channel" || chat?.type === "private_channel";
}

function described({ type, name }: Chat): string {
  const kind =
    (Object.hasOwn(KIND_WORDS, type ?? "") ? KIND_WORDS[type ?? ""] : undefined) ??
    `chat of kind ${quoted(type)}`;
  return name === null ? kind : `${kind} ${quoted(name)}`;
}

function listed(names: Iterable<string>): string {
  const all = [...names];
  const more = all.length - MAX_NAMED;
  return all.slice(0, MAX_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function plainId(id: number | null, message: unknown): number | null {
  if (id === null || id < OLD_CHANNEL_OFFSET) return id;
  return isRecord(message) && isOldFormat(message) ? id - OLD_CHANNEL_OFFSET : id;
}

function isOldFormat(message: JsonRecord): boolean {
  return !("date_unixtime" in message);
}
