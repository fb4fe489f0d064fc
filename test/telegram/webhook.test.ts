import { join } from "node:path";
import { Bot } from "grammy";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { openStore } from "../../src/store/open.ts";
import type { BotContext } from "../../src/telegram/context.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import { Line } from "../../src/telegram/line.ts";
import { createWebhook } from "../../src/telegram/webhook.ts";
import { NOBODY } from "../support/bare-bot.ts";
import { aSmallDisk } from "../support/small-disk.ts";

const ELSEWHERE = encodeURIComponent("https://example.org/other");

test("whoever sets another webhook for the bot ends this one with a cause that a person understands", async () => {
  const { playground, webhook, fatal } = await aWebhook();
  await webhook.start();
  await fetch(`${playground.apiRoot}/bot${playground.token}/setWebhook?url=${ELSEWHERE}`);
  await expect.poll(fatal).toMatchObject({ code: "TOKEN_IN_USE" });
});

test("a webhook that is still ours, and Telegram out of reach for a while, end nothing", async () => {
  const { playground, webhook, fatal } = await aWebhook();
  await webhook.start();
  playground.telegram.failNext("getWebhookInfo", { status: 502 }, 5);
  await expect.poll(() => webhook.isConnected()).toBe(false);
  await expect.poll(() => webhook.isConnected()).toBe(true);
  expect(fatal()).toBeUndefined();
});

test("before the start and after the stop nothing is taken in", async () => {
  const { webhook, inbox } = await aWebhook();
  expect(await webhook.door.accept({ update_id: 1 })).toBe(false);
  await webhook.start();
  expect(await webhook.door.accept({ update_id: 2 })).toBe(true);
  await webhook.stop();
  expect(await webhook.door.accept({ update_id: 3 })).toBe(false);
  expect(await inbox.accept([{ update_id: 1 }, { update_id: 2 }, { update_id: 3 }])).toEqual([
    { update_id: 1 },
    { update_id: 3 },
  ]);
});

test("of many that come at once each is kept, and one failure is told to those only whom it concerns", async () => {
  const { webhook, inbox, failNextAccept } = await aWebhook();
  await webhook.start();
  failNextAccept();
  const first = expect(webhook.door.accept({ update_id: 1 })).rejects.toThrow("disk is full");
  await Promise.resolve(); // it is on its way to the disk
  const others = Array.from({ length: 500 }, (_, at) => webhook.door.accept({ update_id: 2 + at }));
  await first;
  expect(new Set(await Promise.all(others))).toEqual(new Set([true]));
  expect(await inbox.accept([{ update_id: 1 }, { update_id: 2 }, { update_id: 501 }])).toEqual([
    { update_id: 1 },
  ]);
});

test("on a full disk Telegram brings again what has to be kept, and nothing else", async (context) => {
  const disk = aSmallDisk(context, 4 * 1024);
  const file = join(disk.folder, "test.db");
  const { webhook } = await aWebhook(`file:${file}`);
  await webhook.start();
  disk.fill(file);
  const question = { update_id: 1, message: { chat: { id: 1, type: "private" } } };
  const post = { update_id: 2, channel_post: { chat: { id: -1 } } };
  const brought = await Promise.all([question, post, question].map((update) => webhook.door.accept(update)));
  expect(brought).toEqual([true, false, true]);
  disk.makeRoom();
  await expect.poll(() => webhook.door.accept(post)).toBe(true);
});

async function aWebhook(databaseUrl = "file::memory:") {
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world: defaultWorld() });
  onTestFinished(() => playground.close());
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  const { token, apiRoot } = playground;
  const bot = new Bot<BotContext>(token, { client: { apiRoot } });
  const log = pino({ level: "silent" });
  let isFailing = false;
  const inbox = {
    ...store,
    accept: async <U extends { readonly update_id: number }>(updates: readonly U[]) => {
      if (!isFailing) return store.accept(updates);
      isFailing = false;
      throw new Error("disk is full");
    },
  };
  const handle = ({ update_id }: { readonly update_id: number }) => store.finish(update_id);
  const intake = createIntake({ inbox, health: store, handle, observer: NOBODY, log, now: () => new Date() });
  let cause: unknown;
  const webhook = createWebhook(
    { url: "http://127.0.0.1:9", secret: "a-secret-of-sixteen", token, checkMs: 50 },
    {
      bot,
      inbox,
      intake,
      line: new Line(log),
      log,
      stopping: new AbortController().signal,
      onFatal: (error) => {
        cause = error;
      },
    },
  );
  onTestFinished(() => webhook.stop());
  const failNextAccept = () => {
    isFailing = true;
  };
  return { playground, webhook, inbox: store, fatal: () => cause, failNextAccept };
}
