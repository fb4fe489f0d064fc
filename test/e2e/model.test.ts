import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, KATE } from "../support/bot-world.ts";
import { anLlmServer, askedOf, fails, type LlmReply, writes } from "../support/llm-server.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";

const QUESTION = "когда gBCE доехала до прода?";
const WORDS = "gBCE доехала в прод 14 ноября и дала плюс 0,8 % дослушиваний {доехала в прод 14 ноября}.";
const KEY = "very-secret-key";

async function aWorldWithModel(
  reply: LlmReply,
  env: Record<string, string> = {},
  adminIds: readonly number[] = [],
) {
  const server = await anLlmServer(reply);
  const settings = { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "small", LLM_API_KEY: KEY };
  const world = await aBotWorld({ env: { ...settings, ...env }, adminIds });
  return { world, server };
}

test("a question is answered in the model's words, with the quotes that they rest on", async () => {
  const { world, server } = await aWorldWithModel(writes(WORDS));
  const answer = await world.ask(ANNA, QUESTION);
  expect(answer.text).toMatch(
    /^gBCE доехала в прод 14 ноября и дала плюс 0,8 % дослушиваний\. \[1\]\n\n\[1\] /,
  );
  expect(linksOf(answer)).toEqual(["https://t.me/lenta_i_vektor/46"]);
  expect(buttonsOf(answer)).toEqual([
    "1",
    "Ещё об этом",
    "Похожие посты",
    "Источники",
    "👍 Помогло",
    "👎 Нет",
  ]);
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(askedOf(server.requests[0])).toContain(`<question>${QUESTION}</question>`);
});

test("each reader is answered in their language", async () => {
  const { world, server } = await aWorldWithModel(writes(WORDS));
  await world.ask(ANNA, QUESTION);
  await world.ask(KATE, QUESTION);
  const rules = server.requests.map(({ body }) => body.messages[0]?.content);
  expect(rules).toEqual([expect.stringContaining("in Russian"), expect.stringContaining("in English")]);
});

test("back from a card the same words stand there, and the model is not asked again", async () => {
  const { world, server } = await aWorldWithModel(writes(WORDS));
  const answer = await world.ask(ANNA, QUESTION);
  const card = await world.pressForEdit(ANNA, answer, "1");
  expect((await world.pressForEdit(ANNA, card, "‹ К списку")).text).toBe(answer.text);
  expect(server.requests).toHaveLength(1);
});

test("where the model fails people get the quotes, and the log has a line without their words or the key", async () => {
  const { world } = await aWorldWithModel(fails(401));
  expect((await world.ask(ANNA, QUESTION)).text).toMatch(/^14 ноября\n\n\[1\] /);
  const lines = world.log().split("\n");
  expect(lines.filter((line) => line.includes("the language model did not answer"))).toEqual([
    expect.stringMatching(/"level":40.*"failure":"refused","status":401,"ms":\d+/),
  ]);
  expect(world.log()).not.toContain("gBCE");
  expect(world.log()).not.toContain(KEY);
});

test("whoever has had the answers of the day gets quotes; /forget erases how many they had", async () => {
  const { world, server } = await aWorldWithModel(writes(WORDS), { LLM_DAILY_ANSWERS_PER_PERSON: "1" });
  await world.ask(ANNA, QUESTION);
  expect((await world.ask(ANNA, "а когда же gBCE доехала до прода?")).text).toMatch(/^14 ноября\n/);
  expect(server.requests).toHaveLength(1);
  const question = await world.ask(ANNA, "/forget");
  await world.pressForEdit(ANNA, question, "Стереть");
  await world.ask(ANNA, "а когда же gBCE доехала до прода?");
  expect(server.requests).toHaveLength(2);
});

test("/status tells administrators how many answers are in the model's words, and why others are not", async () => {
  const { world } = await aWorldWithModel(writes(WORDS), { LLM_DAILY_ANSWERS_PER_PERSON: "1" }, [BORIS]);
  await world.ask(ANNA, QUESTION);
  await world.ask(ANNA, "а когда же gBCE доехала до прода?");
  expect((await world.ask(BORIS, "/status")).text).toContain(
    "Модель с запуска: своими словами 1, цитатами вместо них: rationed 1",
  );
});
