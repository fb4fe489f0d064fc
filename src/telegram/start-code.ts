import type { MessageAddress } from "../channel/post-link.ts";

/** What a deep link (`t.me/<bot>?start=<code>`) opens. */
export type StartTarget =
  /** A post by where it stands: the link works in another database, too. */
  | { readonly kind: "post"; readonly address: MessageAddress }
  /** A post whose message id is unknown, by our own key. */
  | { readonly kind: "post-id"; readonly postId: number }
  /** A list; `skipped` is how many of its posts the reader has seen already. */
  | {
      readonly kind: "search" | "paper" | "answer";
      readonly query: string;
      readonly skipped: number;
    }
  | { readonly kind: "latest"; readonly skipped: number }
  /** Papers that posts name; the query may be empty. */
  | { readonly kind: "papers"; readonly query: string; readonly skipped: number }
  /** Files with all papers. */
  | { readonly kind: "papers-export" }
  /** A list that does not fit into a code: it is kept in the database. */
  | { readonly kind: "kept"; readonly token: string; readonly skipped: number };

// https://core.telegram.org/bots/features#deep-linking: A–Z, a–z, 0–9, _ and -, up to 64 characters.
const MAX_CODE_CHARS = 64;
const CODE =
  /^(?:(?<export>e)|p-(?<channel>\w+)-(?<message>\d{1,10})|i-(?<id>\d{1,15})|(?<list>[sanblq])(?<skipped>\d{0,6})(?:-(?<rest>[\w-]*))?)$/;

const LETTERS = { search: "s", paper: "a", answer: "q" } as const;

/** `p-inforetriever-123`, `s5-0YXQvtC70L7QtA`; null where the target is too long for a code. */
export function encodeStart(target: StartTarget): string | null {
  const code = codeOf(target);
  return code.length <= MAX_CODE_CHARS ? code : null;
}

function codeOf(target: StartTarget): string {
  switch (target.kind) {
    case "post": {
      const { channel, messageId } = target.address;
      return `p-${"username" in channel ? channel.username : channel.telegramId}-${messageId}`;
    }
    case "post-id":
      return `i-${target.postId}`;
    case "search":
    case "paper":
    case "answer":
      return listCode(LETTERS[target.kind], target.skipped, encodeText(target.query));
    case "latest":
      return listCode("n", target.skipped);
    case "papers":
      return listCode("b", target.skipped, target.query === "" ? undefined : encodeText(target.query));
    case "papers-export":
      return "e";
    case "kept":
      return listCode("l", target.skipped, target.token);
    default:
      return target satisfies never;
  }
}

function listCode(letter: string, skipped: number, rest?: string): string {
  const prefix = `${letter}${skipped === 0 ? "" : skipped}`;
  return rest === undefined ? prefix : `${prefix}-${rest}`;
}

/** Null where the code is not ours. */
export function decodeStart(code: string): StartTarget | null {
  const parts = CODE.exec(code)?.groups;
  if (parts === undefined) return null;
  const { channel, message, id, list, rest = "" } = parts;
  if (parts.export !== undefined) return { kind: "papers-export" };
  if (channel !== undefined) return { kind: "post", address: addressOf(channel, Number(message)) };
  if (id !== undefined) return { kind: "post-id", postId: Number(id) };
  const skipped = Number(parts.skipped ?? 0);
  if (list === "n") return { kind: "latest", skipped };
  if (list === "l") return rest === "" ? null : { kind: "kept", token: rest, skipped };
  if (list === "b" && rest === "") return { kind: "papers", query: "", skipped };
  const query = decodeText(rest);
  if (list === "b") return query === null ? null : { kind: "papers", query, skipped };
  const kind = list === "s" ? "search" : list === "q" ? "answer" : "paper";
  return query === null ? null : { kind, query, skipped };
}

/** A username begins with a letter. */
function addressOf(channel: string, messageId: number): MessageAddress {
  const isId = /^\d+$/.test(channel);
  return { channel: isId ? { telegramId: Number(channel) } : { username: channel }, messageId };
}

function encodeText(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function decodeText(encoded: string): string | null {
  const bytes = Buffer.from(encoded, "base64url");
  const text = bytes.toString("utf8");
  return text !== "" && encodeText(text) === encoded ? text : null;
}
