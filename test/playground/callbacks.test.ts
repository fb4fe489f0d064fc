import { expect, test } from "vitest";
import type { Update } from "../../src/playground/update-queue.ts";
import { ANNA, GROUP, openStage, type Stage } from "./stage.ts";

const TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
const KEYBOARD = {
  inline_keyboard: [
    [
      { text: "Дальше", callback_data: "next" },
      { text: "Канал", url: "https://t.me/probapera" },
    ],
  ],
};

/** Анна has pressed «Дальше» and waits. */
async function pressed(stage: Stage, waitMs?: number) {
  const { message_id } = await stage.say(ANNA, "Страница 1", { reply_markup: KEYBOARD });
  const answer = stage.telegram.press(ANNA, ANNA, message_id, "Дальше", waitMs);
  const update = (await stage.updates()).at(-1);
  return { answer, message_id, callback_query_id: queryId(update), update };
}

function queryId(update: Update | undefined): string {
  const query = update?.callback_query;
  return query instanceof Object && "id" in query ? String(query.id) : "";
}

test("a press tells who, where and what, and the answer reaches the person", async () => {
  const stage = await openStage();
  const { answer, callback_query_id, update, message_id } = await pressed(stage);
  expect(update).toMatchObject({
    callback_query: { from: { id: ANNA }, message: { message_id, text: "Страница 1" }, data: "next" },
  });
  expect(
    await stage.refusal("answerCallbackQuery", { callback_query_id, text: "Вот", show_alert: true }),
  ).toBe("ok");
  expect(await answer).toEqual({ text: "Вот", show_alert: true });
});

test("a press is answered once", async () => {
  const stage = await openStage();
  const { callback_query_id } = await pressed(stage);
  expect(await stage.refusal("answerCallbackQuery", { callback_query_id })).toBe("ok");
  expect(await stage.refusal("answerCallbackQuery", { callback_query_id })).toBe(TOO_OLD);
});

test("an unknown press and one older than fifteen seconds cannot be answered", async () => {
  const stage = await openStage();
  const { callback_query_id } = await pressed(stage);
  stage.pass(15_001);
  expect(await stage.refusal("answerCallbackQuery", { callback_query_id })).toBe(TOO_OLD);
  expect(await stage.refusal("answerCallbackQuery", { callback_query_id: "1" })).toBe(TOO_OLD);
});

test("an answer over 200 characters or with a foreign address is refused, and can be mended", async () => {
  const stage = await openStage();
  const { answer, callback_query_id } = await pressed(stage);
  const reply = (more: object) => stage.refusal("answerCallbackQuery", { callback_query_id, ...more });
  expect(await reply({ text: "я".repeat(201) })).toBe("400 Bad Request: MESSAGE_TOO_LONG");
  expect(await reply({ url: "https://example.com" })).toBe("400 Bad Request: URL_INVALID");
  expect(await reply({ url: "https://t.me/inforetriever_bot?start=x" })).toBe("ok");
  expect(await answer).toEqual({ url: "https://t.me/inforetriever_bot?start=x" });
});

test("a person does not wait for ever, and cannot press what is not there", async () => {
  const stage = await openStage();
  const { answer, message_id } = await pressed(stage, 20);
  expect(await answer).toBe("timeout");
  await expect(stage.telegram.press(ANNA, ANNA, message_id, "Назад")).rejects.toThrow(
    `Message ${message_id} has no callback button "Назад"; it has "Дальше", "Канал"`,
  );
});

test("everybody in a group can press, also a button that is gone", async () => {
  const stage = await openStage();
  const { message_id } = await stage.say(GROUP, "Страница 1", { reply_markup: KEYBOARD });
  void stage.telegram.press(ANNA, GROUP, message_id, { data: "old" }, 20);
  expect(await stage.updates()).toMatchObject([{ callback_query: { from: { id: ANNA }, data: "old" } }]);
});
