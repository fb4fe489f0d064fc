import { createHash } from "node:crypto";
import type { StoredPost } from "../channel/post.ts";
import { type ButtonStore, NOBODY } from "./buttons.ts";
import type { ListRequest } from "./list.ts";
import { encodeStart, type StartTarget } from "./start-code.ts";

/** Whoever follows the link has a page size of their own. */
const PAGE_SIZE = 5;

/** Addresses that open our private chat at a certain post or list. */
export interface DeepLinks {
  toPost(post: StoredPost): string;
  toExport(): string;
  /** `skipped` posts of the list are left out, as far as whole pages go. */
  toList(list: ListRequest, skipped: number): Promise<string>;
}

// Enough that two lists never share a name: 2^96 names.
const TOKEN_BYTES = 12;

export interface DeepLinkDeps {
  readonly buttons: ButtonStore;
  readonly now: () => Date;
}

export function deepLinks(botUsername: string, { buttons, now }: DeepLinkDeps): DeepLinks {
  const address = (code: string) => `https://t.me/${botUsername}?start=${code}`;
  return {
    toPost: (post) => address(encodeStart(postTarget(post)) ?? `i-${post.id}`),
    toExport: () => address(encodeStart({ kind: "papers-export" }) ?? ""),
    toList: async (list, skipped) => {
      const code = shortCode(list, skipped);
      if (code !== null) return address(code);
      // The same list has the same name, however many posts of it stand where the link is made: one row is kept.
      const state = JSON.stringify({ ...list, pageSize: PAGE_SIZE });
      const token = tokenFor(state);
      await buttons.saveButton(token, { userId: NOBODY, state }, now());
      return address(encodeStart({ kind: "kept", token, skipped }) ?? token);
    },
  };
}

/** The same text has the same name. */
export function tokenFor(state: string): string {
  return createHash("sha256").update(state).digest().subarray(0, TOKEN_BYTES).toString("base64url");
}

function postTarget({ id, channel, messageId }: StoredPost): StartTarget {
  const { username, telegramId } = channel;
  if (messageId === null) return { kind: "post-id", postId: id };
  if (username !== null) return { kind: "post", address: { channel: { username }, messageId } };
  if (telegramId !== null) return { kind: "post", address: { channel: { telegramId }, messageId } };
  return { kind: "post-id", postId: id };
}

function shortCode(list: ListRequest, skipped: number): string | null {
  if (list.kind === "latest") return encodeStart({ kind: "latest", skipped });
  if (list.kind === "similar" || list.kind === "sources" || saysMoreThanItsQuery(list)) return null;
  return encodeStart({ kind: list.kind, query: list.query, skipped });
}

function saysMoreThanItsQuery(list: ListRequest): boolean {
  if (list.kind === "papers") return list.similarTo !== undefined;
  return list.kind === "answer" && (list.previous !== undefined || list.given !== undefined);
}

/** The code in one of our addresses. */
export function startCodeOf(url: string): string {
  return new URL(url).searchParams.get("start") ?? "";
}
