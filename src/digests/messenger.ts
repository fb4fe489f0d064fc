import type { Digest, Notice } from "./digest.ts";
import type { EndReason, Place, Subscriber } from "./subscription.ts";

/** A message that is ready to be sent: JSON, for whoever made it to read. */
export type WrittenMessage = string;

/**
 * What became of a message.
 * - sent: it has arrived
 * - refused-for-now: Telegram did not do it and says when to come back (429)
 * - not-sent: it never left (connection refused, name not found)
 * - unsure: it may have arrived (reset, time-out, 5xx)
 * - ended: nothing can be sent there any more
 * - moved: the chat has another id; nothing was sent
 * - unacceptable: Telegram takes no message like that
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly messageId: number }
  | { readonly kind: "refused-for-now"; readonly waitMs: number }
  | { readonly kind: "not-sent" }
  | { readonly kind: "unsure" }
  | { readonly kind: "ended"; readonly reason: EndReason }
  | { readonly kind: "moved"; readonly chatId: number }
  | { readonly kind: "unacceptable"; readonly description: string };

/** What digests know of Telegram. */
export interface Messenger {
  /** In the language of the place. Several where it is long; each can be sent by itself. */
  writeDigest(digest: Digest, to: Subscriber): Promise<readonly WrittenMessage[]>;
  writeNotice(notice: Notice, to: Subscriber): Promise<readonly WrittenMessage[]>;
  /** One request, never repeated in here. Does not throw for what Telegram or the network does. */
  send(place: Place, message: WrittenMessage, options: { readonly isSilent: boolean }): Promise<SendOutcome>;
}
