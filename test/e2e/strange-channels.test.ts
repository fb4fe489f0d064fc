import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { bareId } from "../../src/channel/channel-id.ts";
import { databaseFile } from "../../src/store/database-file.ts";
import {
  ANNA,
  aBotWorld,
  BORIS,
  type BotWorld,
  GROUP,
  KATE,
  type WorldOptions,
} from "../support/bot-world.ts";

const STRANGE = -1_005_555_555_555;

/** A world with one more channel, of Борис's. */
function aWorldWithStrangers(options: WorldOptions & { botIsAdmin?: boolean; ownerId?: number } = {}) {
  const { botIsAdmin = true, ownerId = BORIS, ...more } = options;
  return aBotWorld({
    ...more,
    world: (seed) => ({
      ...seed,
      channels: [
        ...(seed.channels ?? []),
        { id: STRANGE, title: "Чужой", username: "strange_news", botIsAdmin, ownerId },
      ],
    }),
  });
}

function calls({ telegram }: BotWorld, method: string) {
  return telegram.requests.filter((request) => request.method === method).map(({ payload }) => payload);
}

function said(world: BotWorld, words: string) {
  const lines = world.log().split("\n");
  return lines.filter((line) => line.includes(words)).map((line) => JSON.parse(line));
}

/** Everything before it has been handled. */
async function settled(world: BotWorld): Promise<void> {
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
  await expect.poll(() => unfinished(world)).toBe(0);
}

function unfinished(world: BotWorld): unknown {
  return read(world, "SELECT count(*) FROM updates WHERE payload IS NOT NULL");
}

function read({ databaseUrl }: BotWorld, sql: string): unknown {
  const db = new Sqlite(databaseFile(databaseUrl), { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
}

test("a channel that a stranger adds the bot to is left at once, without a word, and logged once", async () => {
  const world = await aWorldWithStrangers({ botIsAdmin: false });
  world.telegram.addBotToGroup(STRANGE, BORIS);
  await world.waitForLog(/left a channel that CHANNELS does not name/);
  world.telegram.addBotToGroup(STRANGE, BORIS);
  await expect.poll(() => calls(world, "leaveChat")).toEqual([{ chat_id: STRANGE }, { chat_id: STRANGE }]);
  await settled(world);
  expect(said(world, "left a channel")).toMatchObject([
    { channel: "strange_news", hint: expect.stringContaining(`CHANNELS=${STRANGE}`) },
  ]);
  expect(world.telegram.messages(STRANGE)).toEqual([]);
  expect(calls(world, "sendMessage")).toEqual([]);
});

test("a channel that the bot was added to while it was off is left when it posts", async () => {
  const world = await aWorldWithStrangers({ isStarted: false });
  for (const word of ["раз", "два", "три"]) world.telegram.publish(STRANGE, `Квокка ${word}`);
  await world.startBot();
  await settled(world);
  expect(calls(world, "leaveChat")).toEqual([{ chat_id: STRANGE }]);
  expect(said(world, "left a channel")).toHaveLength(1);
});

test("nothing of what strangers' channels publish, edit or hand on is kept", async () => {
  const world = await aWorldWithStrangers({ adminIds: [BORIS] }); // so that the bot stays and sees all of it
  const before = read(world, "SELECT count(*) FROM posts");
  const post = world.telegram.publish(STRANGE, "Секретная квокка");
  world.telegram.editPost(STRANGE, post.message_id, "Секретный вомбат");
  world.telegram.forward(ANNA, ANNA, STRANGE, post.message_id);
  const origin = { type: "channel", date: 1, message_id: 1, chat: { id: STRANGE, type: "channel" } };
  const message = {
    message_id: 900,
    date: 1_760_000_000,
    from: { id: ANNA, is_bot: false, first_name: "А" },
  };
  const supergroup = { id: -1_009_999_999_999, type: "supergroup", title: "Г" };
  const copied = { ...message, chat: supergroup, forward_origin: origin, text: "Секретный панголин" };
  world.telegram.deliver({
    message: {
      ...copied,
      sender_chat: origin.chat,
      is_automatic_forward: true,
      from: { ...message.from, id: 777_000 },
    },
  });
  world.telegram.deliver({ guest_message: { ...copied, guest_query_id: "g" } });
  await settled(world);
  await world.stopBot(); // which writes the journal into the file
  const file = databaseFile(world.databaseUrl);
  const bytes = readFileSync(file);
  expect(read(world, "SELECT count(*) FROM posts")).toBe(before);
  expect(read(world, `SELECT count(*) FROM channels WHERE telegram_id = ${bareId(STRANGE)}`)).toBe(0);
  expect(read(world, "SELECT count(*) FROM updates WHERE payload IS NOT NULL")).toBe(0);
  expect(bytes.includes("Секретная квокка")).toBe(false);
});

test("an accepted channel is never left, be it named by its id or by its username in any case", async () => {
  for (const env of [{}, { CHANNELS: "@LENTA_i_Vektor" }]) {
    const world = await aBotWorld({ env, adminIds: [KATE] });
    world.telegram.setBotRank(world.channelId, "member");
    world.telegram.setBotRank(world.channelId, "administrator");
    world.telegram.kick(world.channelId);
    world.telegram.addBotToGroup(world.channelId, ANNA);
    world.telegram.publish(world.channelId, "Квокка");
    await world.waitForLog(/"outcome":"new"/);
    await settled(world);
    expect(calls(world, "leaveChat")).toEqual([]);
  }
});

test("a channel whose posts are kept is not left when it has another name; what to write is logged", async () => {
  const world = await aBotWorld({ env: { CHANNELS: "@its_old_name" } });
  world.telegram.setBotRank(world.channelId, "administrator");
  world.telegram.publish(world.channelId, "Квокка");
  await settled(world);
  expect(calls(world, "leaveChat")).toEqual([]);
  expect(said(world, "CHANNELS does not name")).toMatchObject([
    { hint: expect.stringContaining(`CHANNELS=${world.channelId}`) },
  ]);
});

test("a channel of an administrator of ours is not left, though CHANNELS does not name it yet", async () => {
  const world = await aWorldWithStrangers({ botIsAdmin: false, adminIds: [ANNA, BORIS] });
  world.telegram.addBotToGroup(STRANGE, BORIS);
  world.telegram.publish(STRANGE, "Квокка");
  world.telegram.publish(STRANGE, "Ещё квокка");
  await settled(world);
  expect(calls(world, "leaveChat")).toEqual([]);
  expect(said(world, "CHANNELS does not name")).toHaveLength(1);
  expect((await world.ask(ANNA, "квокка")).text).toContain("Ничего не нашлось");
});

test("while CHANNELS is empty, every channel of strangers is left", async () => {
  const world = await aWorldWithStrangers({ botIsAdmin: false, env: { CHANNELS: "" } });
  world.telegram.addBotToGroup(STRANGE, BORIS);
  await world.waitForLog(/left a channel that CHANNELS does not name/);
});

test("a channel that cannot be left now is left after its next post", async () => {
  const world = await aWorldWithStrangers({ botIsAdmin: false });
  world.telegram.failNext("leaveChat", { status: 502 });
  world.telegram.addBotToGroup(STRANGE, BORIS);
  await world.waitForLog(/a channel could not be left/);
  world.telegram.publish(STRANGE, "Квокка");
  await world.waitForLog(/left a channel/);
  await settled(world);
});

test("where the bot was put out before it could leave, nothing is amiss", async () => {
  const world = await aWorldWithStrangers({ isStarted: false });
  world.telegram.publish(STRANGE, "Квокка");
  world.telegram.kick(STRANGE, BORIS);
  await world.startBot();
  await settled(world);
  expect(world.log()).not.toMatch(/"level":50/);
});

test("groups are not left, whoever adds the bot", async () => {
  const world = await aBotWorld();
  world.telegram.kick(GROUP, ANNA);
  world.telegram.addBotToGroup(GROUP, BORIS);
  await world.telegram.waitForMessage(GROUP);
  await settled(world);
  expect(calls(world, "leaveChat")).toEqual([]);
});
