import type { ChannelRef, Post } from "../post.ts";

/** Why a message of an archive is not a post. */
export type SkipReason = "service message" | "empty message" | "unsupported message" | "damaged message";

/** What an archive tells, in the order in which it tells it. A channel stands before its posts. */
export type ArchiveItem =
  | { readonly kind: "channel"; readonly channel: ChannelRef }
  | { readonly kind: "post"; readonly post: Post }
  /** `detail` says which message and what is wrong with it, where that helps. */
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly detail?: string }
  /** One line for the operator: what was assumed, and how to say otherwise. */
  | { readonly kind: "notice"; readonly text: string };

export interface ArchiveOptions {
  /** Which channel: picks one of a full-account export, names the channel where the archive does not. */
  readonly channel?: string;
  /** Year of the newest post, for a page saved as text. */
  readonly year?: number;
  readonly now: Date;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Waits between two requests to a web server; absent = real time. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Bytes (or pages, for a URL) read so far, and in all where that is known. */
  readonly onProgress?: (done: number, total: number | null) => void;
}
