import { expect, test } from "vitest";
import type { DigestChoices, Weekday } from "../../src/digests/subscription.ts";
import { ANNA, BORIS, KATE } from "../support/bot-world.ts";
import { aDeliveryWorld, chat, type DeliveryWorld, HOUR_MS } from "../support/delivery-world.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";
import { toSave } from "../support/subscriptions.ts";

const DAY_MS = 24 * HOUR_MS;
const LONG = "Каждый раз она выходит к людям, садится рядом и ждёт, пока её сфотографируют. ".repeat(6);

/** It is due when the next hour begins. */
async function subscribe(
  { store, nextHour }: DeliveryWorld,
  chatId: number,
  choices: Partial<DigestChoices> = {},
): Promise<void> {
  const { hour, occurrence } = nextHour();
  await store.saveDigest(chat(chatId), { ...toSave({ hour, ...choices }, occurrence), timezone: "UTC" });
}

function weekday({ nextHour }: DeliveryWorld): Weekday {
  const days = [7, 1, 2, 3, 4, 5, 6] as const;
  return days[nextHour().occurrence.at.getUTCDay()] ?? 7;
}

test("a digest chosen on the screen comes when its hour does: one message, grouped, with links and buttons", async () => {
  const world = await aDeliveryWorld();
  const { bot, store } = world;
  await bot.pressForEdit(ANNA, await bot.ask(ANNA, "/digest"), "Раз в день");
  const about = `Квокка и рекомендации https://arxiv.org/abs/1808.09781\n\n${LONG}`;
  const ids = [await world.publish(about), await world.publish(`Квокка дома\n\n${LONG}`)];
  for (const name of ["спит", "ест"]) ids.push(await world.publish(`Квокка ${name}`));
  const at = await store.nextDigestAt();
  world.passTime((at?.getTime() ?? 0) - world.now().getTime());
  const digest = await world.firstTold(ANNA, "Новое за день · 4 поста");
  expect(digest.text).toMatch(/О СТАТЬЯХ[\s\S]*рекомендации[\s\S]*ПОСТЫ[\s\S]*дома[\s\S]*КОРОТКО/);
  expect(linksOf(digest)).toEqual(
    expect.arrayContaining(ids.map((id) => `https://t.me/lenta_i_vektor/${id}`)),
  );
  expect(buttonsOf(digest)).toEqual(["Отписаться", "Пауза", "⚙ Настроить"]);
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toHaveLength(1);
});

test("a date has one digest, whatever is restarted or set anew; the next one has what came since", async () => {
  const world = await aDeliveryWorld();
  const { bot } = world;
  await subscribe(world, ANNA);
  await world.publish("Квокка сегодня");
  world.passTime(HOUR_MS);
  await world.firstTold(ANNA, "Квокка сегодня");
  await world.allSent();
  await bot.stopBot();
  await bot.startBot();
  await world.publish("Квокка завтра");
  const screen = await bot.ask(ANNA, "/digest");
  const off = await bot.pressForEdit(ANNA, screen, "Выключить");
  await bot.pressForEdit(ANNA, off, "Вернуть");
  await world.allSent();
  expect(world.told(ANNA, "Новое за день")).toHaveLength(1);
  await world.publish("Квокка послезавтра");
  world.passTime(DAY_MS);
  await world.firstTold(ANNA, "Квокка послезавтра");
  await world.allSent();
  expect(world.told(ANNA, "Новое за день")).toHaveLength(2);
});

test("where nothing is new nothing is sent, but a line for a week where that was asked for", async () => {
  const world = await aDeliveryWorld();
  const rhythm = { kind: "weekly", weekday: weekday(world) } as const;
  await subscribe(world, ANNA);
  await subscribe(world, BORIS, { rhythm });
  await subscribe(world, KATE, { rhythm, saysNothingNew: true });
  world.passTime(HOUR_MS);
  await world.firstTold(KATE, "За неделю новых постов не было");
  await world.allSent();
  await world.publish("Квокка на этой неделе");
  world.passTime(7 * DAY_MS);
  for (const reader of [BORIS, KATE]) await world.firstTold(reader, "Новое за неделю · 1 пост");
  await world.allSent();
  expect([ANNA, BORIS, KATE].map((reader) => world.told(reader, "").length)).toEqual([1, 1, 2]);
});

test("who comes back after the hour of a digest is not told that there was nothing", async () => {
  const world = await aDeliveryWorld();
  const { bot, telegram } = world;
  world.passTime((30 - world.now().getUTCHours()) * HOUR_MS); // in the morning: the day goes on
  const rhythm = { kind: "weekly", weekday: weekday(world) } as const;
  await subscribe(world, KATE, { rhythm, saysNothingNew: true });
  telegram.block(KATE);
  await bot.waitForLog(/what was sent to a chat ends/);
  await world.publish("Квокка, которой она не видела");
  world.passTime(3 * HOUR_MS);
  telegram.unblock(KATE);
  await world.firstTold(KATE, "I send here again");
  await world.allSent();
  expect(world.told(KATE, "")).toHaveLength(1);
  await world.publish("Квокка, которую она увидит");
  world.passTime(7 * DAY_MS);
  await world.firstTold(KATE, "Новое за неделю · 1 пост");
});

test("an hour that passed while the bot was down: sent late, or told of with the next digest", async () => {
  const world = await aDeliveryWorld();
  const { bot } = world;
  // Later hours are of another local day where it is late in the evening.
  world.passTime((30 - world.now().getUTCHours()) * HOUR_MS);
  await subscribe(world, ANNA, { whenLate: "send" });
  await subscribe(world, BORIS, { whenLate: "fold" });
  await world.publish("Квокка вовремя");
  await bot.stopBot();
  world.passTime(5 * HOUR_MS);
  await bot.startBot();
  await world.firstTold(ANNA, "Квокка вовремя");
  await world.allSent();
  expect(world.told(BORIS, "")).toEqual([]);
  await world.publish("Квокка на другой день");
  world.passTime(20 * HOUR_MS);
  const both = await world.firstTold(BORIS, "Квокка на другой день");
  expect(both.text).toContain("Квокка вовремя");
  expect((await world.firstTold(ANNA, "Квокка на другой день")).text).not.toContain("Квокка вовремя");
});

test("quiet hours put digests and posts off to their end, and what they are of is told as it is then", async () => {
  const world = await aDeliveryWorld();
  const { bot, store, telegram } = world;
  const from = world.now().getUTCHours();
  const quiet = { timezone: "UTC", quietHours: { from, until: (from + 3) % 24 } };
  const { hour, occurrence } = world.nextHour();
  await store.saveDigest(chat(ANNA), { ...toSave({ hour }, occurrence), ...quiet });
  await store.saveDigest(chat(BORIS), { ...toSave({ rhythm: { kind: "each" } }), ...quiet });
  const id = await world.publish("Квокка вечером");
  world.passTime(HOUR_MS);
  await world.allSent();
  telegram.editPost(bot.channelId, id, "Квокка наутро");
  await bot.waitForLog(new RegExp(`"messageId":${id},"outcome":"updated"`));
  for (const reader of [ANNA, BORIS]) expect(world.told(reader, "")).toEqual([]);
  world.passTime(2 * HOUR_MS);
  for (const reader of [ANNA, BORIS]) await world.firstTold(reader, "Квокка наутро");
  await world.allSent();
  for (const reader of [ANNA, BORIS]) expect(world.told(reader, "")).toHaveLength(1);
});

test("a digest of a query, and of what was not hidden since, has no other post", async () => {
  const world = await aDeliveryWorld({ adminIds: [KATE] });
  const { bot } = world;
  await subscribe(world, ANNA, { query: "квокка -вомбат" });
  await world.publish("Квокка одна");
  await world.publish("Квокка и вомбат");
  await world.publish("Коала одна");
  const hidden = await world.publish("Квокка скрытая");
  await bot.ask(KATE, `/hide https://t.me/lenta_i_vektor/${hidden}`);
  world.passTime(HOUR_MS);
  const digest = await world.firstTold(ANNA, "Новое за день · 1 пост");
  expect(digest.text).toContain("Квокка одна");
  expect(digest.text).not.toMatch(/вомбат|Коала|скрытая/);
});
