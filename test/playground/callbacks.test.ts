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
  const query = update?.callback_query ?? update?.inline_query;
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

const ARTICLE = {
  type: "article",
  id: "1",
  title: "Пост",
  input_message_content: { message_text: "Текст t.me/x" },
};

/** Анна has typed `@bot hstu` and waits. */
async function typed(stage: Stage) {
  const answer = stage.telegram.inlineQuery(ANNA, "hstu", "20");
  const [update] = await stage.updates();
  return { answer, update, inline_query_id: queryId(update) };
}

test("an inline query is answered once, its results carry the entities found", async () => {
  const stage = await openStage();
  const { answer, update, inline_query_id } = await typed(stage);
  expect(update).toMatchObject({ inline_query: { from: { id: ANNA }, query: "hstu", offset: "20" } });
  const payload = {
    inline_query_id,
    results: [ARTICLE],
    next_offset: "40",
    button: { text: "Ещё", start_parameter: "x" },
  };
  expect(await stage.refusal("answerInlineQuery", payload)).toBe("ok");
  expect(await answer).toMatchObject({
    results: [{ id: "1", input_message_content: { entities: [{ type: "url", offset: 6, length: 6 }] } }],
    next_offset: "40",
    button: { text: "Ещё" },
  });
  expect(await stage.refusal("answerInlineQuery", payload)).toBe(TOO_OLD);
});

test.each([
  [
    "more than 50",
    { results: Array.from({ length: 51 }, (_, i) => ({ ...ARTICLE, id: String(i) })) },
    "too many inline query results specified",
  ],
  ["the same id twice", { results: [ARTICLE, ARTICLE] }, "RESULT_ID_DUPLICATE"],
  ["an id over 64 bytes", { results: [{ ...ARTICLE, id: "я".repeat(33) }] }, "RESULT_ID_INVALID"],
  ["an empty id", { results: [{ ...ARTICLE, id: "" }] }, "RESULT_ID_EMPTY"],
  ["a long offset", { results: [], next_offset: "я".repeat(33) }, "NEXT_OFFSET_INVALID"],
  [
    "no content",
    { results: [{ type: "article", id: "1", title: "a" }] },
    `can't parse inline query result: Can't find field "input_message_content"`,
  ],
  [
    "an empty content",
    { results: [{ ...ARTICLE, input_message_content: { message_text: "" } }] },
    "can't parse inline query result: Input message content is not specified",
  ],
  [
    "no title",
    { results: [{ ...ARTICLE, title: undefined }] },
    `can't parse inline query result: Can't find field "title"`,
  ],
  [
    "an unknown type",
    { results: [{ ...ARTICLE, type: "poem" }] },
    'can\'t parse inline query result: type "poem" is unsupported for the inline query result',
  ],
  [
    "broken HTML",
    { results: [{ ...ARTICLE, input_message_content: { message_text: "<b>", parse_mode: "HTML" } }] },
    "can't parse entities: ",
  ],
  [
    "a button that does nothing",
    { results: [], button: { text: "a" } },
    "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
  ],
])("an inline answer with %s is refused", async (_, payload, reason) => {
  const stage = await openStage();
  const { inline_query_id } = await typed(stage);
  expect(await stage.refusal("answerInlineQuery", { inline_query_id, ...payload })).toContain(
    `400 Bad Request: ${reason}`,
  );
});

test("a chosen result becomes the person's message via the bot", async () => {
  const stage = await openStage();
  const { answer, inline_query_id } = await typed(stage);
  await stage.call("answerInlineQuery", { inline_query_id, results: [ARTICLE] });
  const given = await answer;
  if (given === "timeout" || given.results[0] === undefined) throw new Error("no answer");
  const { update_id: last = 0 } = (await stage.updates()).at(-1) ?? {};
  stage.telegram.chooseInlineResult(ANNA, GROUP, given.results[0], "hstu");
  expect(await stage.updates({ offset: last + 1 })).toMatchObject([
    { message: { text: "Текст t.me/x", from: { id: ANNA }, via_bot: { is_bot: true } } },
    { chosen_inline_result: { result_id: "1", query: "hstu" } },
  ]);
});
