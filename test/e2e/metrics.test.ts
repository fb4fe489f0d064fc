import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { aDeliveryWorld, chat } from "../support/delivery-world.ts";
import { type Family, parseExposition, seriesValue } from "../support/exposition.ts";
import { eachPost } from "../support/subscriptions.ts";

const WAIT = { timeout: 5000 };

async function textOf(world: BotWorld): Promise<string> {
  const response = await fetch(`${world.pagesUrl()}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return response.text();
}

async function metricsOf(world: BotWorld): Promise<Family[]> {
  return parseExposition(await textOf(world));
}

/** A series, as often as it is looked at. */
function series(world: BotWorld, name: string, labels: Record<string, string> = {}) {
  return async () => seriesValue(await metricsOf(world), `inforetriever_${name}`, labels);
}

test("before anything has happened everything is told, as zero or as it is", async () => {
  const world = await aBotWorld();
  const families = await metricsOf(world);
  const of = (name: string, labels = {}) => seriesValue(families, `inforetriever_${name}`, labels);
  expect(of("updates_accepted_total", { kind: "message" })).toBe(0);
  expect(of("telegram_requests_total", { kind: "send", outcome: "blocked" })).toBe(0);
  expect(of("handler_duration_seconds_count", { kind: "callback_query" })).toBe(0);
  expect(of("posts", { state: "shown" })).toBeGreaterThan(80);
  expect(of("index_posts", { state: "indexed" })).toBe(of("posts", { state: "shown" }));
  expect(of("index_posts", { state: "waiting" })).toBe(0);
  expect(of("queue_updates")).toBe(0);
  expect(of("queue_oldest_seconds")).toBe(0);
  expect(of("database_bytes")).toBeGreaterThan(100_000);
  expect(of("database_wal_bytes")).toBeGreaterThanOrEqual(0); // nothing may have been written yet
  expect(of("disk_free_bytes")).toBeGreaterThan(0);
  expect(of("search_thread_heap_bytes")).toBeGreaterThan(1_000_000);
  expect(of("backup_planned")).toBe(0);
  expect(of("build_info")).toBe(1);
  expect(of("model_answers_total")).toBeUndefined(); // there is none
  expect(seriesValue(families, "process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
});

test("what happened before the counters were loaded is counted, and so is what happens then", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/search холодный старт");
  await world.ask(KATE, "/search зюзюкотрон");
  await world.ask(BORIS, "Как бороться с холодным стартом?");
  const searches = (outcome: string, kind = "search", where = "chat") =>
    series(world, "searches_total", { kind, where, outcome });
  await expect.poll(searches("found"), WAIT).toBe(1);
  expect(await searches("empty")()).toBe(1);
  expect(await searches("found", "ask")()).toBe(1);
  expect(await series(world, "answers_total", { outcome: "answered" })()).toBe(1);
  await world.telegram.inlineQuery(ANNA, "зюзюкотрон");
  await expect.poll(searches("empty", "search", "inline"), WAIT).toBe(1);
  const families = await metricsOf(world);
  const of = (name: string, labels: Record<string, string>) =>
    seriesValue(families, `inforetriever_${name}`, labels);
  expect(of("updates_accepted_total", { kind: "message" })).toBe(3);
  expect(of("updates_accepted_total", { kind: "inline_query" })).toBe(1);
  expect(of("updates_handled_total", { kind: "message", outcome: "done" })).toBe(3);
  expect(of("handler_duration_seconds_count", { kind: "message" })).toBe(3);
  expect(of("search_duration_seconds_count", { kind: "search", where: "chat" })).toBe(2);
  expect(of("telegram_requests_total", { kind: "send", outcome: "sent" })).toBeGreaterThanOrEqual(3);
  expect(of("telegram_requests_total", { kind: "answer", outcome: "sent" })).toBe(1);
  expect(of("telegram_requests_total", { kind: "poll", outcome: "sent" })).toBeGreaterThanOrEqual(1);
});

test("a 429, what it makes us wait for, and the pause of everything else are counted", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { status: 429, retryAfter: 1 });
  await world.ask(ANNA, "/help");
  const refused = series(world, "telegram_requests_total", { kind: "send", outcome: "refused-for-now" });
  await expect.poll(refused, WAIT).toBe(1);
  expect(await series(world, "telegram_retry_wait_seconds_sum", { reason: "refused-for-now" })()).toBe(1);
  expect(await series(world, "pacer_pause_seconds_count")()).toBe(1);
});

test("a person who blocked the bot counts as one, and an error that a person is told as another", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/help");
  world.telegram.failNext("sendMessage", { status: 403 });
  world.telegram.send(ANNA, ANNA, "/help");
  const sends = (outcome: string) => series(world, "telegram_requests_total", { kind: "send", outcome });
  await expect.poll(sends("blocked"), WAIT).toBe(1);
  expect(await series(world, "errors_total")()).toBe(0);
  world.telegram.failNext("sendMessage", { status: 400 });
  await world.ask(KATE, "/help");
  await expect.poll(sends("refused"), WAIT).toBe(1);
  expect(await series(world, "errors_total")()).toBe(1);
});

test("a post of the channel is counted, kept, indexed and delivered", async () => {
  const { bot, store, publish, allSent } = await aDeliveryWorld();
  const shown = series(bot, "posts", { state: "shown" });
  const before = (await shown()) ?? 0;
  await store.saveDigest(chat(ANNA), eachPost());
  expect(await series(bot, "subscriptions", { kind: "each" })()).toBe(1);
  await publish("Квокка");
  await allSent();
  expect(await shown()).toBe(before + 1);
  expect(await series(bot, "index_posts", { state: "indexed" })()).toBe(before + 1);
  expect(await series(bot, "updates_accepted_total", { kind: "channel_post" })()).toBe(1);
  expect(await series(bot, "telegram_requests_total", { kind: "delivery", outcome: "sent" })()).toBe(1);
  expect(await series(bot, "deliveries", { state: "pending" })()).toBe(0);
});

test("an update that waits is in the queue, and ages", async () => {
  let aheadMs = 0;
  const world = await aBotWorld({ now: () => new Date(Date.now() + aheadMs) });
  const store = await openStore(world.databaseUrl);
  await store.accept([{ update_id: 900_001 }]);
  await store.close();
  aheadMs = 90_000;
  expect(await series(world, "queue_updates")()).toBe(1);
  expect(await series(world, "queue_oldest_seconds")()).toBeGreaterThanOrEqual(89);
});

test("nothing of the people, the chats, the posts or the words is told", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "Как бороться с холодным стартом у зюзюкотрона?");
  await world.askIn(GROUP, KATE, "/search зюзюкотрон");
  await world.telegram.inlineQuery(BORIS, "квокка");
  world.telegram.publish(world.channelId, "Новость про квокку");
  await expect.poll(series(world, "updates_handled_total", { kind: "channel_post" }), WAIT).toBe(1);
  const text = await textOf(world);
  const labels = text.split("\n").flatMap((line) => /\{(.*)\}/.exec(line)?.[1] ?? []);
  const { users, chats } = { users: [ANNA, KATE, BORIS], chats: [GROUP, world.channelId] };
  for (const id of [...users, ...chats]) expect(labels.join("\n")).not.toContain(String(Math.abs(id)));
  expect(text).not.toMatch(/[а-яё]|anna|kate|boris|lenta|quokka/i);
  expect(text).not.toContain(world.playground.token);
});
