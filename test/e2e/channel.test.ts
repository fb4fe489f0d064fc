import { expect, test } from "vitest";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { linksOf } from "../support/messages.ts";

const PHOTO = [{ file_id: "f", file_unique_id: "u", width: 90, height: 90, file_size: 1000 }];

test("a published post is found at once, with a link to it", async () => {
  const world = await aBotWorld();
  const post = world.telegram.publish(world.channelId, { text: "Квокка-трансформер: новая архитектура" });
  await world.waitForLog(/"outcome":"new"/);
  const found = await world.ask(ANNA, "квокка");
  expect(linksOf(found)).toEqual([`https://t.me/lenta_i_vektor/${post.message_id}`]);
});

test("an edited post is found by its new words only", async () => {
  const world = await aBotWorld();
  const post = world.telegram.publish(world.channelId, { text: "Квокка в продакшене" });
  await world.waitForLog(/"outcome":"new"/);
  world.telegram.editPost(world.channelId, post.message_id, { text: "Вомбат в продакшене" });
  await world.waitForLog(/"outcome":"updated"/);
  expect((await world.ask(ANNA, "вомбат")).text).toContain("1 пост");
  expect((await world.ask(ANNA, "квокка")).text).toContain("Ничего не нашлось");
});

test("an album is one post", async () => {
  const world = await aBotWorld();
  world.telegram.publishAlbum(world.channelId, [
    { caption: "Постеры квокк из Праги", photo: PHOTO },
    { photo: PHOTO },
    { photo: PHOTO },
  ]);
  await world.waitForLog(/("outcome":"updated"[\s\S]*){2}/);
  const found = await world.ask(ANNA, "постеры квокк");
  expect(found.text).toContain("1 пост");
});

test("a post full of markup characters is shown as it is", async () => {
  const world = await aBotWorld();
  const text = "Экранирование кенгуру: <b>&amp;</b> _*[`~ \\ 👨‍👩‍👧 конец";
  world.telegram.publish(world.channelId, { text });
  await world.waitForLog(/"outcome":"new"/);
  expect((await world.ask(ANNA, "экранирование кенгуру")).text).toContain(
    "<b>&amp;</b> _*[`~ \\ 👨‍👩‍👧 конец",
  );
});

test("posts of other channels are ignored and named in the log", async () => {
  const stranger = -1_005_555_555_555;
  const world = await aBotWorld({
    world: (seed) => ({
      ...seed,
      channels: [...(seed.channels ?? []), { id: stranger, title: "Чужой", botIsAdmin: true, ownerId: ANNA }],
    }),
  });
  world.telegram.publish(stranger, { text: "Квокка из чужого канала" });
  await world.waitForLog(/CHANNELS does not name/);
  expect((await world.ask(ANNA, "квокка")).text).toContain("Ничего не нашлось");
});

test("a post published while the bot was off is taken in at the next start", async () => {
  const world = await aBotWorld();
  await world.stopBot();
  world.telegram.publish(world.channelId, { text: "Квокка ночью" });
  await world.startBot();
  await world.waitForLog(/"outcome":"new"/);
  expect((await world.ask(ANNA, "квокка")).text).toContain("1 пост");
});
