import { join } from "node:path";
import { Bot } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { pino } from "pino";
import { expect, onTestFinished, type TestContext, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import type { IncomingUpdate } from "../../src/telegram/inbox.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import { NOBODY } from "../support/bare-bot.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const message = (update_id: number, fields: object = {}) => ({
  update_id,
  message: { chat: { id: 1, type: "private" }, ...fields },
});
const channelPost = (update_id: number) => ({ update_id, channel_post: { chat: { id: -1 } } });
const ids = (updates: readonly IncomingUpdate[]) => updates.map(({ update_id }) => update_id);

/** An intake over a store on a disk that can be full; `handle` is told what to do with each update. */
async function anIntake(
  context: TestContext,
  handle: (update: IncomingUpdate) => Promise<void> = async () => undefined,
) {
  const disk = aSmallDisk(context, 4 * 1024);
  const file = join(disk.folder, "test.db");
  const store = await openStore(`file:${file}`);
  onTestFinished(() => store.close());
  const handled: number[] = [];
  const bot = new Bot("123456:test-token");
  bot.botInfo = { id: 1, is_bot: true, first_name: "Bot", username: "test_bot" } as UserFromGetMe;
  const intake = createIntake({
    inbox: store,
    health: store,
    now: () => new Date(),
    observer: NOBODY,
    log: pino({ level: "silent" }),
    handle: async (update) => {
      handled.push(update.update_id);
      await bot.handleUpdate({ ...update });
    },
  });
  bot.use(intake.receive);
  bot.use(({ update }) => handle(update));
  intake.open();
  onTestFinished(async () => void (await intake.drain(1_000)));
  const untilWritable = () => store.untilWritable(AbortSignal.timeout(5_000));
  const fill = () => disk.fill(file);
  return { disk, fill, store, intake, handled, untilWritable };
}

test("while nothing can be kept, what wants an answer is handled once, and the rest has to come again", async (context) => {
  const { disk, fill, store, intake, handled, untilWritable } = await anIntake(context);
  await intake.accept([message(1)]);
  fill();
  const batch = [
    message(1),
    message(2),
    channelPost(3),
    { update_id: 4, callback_query: { from: { id: 7 } } },
    { update_id: 5, my_chat_member: { chat: { id: 8 } } },
    message(6, { migrate_to_chat_id: -100 }),
  ];
  expect(ids(await intake.accept(batch))).toEqual([3, 5, 6]);
  expect(ids(await intake.accept(batch))).toEqual([3, 5, 6]);
  await expect.poll(() => [...handled].sort()).toEqual([1, 2, 4]);
  disk.makeRoom();
  await untilWritable();
  expect(await intake.accept(batch)).toEqual([]);
  await expect.poll(() => [...handled].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  // Another process would not answer them again either.
  await expect.poll(() => store.known([1, 2, 3, 4, 5, 6])).toHaveLength(6);
  await expect.poll(() => waitingIn(store)).toEqual([]);
});

test("only so many are handled from memory at a time", async (context) => {
  const { promise, resolve } = aGate();
  const { fill, intake } = await anIntake(context, () => promise);
  fill();
  const many = Array.from({ length: 600 }, (_, at) => message(at + 1));
  expect(ids(await intake.accept(many))).toEqual(Array.from({ length: 100 }, (_, at) => at + 501));
  resolve();
  await expect.poll(async () => ids(await intake.accept([message(501)]))).toEqual([]);
});

test("what was kept before is answered on a full disk, and marked when there is room", async (context) => {
  const { promise, resolve } = aGate();
  const { disk, fill, store, intake, handled, untilWritable } = await anIntake(context, () => promise);
  await intake.accept([message(1)]);
  await expect.poll(() => handled).toEqual([1]);
  fill();
  resolve();
  await expect.poll(() => store.trouble()?.code).toBe("STORE_FULL");
  expect(ids(await waitingIn(store))).toEqual([1]);
  disk.makeRoom();
  await untilWritable();
  await expect.poll(() => waitingIn(store)).toEqual([]);
  expect(handled).toEqual([1]);
});

test("what could not be done because of the store alone is done when the store works again", async (context) => {
  const parts = await anIntake(context, async ({ update_id }) => {
    await parts.store.saveChatSettings(update_id, "x".repeat(20_000));
  });
  const { disk, fill, store, intake, handled, untilWritable } = parts;
  const update = { update_id: 1, my_chat_member: { chat: { id: 8 } } };
  await store.accept([update]);
  fill();
  await intake.takeUpWaiting();
  await expect.poll(() => handled).toEqual([1]);
  disk.makeRoom();
  await untilWritable();
  await expect.poll(() => waitingIn(store)).toEqual([]);
  expect(handled).toEqual([1, 1]);
  expect(await store.chatSettings(1)).toHaveLength(20_000);
});

test("a stop does not wait for room", async (context) => {
  const parts = await anIntake(context, async () => {
    await parts.store.saveChatSettings(1, "x".repeat(20_000));
  });
  const { fill, store, intake } = parts;
  await store.accept([{ update_id: 1, my_chat_member: { chat: { id: 8 } } }]);
  fill();
  await intake.takeUpWaiting();
  await expect.poll(() => store.trouble()?.code).toBe("STORE_FULL");
  expect(await intake.drain(5_000)).toBe(true);
  expect(ids(await waitingIn(store))).toEqual([1]);
});

function aGate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
