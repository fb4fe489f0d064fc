import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "../../src/store/database-file.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, type WorldOptions } from "../support/bot-world.ts";
import { buttonNamed } from "../support/messages.ts";

const POST = "https://t.me/lenta_i_vektor/74";
const ANONYMOUS = 1_087_968_824; // GroupAnonymousBot
const CHANNEL_BOT = 136_817_688; // who channels write in groups as
const TELEGRAM = 777_000; // whose the posts are that a discussion group gets of its channel
const MANY = { count: 1000, seconds: 60 };
const ADMINS: WorldOptions = {
  adminIds: [ANNA],
  rateLimits: {
    messagesOfPerson: MANY,
    messagesInGroup: MANY,
    pressesOfPerson: MANY,
    inlineQueriesOfPerson: MANY,
  },
};

const anna = { id: ANNA, is_bot: false, first_name: "Анна", username: "anna_reads", language_code: "ru" };
const boris = { id: BORIS, is_bot: false, first_name: "Анна", username: "anna_reads", language_code: "ru" };
const supergroup = { id: -1_007_777_777_777, type: "supergroup", title: "Группа" };
const channel = { id: -1_008_888_888_888, type: "channel", title: "Канал" };
const inGroup = { chat: supergroup };
const inPrivate = { chat: { id: ANNA, type: "private", first_name: "Анна" } };
const inTheirs = { chat: { id: BORIS, type: "private", first_name: "Анна" } };
const byAnna = { type: "user", date: 1, sender_user: anna };

/** Everybody who is no administrator of ours, however much they look like one. */
const FORGED: readonly (readonly [who: string, message: Readonly<Record<string, unknown>>])[] = [
  ["somebody with the same name and username", { ...inTheirs, from: boris }],
  ["somebody who forwards the administrator", { ...inTheirs, from: boris, forward_origin: byAnna }],
  [
    "somebody who replies to the administrator",
    { ...inGroup, from: boris, reply_to_message: { message_id: 1, date: 1, ...inGroup, from: anna } },
  ],
  [
    "an anonymous administrator of a group",
    {
      ...inGroup,
      from: { id: ANONYMOUS, is_bot: true, first_name: "Group" },
      sender_chat: supergroup,
      author_signature: "Анна",
    },
  ],
  ["the administrator's id behind a group's name", { ...inGroup, from: anna, sender_chat: supergroup }],
  [
    "a channel that writes in a group",
    {
      ...inGroup,
      from: { id: CHANNEL_BOT, is_bot: true, first_name: "Channel" },
      sender_chat: channel,
      author_signature: "Анна",
    },
  ],
  [
    "a post that a discussion group gets of its channel",
    {
      ...inGroup,
      from: { id: TELEGRAM, is_bot: false, first_name: "Telegram" },
      sender_chat: channel,
      is_automatic_forward: true,
      author_signature: "Анна",
    },
  ],
  ["nobody", inPrivate],
  ["an id in words", { ...inPrivate, from: { ...anna, id: String(ANNA) } }],
  ["a negative id", { ...inPrivate, from: { ...anna, id: -ANNA } }],
  [
    "another's words that the administrator forwards",
    {
      ...inPrivate,
      from: anna,
      forward_origin: { type: "user", date: 1, sender_user: boris },
    },
  ],
  [
    "the words of a bot that the administrator has called",
    { ...inPrivate, from: anna, via_bot: { id: 99, is_bot: true, first_name: "Other" } },
  ],
];
const COMMANDS = ["/status", `/hide ${POST}`, "/unhide SASRec", "/import", `/hide@inforetriever_bot ${POST}`];

function commands(message: Readonly<Record<string, unknown>>, first: number) {
  return COMMANDS.map((text, at) => ({
    message_id: first + at,
    date: 1_760_000_000,
    ...message,
    text,
    entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }],
  }));
}

async function settled(world: BotWorld): Promise<void> {
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
  const left = () => figure(world, "SELECT count(*) FROM updates WHERE state <> 'finished'");
  await expect.poll(left, { timeout: 10_000 }).toBe(0);
}

function figure({ databaseUrl }: BotWorld, sql: string): unknown {
  const db = new Sqlite(databaseFile(databaseUrl), { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
}

const HIDDEN = "SELECT (SELECT count(*) FROM hidden_posts) + (SELECT count(*) FROM hidden_papers)";

function expectNothingDone(world: BotWorld): void {
  expect(figure(world, HIDDEN)).toBe(0);
  expect(world.log()).not.toMatch(/an administrator|of an administrator was/);
  const asked = world.telegram.requests.filter(({ method }) => method !== "getUpdates");
  expect(asked.filter(({ method }) => method === "getFile")).toEqual([]);
  const said = asked.map(({ payload }) => JSON.stringify(payload)).join("\n");
  for (const words of ["Индекс в памяти", "Скрыл", "Снова статья", "Экспорт истории"])
    expect(said).not.toContain(words);
}

test("commands of whoever is no administrator do nothing, however much they look like one", async () => {
  const world = await aBotWorld(ADMINS);
  for (const [at, [, message]] of FORGED.entries())
    for (const command of commands(message, 100 + at * 10)) world.telegram.deliver({ message: command });
  await settled(world);
  expectNothingDone(world);
  expect((await world.ask(ANNA, `/hide ${POST}`)).text).toMatch(/^Скрыл/);
});

test("an administrator's edits, guest messages and signed posts are no commands", async () => {
  const world = await aBotWorld(ADMINS);
  for (const command of commands({ ...inPrivate, from: anna }, 100)) {
    world.telegram.deliver({ edited_message: { ...command, edit_date: 1_760_000_001 } });
    world.telegram.deliver({ guest_message: { ...command, ...inGroup, guest_query_id: "g" } });
    const signed = { sender_chat: channel, author_signature: "Анна", chat: channel, from: anna };
    world.telegram.deliver({ channel_post: { ...command, ...signed } });
    world.telegram.publish(world.channelId, { text: command.text, authorSignature: "Анна" });
  }
  await settled(world);
  expectNothingDone(world);
});

test("files of whoever is no administrator are not even asked for", async () => {
  const world = await aBotWorld(ADMINS);
  const document = { file_id: "f", file_unique_id: "u", file_name: "result.json", file_size: 100 };
  const file = { message_id: 5, date: 1_760_000_000, document, caption: "/import @inforetriever 2024" };
  const strangers = FORGED.filter(([, { from }]) => from !== anna);
  for (const [, message] of strangers) world.telegram.deliver({ message: { ...file, ...message } });
  world.telegram.deliver({ message: { ...file, ...inGroup, from: anna } });
  world.telegram.deliver({ edited_message: { ...file, ...inPrivate, from: anna } });
  world.telegram.deliver({ guest_message: { ...file, ...inGroup, from: anna, guest_query_id: "g" } });
  await settled(world);
  expectNothingDone(world);
});

test("administrators' buttons do nothing in other hands, be they theirs, forged or another message's", async () => {
  const world = await aBotWorld(ADMINS);
  const card = await world.ask(ANNA, "/paper SASRec");
  const hide = buttonNamed(card, "Это не статья")?.callback_data ?? "";
  expect(hide).toContain("hide-paper");
  const own = await world.ask(BORIS, "холодный старт");
  const forged = [hide, hide.replace("hide-paper", "unhide-paper"), "admin:hide:1", "admin:unhide:1"];
  for (const data of forged) await world.telegram.press(BORIS, BORIS, own.message_id, { data });
  const message = { message_id: card.message_id, date: 1, ...inPrivate, from: anna };
  for (const data of forged)
    for (const from of [
      boris,
      { ...anna, id: ANONYMOUS },
      { ...anna, id: -ANNA },
      { ...anna, id: `${ANNA}` },
    ]) {
      world.telegram.deliver({ callback_query: { id: "q", from, chat_instance: "1", data, message } });
      world.telegram.deliver({
        callback_query: { id: "q", from, chat_instance: "1", data, inline_message_id: "i" },
      });
    }
  await settled(world);
  expectNothingDone(world);
});
