import type { HitOrder } from "../search/hit.ts";

/** What a button under a list can ask for. */
export type ButtonAction =
  | { readonly kind: "page"; readonly page: number; readonly order: HitOrder }
  /** Sends the list as a new message. */
  | { readonly kind: "run" }
  | { readonly kind: "latest" }
  /** The page number: pressing it does nothing. */
  | { readonly kind: "stay" };

// Callback data has room for 64 bytes; the version lets old buttons meet new code.
const VERSION = "1";

/** Callback data: `1:Xk2…:3.newest`. */
export function buttonData(
  token: string,
  action: `${number}.${HitOrder}` | "run" | "latest" | "stay",
): string {
  return `${VERSION}:${token}:${action}`;
}

/** Null when the data is not ours: another version, or forged. */
export function parseButtonData(data: string): { token: string; action: ButtonAction } | null {
  const [version, token = "", action = ""] = data.split(":");
  if (version !== VERSION || !/^[\w-]{8,32}$/.test(token)) return null;
  const page = /^(\d{1,6})\.(relevance|newest)$/.exec(action);
  if (page !== null) {
    const order: HitOrder = page[2] === "newest" ? "newest" : "relevance";
    return { token, action: { kind: "page", page: Number(page[1]), order } };
  }
  if (action === "run" || action === "latest" || action === "stay")
    return { token, action: { kind: action } };
  return null;
}
