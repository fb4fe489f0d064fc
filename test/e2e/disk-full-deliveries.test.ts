import { expect, test } from "vitest";
import { ANNA } from "../support/bot-world.ts";
import { aDeliveryWorld, chat } from "../support/delivery-world.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { eachPost } from "../support/subscriptions.ts";

test("what is owed is not sent while nobody could note that, and is sent once when there is room", async (context) => {
  const disk = aSmallDisk(context, 24 * 1024);
  const world = await aDeliveryWorld({ folder: disk.folder });
  const { bot, store, telegram } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  telegram.failNext("sendMessage", { status: 429, retryAfter: 1 });
  await world.publish("Квокка");
  await bot.waitForLog(/Telegram asks to send later/);
  disk.fill(bot.databaseUrl.replace(/^file:/, ""));
  await bot.waitForLog(/the store cannot be written/);
  // A question is answered meanwhile.
  await bot.ask(ANNA, "/help");
  expect(world.told(ANNA, "Квокка")).toEqual([]);
  disk.makeRoom();
  await world.firstTold(ANNA, "Квокка");
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toHaveLength(1);
  expect(bot.log().match(/"level":(?:50|60)/g)).toHaveLength(1);
});
