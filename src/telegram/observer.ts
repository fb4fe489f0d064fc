/** What kinds of updates the bot asks Telegram for. */
export type UpdateKind =
  | "message"
  | "channel_post"
  | "edited_channel_post"
  | "callback_query"
  | "inline_query"
  | "guest_message"
  | "stopped_message_generation"
  | "my_chat_member"
  | "other";

/** Learns what happens, to count it. Is told nothing about people. Must not throw. */
export interface Observer {
  /** An update has been kept. */
  accepted(kind: UpdateKind): void;
  /** The handler of an update has ended, so long after its turn had come. */
  handled(kind: UpdateKind, outcome: "done" | "failed", seconds: number): void;
}
