import fc from "fast-check";
import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP } from "../support/bot-world.ts";

const RUNS = 400;

const from = { id: ANNA, is_bot: false, first_name: "Анна", language_code: "ru" };
const privateChat = { id: ANNA, type: "private", first_name: "Анна" };
const message = {
  message_id: 5,
  date: 1_760_000_000,
  chat: privateChat,
  from,
  text: "/search холодный старт",
  entities: [{ type: "bot_command", offset: 0, length: 7 }],
};

/** One of each kind that the bot asks for, and some that it does not. */
const UPDATES: readonly Record<string, unknown>[] = [
  { message },
  { message: { ...message, text: "эмбеддинги", reply_to_message: { ...message, message_id: 4 } } },
  { message: { ...message, chat: { id: GROUP, type: "group", title: "Группа" } } },
  {
    message: {
      ...message,
      text: undefined,
      forward_origin: {
        type: "channel",
        date: 1,
        message_id: 3,
        chat: { id: -1_001_234_567_890, type: "channel", title: "Канал" },
      },
    },
  },
  { callback_query: { id: "q", from, chat_instance: "1", data: "1:Xk2_abcDEF-9:0.newest", message } },
  { callback_query: { id: "q", from, chat_instance: "1", data: "1:settings:language=en", message } },
  {
    callback_query: {
      id: "q",
      from,
      chat_instance: "1",
      data: "1:Xk2_abcDEF-9:c5.0.0r",
      inline_message_id: "abc",
    },
  },
  { inline_query: { id: "q", from, query: "SASRec", offset: "" } },
  { guest_message: { ...message, guest_query_id: "g", text: "@inforetriever_bot SASRec" } },
  {
    my_chat_member: {
      chat: privateChat,
      from,
      date: 1,
      old_chat_member: { status: "left", user: from },
      new_chat_member: { status: "member", user: from },
    },
  },
  { poll: { id: "1" } },
  { something_new: { id: 1 } },
];

const RUBBISH = [
  null,
  undefined,
  "",
  0,
  -1,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  "🦊".repeat(4096),
  true,
  { id: "x" },
  "\ud83e",
];

/** The update with something taken out or put in somewhere. */
const mutated = fc
  .record({
    base: fc.constantFrom(...UPDATES),
    place: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
    rubbish: fc.constantFrom(...RUBBISH),
  })
  .map(({ base, place, rubbish }) => mutate(structuredClone(base), place, rubbish));

function mutate(target: Record<string, unknown>, [first = 0, ...deeper]: number[], rubbish: unknown) {
  const names = Object.keys(target);
  const name = names[first % Math.max(1, names.length)];
  if (name === undefined) return target;
  const inner = target[name];
  if (deeper.length > 0 && isRecord(inner)) mutate(inner, deeper, rubbish);
  else target[name] = rubbish;
  return target;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

test("updates with wrong, missing and unknown fields end nothing, and the next person is answered", async () => {
  const world = await aBotWorld();
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  process.on("unhandledRejection", note);
  for (const fields of fc.sample(mutated, { numRuns: RUNS, seed: 20241119 })) world.telegram.deliver(fields);
  await expect.poll(() => world.telegram.pendingUpdates(), { timeout: 30_000 }).toBe(0);
  await stillAnswers(world);
  expect(world.log()).not.toMatch(/could not be finished|TypeError/);
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
  expect(world.fatal()).toBeUndefined();
}, 60_000);

/** By another person: Anna has used up what she may ask. */
async function stillAnswers(world: BotWorld): Promise<void> {
  expect((await world.ask(BORIS, "холодный старт")).text).toContain("по запросу холодный старт");
}

test("a pressed button is answered even where the rest of its update is broken", async () => {
  const world = await aBotWorld();
  world.telegram.deliver({ callback_query: { id: "broken", from: null, data: 5 } });
  await world.waitForLog(/wrong or missing fields/);
  const answered = () =>
    world.telegram.requests.filter(
      ({ method, payload }) => method === "answerCallbackQuery" && payload.callback_query_id === "broken",
    );
  await expect.poll(answered).toHaveLength(1);
});
