import type { HitOrder } from "../search/hit.ts";

/** A page of a list. */
export interface ListPlace {
  /** From 0. */
  readonly page: number;
  readonly order: HitOrder;
}

/** What a button can ask for. */
export type ButtonAction =
  | ({ readonly kind: "page" } & ListPlace)
  /** Sends the list as a new message. */
  | { readonly kind: "run" }
  | { readonly kind: "latest" }
  /** Shows the post, a page of its text; `from` is the place in the list to go back to. */
  | { readonly kind: "card"; readonly postId: number; readonly page: number; readonly from: ListPlace }
  /** Sends posts like this one. */
  | { readonly kind: "similar"; readonly postId: number }
  /** Sends where the paper is discussed; the post names several, from 0. */
  | { readonly kind: "paper"; readonly postId: number; readonly number: number }
  /** Sends where a paper of the list is discussed; `from` is where it stands there. */
  | { readonly kind: "listed-paper"; readonly mark: string; readonly from: ListPlace }
  /** Sends the BibTeX entry of the paper that the list is about. */
  | { readonly kind: "bibtex" }
  /** Sends papers like the one that the list is about. */
  | { readonly kind: "alike" }
  /** Sends all papers. */
  | { readonly kind: "papers" }
  /** Searches posts for what the list was asked. */
  | { readonly kind: "search" }
  /** Sends the posts that the answer is made of. */
  | { readonly kind: "sources" }
  /** What a person thinks of the answer. */
  | VoteAction
  /** For administrators: the paper is none, or is one after all. */
  | { readonly kind: "hide-paper" }
  | { readonly kind: "unhide-paper" }
  | { readonly kind: "yes" }
  | { readonly kind: "no" }
  /** The page number: pressing it does nothing. */
  | { readonly kind: "stay" };

export interface VoteAction {
  readonly kind: "helpful" | "unhelpful";
}

// Callback data has room for 64 bytes; the version lets old buttons meet new code.
const VERSION = "1";
const TOKEN = /^[\w-]{8,32}$/;
const PLAIN = [
  "run",
  "latest",
  "bibtex",
  "alike",
  "papers",
  "search",
  "sources",
  "helpful",
  "unhelpful",
  "hide-paper",
  "unhide-paper",
  "yes",
  "no",
  "stay",
] as const;
const PAGE = /^(\d{1,6})\.(relevance|newest)$/;
const CARD = /^c(\d{1,12})\.(\d{1,4})\.(\d{1,6})([rn])$/;
const LISTED_PAPER = /^o([\w-]{8})\.(\d{1,6})([rn])$/;
const OF_POST = /^(s|p)(\d{1,12})(?:\.(\d{1,2}))?$/;

/** Callback data: `1:Xk2…:3.newest`, at most 64 bytes. */
export function buttonData(token: string, action: ButtonAction): string {
  return `${VERSION}:${token}:${written(action)}`;
}

function written(action: ButtonAction): string {
  switch (action.kind) {
    case "page":
      return `${action.page}.${action.order}`;
    case "card":
      return `c${action.postId}.${action.page}.${writtenPlace(action.from)}`;
    case "listed-paper":
      return `o${action.mark}.${writtenPlace(action.from)}`;
    case "similar":
      return `s${action.postId}`;
    case "paper":
      return `p${action.postId}.${action.number}`;
    default:
      return action.kind;
  }
}

function writtenPlace({ page, order }: ListPlace): string {
  return `${page}${order === "newest" ? "n" : "r"}`;
}

/** Null when the data is not ours: another version, or forged. */
export function parseButtonData(data: string): { token: string; action: ButtonAction } | null {
  const [version, token = "", text = "", more] = data.split(":");
  if (version !== VERSION || more !== undefined || !TOKEN.test(token)) return null;
  const action = readAction(text);
  return action === null ? null : { token, action };
}

function readAction(text: string): ButtonAction | null {
  const plain = PLAIN.find((kind) => kind === text);
  if (plain !== undefined) return { kind: plain };
  const page = PAGE.exec(text);
  if (page !== null) return { kind: "page", page: Number(page[1]), order: orderOf(page[2]) };
  const card = CARD.exec(text);
  if (card !== null)
    return { kind: "card", postId: Number(card[1]), page: Number(card[2]), from: placeIn(card[3], card[4]) };
  const [, mark, ofList, order] = LISTED_PAPER.exec(text) ?? [];
  if (mark !== undefined) return { kind: "listed-paper", mark, from: placeIn(ofList, order) };
  const [, letter, postId, number] = OF_POST.exec(text) ?? [];
  if (letter === "s") return { kind: "similar", postId: Number(postId) };
  return letter === "p" ? { kind: "paper", postId: Number(postId), number: Number(number ?? 0) } : null;
}

function placeIn(page: string | undefined, order: string | undefined): ListPlace {
  return { page: Number(page), order: orderOf(order) };
}

function orderOf(text: string | undefined): HitOrder {
  return text === "newest" || text === "n" ? "newest" : "relevance";
}
