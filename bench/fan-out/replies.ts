import type { Pacing } from "../../src/digests/pacing.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { type Line, sleep } from "./line.ts";

export interface ReplyDelays {
  readonly p50: number;
  readonly p99: number;
}

const EVERY_MS = 100;
const PERSON = 7_000_000_000;

export interface ReplyDeps {
  readonly pacing: Pacing;
  readonly store: SqliteStore;
  readonly line: Line;
}

/** How long people wait while the work is done: each is counted, and something of each is kept, as with every reply. */
export async function replyDelays(
  { pacing, store, line }: ReplyDeps,
  work: () => Promise<void>,
): Promise<ReplyDelays> {
  let isDone = false;
  const working = work().finally(() => {
    isDone = true;
  });
  const delays: number[] = [];
  for (let due = performance.now() + EVERY_MS; !isDone; due = performance.now() + EVERY_MS) {
    await sleep(EVERY_MS);
    pacing.countReply(PERSON + delays.length);
    await store.saveChatSettings(PERSON + (delays.length % 100), "{}");
    delays.push(performance.now() - due);
    void line.send();
  }
  await working;
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
