import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import { aStore } from "../support/sqlite-store.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const DEADLY = 3;
const UNOBSERVED = {
  accepted: () => undefined,
  handled: () => undefined,
  requested: () => undefined,
  retries: () => undefined,
};

/** A process that begins what waits, and ends with whatever it is in the middle of when it comes to the deadly update. */
async function live(inbox: SqliteStore): Promise<void> {
  let isDead = false;
  const intake = createIntake({
    inbox,
    health: inbox,
    now: () => new Date(),
    handle: async ({ update_id }) => {
      if (update_id === DEADLY) isDead = true;
      for (let turn = 0; turn < 10; turn++) await nextTurn();
      if (isDead) return new Promise(() => undefined);
      await inbox.finish(update_id);
    },
    observer: UNOBSERVED,
    log: createLog("silent", process.stderr),
  });
  intake.open();
  await intake.takeUpWaiting();
  for (let turn = 0; turn < 400; turn++) await nextTurn();
  await intake.drain(0);
}

test("what is handled beside an update that ends the process, again and again, is not given up with it", async () => {
  const inbox = await aStore();
  const updates = [1, 2, DEADLY, 4, 5].map((update_id) => ({
    update_id,
    message: { chat: { id: update_id, type: "private" } },
  }));
  await inbox.accept(updates);
  for (let life = 0; life <= MAX_ATTEMPTS + 1; life++) await live(inbox);
  expect(await inbox.parked()).toEqual([DEADLY]);
  expect(await waitingIn(inbox)).toEqual([]);
});
