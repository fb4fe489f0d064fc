import { expect, test } from "vitest";
import { FORUM_ID } from "../../src/playground/world-seed.ts";
import { ANNA, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { aDeliveryWorld, chat, type DeliveryWorld, HOUR_MS } from "../support/delivery-world.ts";
import { anAlert, eachPost } from "../support/subscriptions.ts";

/** Something happens while the bot is down for so long that Telegram does not tell it. */
async function unseen({ bot }: DeliveryWorld, happen: () => void): Promise<void> {
  await bot.stopBot();
  happen();
  const { apiRoot, token } = bot.playground;
  await fetch(`${apiRoot}/bot${token}/deleteWebhook?drop_pending_updates=true`);
  await bot.startBot();
}

function requestsTo({ telegram }: DeliveryWorld, words: string) {
  return telegram.requests.filter(
    ({ method, payload }) => method === "sendMessage" && String(payload.text).includes(words),
  );
}

test("whoever blocked the bot unseen is left alone after one refusal, and told again from /start on", async () => {
  const world = await aDeliveryWorld();
  const { store, telegram } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  await store.addAlert(chat(ANNA), anAlert("квокка"));
  await store.saveDigest(chat(BORIS), eachPost());
  await unseen(world, () => telegram.block(ANNA));
  for (const name of ["первая", "вторая"]) await world.publish(`Квокка ${name}`);
  await world.allSent();
  expect(requestsTo(world, "Квокка").filter(({ payload }) => payload.chat_id === ANNA)).toHaveLength(1);
  await unseen(world, () => telegram.unblock(ANNA));
  telegram.send(ANNA, ANNA, "/start");
  await telegram.waitForMessage(ANNA, ({ text = "" }) => text.startsWith("Снова присылаю"));
  await world.publish("Квокка третья");
  await world.firstTold(ANNA, "Квокка третья");
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toHaveLength(1);
  expect(world.told(ANNA, "Снова присылаю")).toHaveLength(1);
  expect(world.told(BORIS, "Квокка")).toHaveLength(3);
});

test("a group that put the bot out unseen is told again once it is back", async () => {
  const world = await aDeliveryWorld();
  const { store, telegram } = world;
  await store.saveDigest(chat(GROUP), eachPost());
  await unseen(world, () => telegram.kick(GROUP, ANNA));
  await world.publish("Квокка без нас");
  await world.allSent();
  telegram.addBotToGroup(GROUP, ANNA);
  await telegram.waitForMessage(GROUP, ({ text = "" }) => text.startsWith("Снова присылаю"));
  await world.publish("Квокка снова с нами");
  await world.firstTold(GROUP, "Квокка снова с нами");
  await world.allSent();
  expect(world.told(GROUP, "Квокка")).toHaveLength(1);
});

test.each([true, false])(
  "what a group is owed arrives in the supergroup that it became (told of it: %s)",
  async (isTold) => {
    const world = await aDeliveryWorld();
    const { bot, store, telegram } = world;
    await store.saveDigest(chat(GROUP), eachPost());
    telegram.failNext("sendMessage", { status: 429, retryAfter: 3600 });
    await world.publish("Квокка на подходе");
    await bot.waitForLog(/Telegram asks to send later/);
    let supergroup = GROUP;
    const upgrade = () => {
      supergroup = telegram.migrateToSupergroup(GROUP);
    };
    if (isTold) {
      await bot.stopBot();
      upgrade();
      await bot.startBot();
    } else await unseen(world, upgrade);
    world.passTime(HOUR_MS);
    await world.firstTold(supergroup, "Квокка на подходе");
    await world.publish("Квокка на месте");
    await world.firstTold(supergroup, "Квокка на месте");
    await world.allSent();
    expect(world.told(supergroup, "Квокка")).toHaveLength(2);
    expect(world.told(GROUP, "Квокка")).toEqual([]);
  },
);

test("a topic that is gone, or closed, ends alone", async () => {
  const world = await aDeliveryWorld();
  const { store, telegram } = world;
  const [closed, gone, open] = [3, 77, 2];
  for (const topicId of [closed, gone, open])
    await store.saveDigest({ chatId: FORUM_ID, topicId }, eachPost());
  telegram.failNext("sendMessage", { status: 400, description: "Bad Request: TOPIC_CLOSED" });
  await world.publish("Квокка первая");
  await world.firstTold(FORUM_ID, "Квокка первая");
  await world.publish("Квокка вторая");
  await world.firstTold(FORUM_ID, "Квокка вторая");
  await world.allSent();
  const topics = ["первая", "вторая"].map((name) =>
    requestsTo(world, `Квокка ${name}`).map(({ payload }) => payload.message_thread_id),
  );
  expect(topics).toEqual([[closed, gone, open], [open]]);
  expect(world.told(FORUM_ID, "Квокка")).toHaveLength(2);
});

test("after /forget nothing of what was owed or is new arrives", async () => {
  const world = await aDeliveryWorld();
  const { bot, store } = world;
  const from = world.now().getUTCHours();
  const quiet = { timezone: "UTC", quietHours: { from, until: (from + 1) % 24 } };
  await store.saveDigest(chat(ANNA), { ...eachPost(), ...quiet });
  await store.addAlert(chat(ANNA), anAlert("квокка"));
  await store.saveDigest(chat(BORIS), eachPost());
  await world.publish("Квокка ночью");
  await world.firstTold(BORIS, "Квокка ночью");
  await bot.pressForEdit(ANNA, await bot.ask(ANNA, "/forget"), "Стереть");
  world.passTime(HOUR_MS);
  await world.publish("Квокка утром");
  await world.firstTold(BORIS, "Квокка утром");
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toEqual([]);
});

test("nothing comes in a pause, and afterwards what is new since", async () => {
  const world = await aDeliveryWorld();
  const { bot, store } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  await world.publish("Квокка до паузы");
  const told = await world.firstTold(ANNA, "Квокка до паузы");
  const paused = await bot.pressForEdit(ANNA, told, "Пауза");
  await world.publish("Квокка в паузе");
  await world.allSent();
  await bot.pressForEdit(ANNA, paused, "Продолжить");
  await world.publish("Квокка после паузы");
  await world.firstTold(ANNA, "Квокка после паузы");
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toHaveLength(2);
  expect(world.told(ANNA, "в паузе")).toEqual([]);
});

test("/status counts who is sent something, what waits, what was sent and what was not", async () => {
  const world = await aDeliveryWorld({ adminIds: [KATE] });
  const { bot, store, telegram } = world;
  for (const reader of [ANNA, BORIS, GROUP]) await store.saveDigest(chat(reader), eachPost());
  await store.addAlert(chat(KATE), anAlert("вомбат"));
  await unseen(world, () => telegram.block(BORIS));
  await world.publish("Квокка");
  await world.allSent();
  telegram.failNext("sendMessage", { status: 429, retryAfter: 3600 });
  await world.publish("Вомбат");
  await bot.waitForLog(/Telegram asks to send later/);
  world.passTime(2 * HOUR_MS);
  const { text } = await bot.ask(KATE, "/status");
  expect(text).toContain(
    [
      "Deliveries",
      "Recipients: 3, queries: 1",
      "Waiting to be sent: 3",
      "Waiting longest: 2 hours",
      "Sent in the last day: 2",
      "Not sent in the last day: blocked 1",
    ].join("\n"),
  );
});
