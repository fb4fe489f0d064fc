import { createHash } from "node:crypto";

// 2^48 names: nobody meets two papers of one mark in a list.
const MARK_BYTES = 6;

/** Names a paper where there is no room for its key: eight characters from A–Z a–z 0–9 _ -. */
export function markOf(key: string): string {
  return createHash("sha256").update(key).digest().subarray(0, MARK_BYTES).toString("base64url");
}
