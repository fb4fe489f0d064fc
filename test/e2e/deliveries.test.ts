import { expect, test } from "vitest";
import { FORUM_ID, withChannel } from "../../src/playground/world-seed.ts";
import { desktopJson, jsonMessage } from "../support/archives.ts";
import { ANNA, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { aDeliveryWorld, chat, type DeliveryWorld } from "../support/delivery-world.ts";
import { buttonNamed, buttonsOf, linksOf } from "../support/messages.ts";
import { pressIn } from "../support/pressing.ts";
import { eachPost, toSave } from "../support/subscriptions.ts";

const HOURS = 60 * 60_000;
const OTHER_CHANNEL = -1_001_999_999_999;

/** The link that a message to the channel has. */
function linkTo(messageId: number): string {
  return `https://t.me/lenta_i_vektor/${messageId}`;
}

function silentOnes({ telegram }: DeliveryWorld, words: string): unknown[] {
  const sent = telegram.requests.filter(
    ({ method, payload }) => method === "sendMessage" && String(payload.text).includes(words),
  );
  return sent.map(({ payload }) => payload.disable_notification);
}

test("who asked for every post gets each once, with its title, a link to it and buttons, in their language", async () => {
  const world = await aDeliveryWorld();
  const { bot } = world;
  await bot.pressForEdit(ANNA, await bot.ask(ANNA, "/digest"), "Сразу");
  await bot.pressForEdit(KATE, await bot.ask(KATE, "/digest"), "At once");
  const id = await world.publish("Квокка первая\n\nСегодня она улыбается всем, кто проходит мимо.");
  const told = await world.firstTold(ANNA, "Квокка первая");
  expect(told.text).toContain("Сегодня она улыбается");
  expect(linksOf(told)).toContain(linkTo(id));
  expect(buttonsOf(told)).toEqual(["Отписаться", "Пауза", "⚙ Настроить", "Открыть пост"]);
  expect(buttonNamed(told, "Открыть пост")?.url).toBe(linkTo(id));
  expect(buttonsOf(await world.firstTold(KATE, "Квокка первая"))).toContain("Unsubscribe");
  await world.allSent();
  for (const reader of [ANNA, KATE]) expect(world.told(reader, "Квокка")).toHaveLength(1);
  expect(world.told(BORIS, "Квокка")).toEqual([]);
});

test("a group and a topic are told in their own place, each as loudly as it asked for", async () => {
  const world = await aDeliveryWorld();
  const { bot, telegram } = world;
  const screen = await bot.askIn(GROUP, ANNA, "/digest");
  await pressIn(bot, GROUP, { by: ANNA, under: screen, button: "Сразу" });
  telegram.send(ANNA, FORUM_ID, { text: "/digest", topic: 2 });
  const off = { text: "", ...(await telegram.waitForMessage(FORUM_ID)) };
  const each = await pressIn(bot, FORUM_ID, { by: ANNA, under: off, button: "Сразу" });
  await pressIn(bot, FORUM_ID, { by: ANNA, under: each, button: "Без звука" });
  await world.publish("Квокка в группе");
  await world.firstTold(GROUP, "Квокка в группе");
  expect(await world.firstTold(FORUM_ID, "Квокка в группе")).toMatchObject({ message_thread_id: 2 });
  await world.allSent();
  expect(world.told(GROUP, "Квокка")).toHaveLength(1);
  expect(world.told(FORUM_ID, "Квокка")).toHaveLength(1);
  expect(silentOnes(world, "Квокка").sort()).toEqual([false, true]);
});

test("an album is told once and whole, and what its author mends at once is taken in", async () => {
  const world = await aDeliveryWorld();
  const { bot, telegram, store } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  const date = Math.floor(world.now().getTime() / 1000);
  const photo = [{ file_id: "a", file_unique_id: "a", width: 90, height: 90, file_size: 9 }];
  const album = { photo, mediaGroupId: "77", date };
  await world.publish(album);
  const captioned = await world.publish({ ...album, caption: "Квокка на снимках" });
  await world.publish(album);
  const mended = await world.publish({ text: "Кволка с опечаткой", date });
  telegram.editPost(bot.channelId, mended, "Квокка без опечатки");
  await bot.waitForLog(/"outcome":"updated"/);
  expect(world.told(ANNA, "Кв")).toEqual([]);
  world.passTime(30_000);
  expect(linksOf(await world.firstTold(ANNA, "Квокка на снимках"))).toContainEqual(
    expect.stringMatching(new RegExp(`/(${captioned - 1}|${captioned})$`)),
  );
  await world.firstTold(ANNA, "Квокка без опечатки");
  telegram.editPost(bot.channelId, mended, "Квокка, исправленная потом");
  await bot.waitForLog(new RegExp(`(?:"messageId":${mended},"outcome":"updated"[\\s\\S]*){2}`));
  await world.allSent();
  expect(world.told(ANNA, "")).toHaveLength(2);
});

test("a post that is hidden before it is told of is not told of, now or when it is shown again", async () => {
  const world = await aDeliveryWorld({ adminIds: [KATE] });
  const { bot, store } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  const hour = world.now().getUTCHours();
  const quietHours = { from: hour, until: (hour + 2) % 24 };
  await store.saveDigest(chat(BORIS), { ...eachPost(), timezone: "UTC", quietHours });
  const unsettled = { date: Math.floor(world.now().getTime() / 1000) };
  const early = await world.publish({ text: "Квокка ранняя", ...unsettled });
  await bot.ask(KATE, `/hide ${linkTo(early)}`);
  world.passTime(30_000);
  const late = await world.publish("Квокка поздняя");
  await world.firstTold(ANNA, "Квокка поздняя");
  await bot.ask(KATE, `/hide ${linkTo(late)}`);
  await world.publish("Квокка видимая");
  await world.firstTold(ANNA, "Квокка видимая");
  await bot.ask(KATE, `/unhide ${linkTo(early)}`);
  world.passTime(2 * HOURS);
  await world.firstTold(BORIS, "Квокка видимая");
  await world.allSent();
  expect(world.told(BORIS, "Квокка")).toHaveLength(1);
  expect(world.told(ANNA, "Квокка")).toHaveLength(2);
});

test("an imported archive and a channel that is none of ours are no news to anybody", async () => {
  const stranger = { id: OTHER_CHANNEL, title: "Чужой канал", username: "chuzhoj" };
  const world = await aDeliveryWorld({ adminIds: [ANNA], world: (seed) => withChannel(seed, stranger) });
  const { bot, telegram, store } = world;
  await store.saveDigest(chat(BORIS), eachPost());
  const { hour, occurrence } = world.nextHour();
  await store.saveDigest(chat(KATE), { ...toSave({ hour }, occurrence), timezone: "UTC" });
  const messages = [1, 2, 3].map((id) => jsonMessage(id, { text: `Квокка из архива ${id}` }));
  const bytes = Buffer.from(JSON.stringify(desktopJson(messages)));
  telegram.sendDocument(ANNA, ANNA, { fileName: "result.json", bytes });
  await telegram.waitForMessage(ANNA, ({ text = "" }) => text.startsWith("Готово"));
  telegram.publish(OTHER_CHANNEL, "Квокка из чужого канала");
  await bot.waitForLog(/a channel that CHANNELS does not name/);
  await world.publish("Квокка настоящая");
  await world.firstTold(BORIS, "Квокка настоящая");
  world.passTime(HOURS);
  await world.firstTold(KATE, "Квокка настоящая");
  await world.allSent();
  expect(world.told(BORIS, "Квокка")).toHaveLength(1);
  expect(world.told(KATE, "Квокка").map(({ text }) => text)).not.toContainEqual(
    expect.stringMatching(/архива|чужого/),
  );
});

const readers = Array.from({ length: 60 }, (_, at) => ({
  id: 5001 + at,
  first_name: `Читатель ${at}`,
  language_code: "ru",
}));

async function aFanOut(): Promise<DeliveryWorld> {
  const world = await aDeliveryWorld({ people: readers, adminIds: [KATE] });
  for (const { id } of readers) await world.store.saveDigest(chat(id), eachPost());
  await world.publish("Квокка для всех");
  await expect.poll(() => arrived(world), { interval: 10, timeout: 10_000 }).toBeGreaterThan(5);
  return world;
}

function arrived(world: DeliveryWorld): number {
  return readers.reduce((sum, { id }) => sum + world.told(id, "Квокка").length, 0);
}

test("a stop in the middle of a broadcast, and a start, tell everybody once", async () => {
  const world = await aFanOut();
  const { bot } = world;
  await bot.stopBot();
  const before = arrived(world);
  expect(before).toBeLessThan(readers.length);
  expect((await world.store.deliveryFigures(world.now())).sending).toBe(0);
  await bot.startBot();
  await world.allSent();
  expect(readers.map(({ id }) => world.told(id, "Квокка").length)).toEqual(readers.map(() => 1));
  expect(bot.log()).not.toContain("deliveries that the last run left under way");
});

test("in the middle of a broadcast people are answered, and a post that is hidden reaches nobody more", async () => {
  const world = await aFanOut();
  const [post] = world.telegram.messages(world.bot.channelId).slice(-1);
  const answer = await world.bot.ask(KATE, `/hide https://t.me/lenta_i_vektor/${post?.message_id}`);
  expect(answer.text).toContain("Hidden");
  const before = arrived(world);
  expect(before).toBeLessThan(readers.length);
  await world.allSent();
  // What was on its way then.
  expect(arrived(world) - before).toBeLessThan(5);
});
