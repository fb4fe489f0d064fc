import { expect, test } from "vitest";
import { desktopJson, jsonMessage } from "../support/archives.ts";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { anLlmServer, writes } from "../support/llm-server.ts";

/** Stands in all that people write; has none of it been logged, its letters are nowhere. */
const CANARY = /канарей|kanarej|канаре/i;
const STRANGE = -1_005_555_555_555;

test("nothing that people, posts, files or a language model say is logged, not even for debugging", {
  timeout: 60_000,
}, async () => {
  const llm = await anLlmServer(writes("Канарейка {канарейка} поёт."));
  const world = await aBotWorld({
    adminIds: [ANNA],
    env: { LLM_BASE_URL: llm.baseUrl, LLM_MODEL: "m" },
    world: (seed) => ({
      ...seed,
      channels: [
        ...(seed.channels ?? []),
        { id: STRANGE, title: "Канарейкин дом", botIsAdmin: true, ownerId: KATE },
      ],
    }),
  });
  const { telegram } = world;
  const title = "Kanarejka Networks for Ranking Cages";
  const post = telegram.publish(world.channelId, {
    text: `Статья «${title}»: канарейка поёт в шахте, 43 %.`,
  });
  await world.waitForLog(/"outcome":"new"/);
  telegram.editPost(world.channelId, post.message_id, { text: `Статья «${title}»: канарейка снова поёт.` });
  telegram.publish(STRANGE, "Чужая канарейка");
  const group = await world.askIn(GROUP, BORIS, "@inforetriever_bot канарейка");
  telegram.failNext("sendMessage", { status: 400, description: "Bad Request: broken" });
  await world.ask(BORIS, "канарейка и кенар");
  telegram.failNext("sendMessage", { drop: "before effect" });
  telegram.send(BORIS, BORIS, "/search канарейка");
  await world.waitForLog(/apology could not be sent|an update failed/);
  for (const text of [
    "/ask почему канарейка поёт?",
    `/paper ${title}`,
    "/alerts канарейка",
    "/digest канарейка",
  ])
    await world.ask(KATE, text);
  await world.pressForEdit(ANNA, await world.ask(ANNA, `/paper ${title}`), "Это не статья");
  await world.ask(ANNA, `/unhide ${title}`);
  for (const text of [
    "/hide канарейка",
    "/unhide канарейка",
    `/hide https://t.me/lenta_i_vektor/${post.message_id}`,
  ])
    await world.ask(ANNA, text);
  const asked = await world.ask(BORIS, "/search");
  await world.ask(BORIS, { text: "канарейка", replyTo: asked.message_id });
  await telegram.inlineQuery(BORIS, "канарейка");
  for (const data of ["канарейка", "1:канарейка:p1", "admin:hide:канарейка"])
    await telegram.press(BORIS, GROUP, group.message_id, { data });
  telegram.deliver({ message: { text: "канарейка", chat: null } });
  telegram.deliver({ inline_query: { id: "q", from: { id: BORIS }, query: "канарейка" } });
  const archive = desktopJson([jsonMessage(1, { text: "канарейка" }), { id: "канарейка", type: "message" }]);
  for (const [fileName, content] of [
    ["канарейка.json", JSON.stringify(archive)],
    ["канарейка.txt", "просто канарейка"],
    ["канарейка.json", '{"канарейка": канарейка'],
  ] as const) {
    telegram.sendDocument(ANNA, ANNA, { fileName, bytes: Buffer.from(content), caption: "@kanarejka" });
    const isOver = () =>
      /^(Готово|Не до конца|Не получилось|Не понял)/.test(telegram.messages(ANNA).at(-1)?.text ?? "");
    await expect.poll(isOver, { timeout: 10_000 }).toBe(true);
  }
  await world.ask(BORIS, "/help");
  await world.stopBot();
  expect(llm.requests.length).toBeGreaterThan(0);
  const lines = world.log().split("\n");
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => CANARY.test(line))).toEqual([]);
});
