import type { User } from "@grammyjs/types";
import type { ChatCard, ChatKind, Message } from "./message.ts";

export type Membership = "creator" | "administrator" | "member";
export type BotStatus = "administrator" | "member" | "left" | "kicked";

/** A person of this world. */
export interface Person {
  readonly user: User;
  /** A bot may write first to nobody. */
  hasStarted: boolean;
  hasBlockedBot: boolean;
}

export interface Chat {
  readonly id: number;
  readonly kind: ChatKind;
  readonly card: ChatCard;
  readonly members: Map<number, Membership>;
  /** Thread id → name; only forums have topics. */
  readonly topics: Map<number, string>;
  /** In order of their ids. */
  readonly messages: Map<number, Message>;
  /** Private chats: "member". */
  botStatus: BotStatus;
  lastMessageId: number;
  migratedTo?: number;
}

export function createChat(card: ChatCard, members: Iterable<[number, Membership]> = []): Chat {
  return {
    id: card.id,
    kind: card.type,
    card,
    members: new Map(members),
    topics: new Map(),
    messages: new Map(),
    botStatus: card.type === "private" ? "member" : "left",
    lastMessageId: 0,
  };
}

export function isGroup(chat: Chat): boolean {
  return chat.kind === "group" || chat.kind === "supergroup";
}

export function isAdmin(chat: Chat, userId: number): boolean {
  const membership = chat.members.get(userId);
  return membership === "creator" || membership === "administrator";
}
