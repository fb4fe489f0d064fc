import type { WrittenMessage } from "./messenger.ts";

/** What is kept of a delivery of several messages; null where there is one, which can be made anew. */
export function keptMessages(messages: readonly WrittenMessage[]): string | null {
  return messages.length > 1 ? JSON.stringify(messages) : null;
}

/** What `keptMessages` gave. Throws on anything else. */
export function readMessages(kept: string): readonly WrittenMessage[] {
  const messages: unknown = JSON.parse(kept);
  if (!Array.isArray(messages) || !messages.every((message) => typeof message === "string"))
    throw new TypeError("These are no messages of a delivery");
  return messages;
}
