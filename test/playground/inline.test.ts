import { describe, expect, test } from "vitest";
import type { Update } from "../../src/playground/update-queue.ts";
import { ANNA, BORIS, CLUB, GROUP, KATE, MINUTE, openStage, type Stage } from "./stage.ts";

const TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
const KEYBOARD = { inline_keyboard: [[{ text: "Дальше", callback_data: "next" }]] };

function queryId(update: Update | undefined): string {
  const query = update?.inline_query;
  return query instanceof Object && "id" in query ? String(query.id) : "";
}

const ARTICLE = {
  type: "article",
  id: "1",
  title: "Пост",
  input_message_content: { message_text: "Текст t.me/x" },
};

/** Анна has typed `@bot hstu` and waits. */
async function typed(stage: Stage) {
  const answer = stage.telegram.inlineQuery(ANNA, "hstu", "20");
  const [update] = await stage.updates({ offset: -1 });
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
    results: [{ id: "1", content: { entities: [{ type: "url", offset: 6, length: 6 }] } }],
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
  [
    "a button without a text",
    { results: [], button: { text: " ", start_parameter: "a" } },
    "BUTTON_TEXT_INVALID",
  ],
  [
    "a button with a bad parameter",
    { results: [], button: { text: "a", start_parameter: "с пробелом" } },
    "START_PARAM_INVALID",
  ],
  ["a blank title", { results: [{ ...ARTICLE, title: " " }] }, "ARTICLE_TITLE_EMPTY"],
  [
    "a text that is too long",
    { results: [{ ...ARTICLE, input_message_content: { message_text: "я".repeat(4097) } }] },
    "message is too long",
  ],
  [
    "a keyboard that is not under the message",
    { results: [{ ...ARTICLE, reply_markup: { keyboard: [["a"]] } }] },
    "inline keyboard expected",
  ],
  [
    "a button that does too much",
    {
      results: [
        {
          ...ARTICLE,
          reply_markup: { inline_keyboard: [[{ text: "a", callback_data: "b", url: "https://c.ru" }]] },
        },
      ],
    },
    "can't parse inline keyboard button: Exactly one action is allowed",
  ],
])("an inline answer with %s is refused", async (_, payload, reason) => {
  const stage = await openStage();
  const { inline_query_id } = await typed(stage);
  expect(await stage.refusal("answerInlineQuery", { inline_query_id, ...payload })).toContain(
    `400 Bad Request: ${reason}`,
  );
});

test("the bot learns in what kind of chat a query is typed, not in which", async () => {
  const { telegram, updates } = await openStage();
  void telegram.inlineQuery(ANNA, "раз");
  void telegram.inlineQuery(ANNA, "два", "", { chatId: CLUB });
  const received = await updates();
  expect(received).toMatchObject([
    { inline_query: { chat_type: "sender" } },
    { inline_query: { chat_type: "supergroup" } },
  ]);
  expect(JSON.stringify(received)).not.toContain(String(CLUB));
});

describe("the same query again", () => {
  /** How often the bot is asked when these people type the same thing one after the other. */
  async function asked(stage: Stage, people: readonly number[], more: object) {
    let count = 0;
    for (const userId of people) {
      const answer = stage.telegram.inlineQuery(userId, "hstu");
      const [update] = await stage.updates({ offset: -1 });
      const inline_query_id = queryId(update);
      if ((await stage.call("answerInlineQuery", { inline_query_id, results: [ARTICLE], ...more })).ok)
        count++;
      expect(await answer).toMatchObject({ results: [{ id: "1" }] });
    }
    return count;
  }

  test("is answered without the bot, whoever types it", async () => {
    expect(await asked(await openStage(), [ANNA, ANNA, KATE], {})).toBe(1);
  });

  test("reaches the bot once for each person when the answer is personal", async () => {
    expect(await asked(await openStage(), [ANNA, ANNA, KATE, KATE], { is_personal: true })).toBe(2);
  });

  test("reaches the bot when it wants no cache, when the time is over, and after clearing", async () => {
    const stage = await openStage();
    expect(await asked(stage, [ANNA, ANNA], { cache_time: 0 })).toBe(2);
    expect(await asked(stage, [ANNA, ANNA], { cache_time: 60 })).toBe(1);
    stage.pass(MINUTE);
    expect(await asked(stage, [ANNA, ANNA], {})).toBe(1);
    stage.telegram.clearInlineCache();
    expect(await asked(stage, [ANNA], {})).toBe(1);
  });

  test("says that it comes from the cache; another offset is another query", async () => {
    const stage = await openStage();
    await asked(stage, [ANNA], {});
    expect(await stage.telegram.inlineQuery(ANNA, "hstu")).toMatchObject({ isFromCache: true });
    expect(await stage.telegram.inlineQuery(ANNA, "hstu", "20", { waitMs: 10 })).toBe("timeout");
  });
});

/** Анна has sent a result with a button into this chat. */
async function chosen(stage: Stage, chatId: number, result: object = { ...ARTICLE, reply_markup: KEYBOARD }) {
  const { answer, inline_query_id } = await typed(stage);
  await stage.call("answerInlineQuery", { inline_query_id, results: [result] });
  const given = await answer;
  if (given === "timeout" || given.results[0] === undefined) throw new Error("no answer");
  const message = stage.telegram.chooseInlineResult(ANNA, chatId, given.results[0], "hstu");
  const [update] = await stage.updates({ offset: -1 });
  const choice = update?.chosen_inline_result;
  const id = choice instanceof Object && "inline_message_id" in choice ? choice.inline_message_id : undefined;
  return { message, choice, inline_message_id: id };
}

test("a chosen result becomes the person's message via the bot, in any chat they are in", async () => {
  const stage = await openStage();
  const { message, choice } = await chosen(stage, CLUB);
  expect(message).toMatchObject({
    text: "Текст t.me/x",
    entities: [{ type: "url" }],
    from: { id: ANNA },
    via_bot: { is_bot: true },
    reply_markup: KEYBOARD,
  });
  expect(choice).toMatchObject({ result_id: "1", query: "hstu", from: { id: ANNA } });
  stage.telegram.clearInlineCache();
  const { choice: bare } = await chosen(stage, GROUP, ARTICLE);
  expect(bare).not.toHaveProperty("inline_message_id");
});

test("where the bot is a member it gets the message sent via it too", async () => {
  const stage = await openStage();
  await chosen(stage, GROUP);
  expect(await stage.updates()).toMatchObject([{ chosen_inline_result: {} }]);
  expect(stage.telegram.messages(GROUP)).toMatchObject([{ via_bot: {} }]);
});

test("a press under it names the inline message, which the bot can edit by that name only", async () => {
  const stage = await openStage();
  const { message, inline_message_id } = await chosen(stage, CLUB);
  const pressing = stage.telegram.press(KATE, CLUB, message.message_id, "Дальше");
  const [update] = await stage.updates({ offset: -1 });
  expect(update).toMatchObject({ callback_query: { from: { id: KATE }, inline_message_id, data: "next" } });
  expect(update?.callback_query).not.toHaveProperty("message");
  const edit = (more: object) =>
    stage.call("editMessageText", { inline_message_id, text: "Страница 2", ...more });
  expect((await edit({ reply_markup: KEYBOARD })).result).toBe(true);
  expect(stage.telegram.messages(CLUB)).toMatchObject([{ text: "Страница 2", via_bot: {}, edit_date: {} }]);
  expect((await edit({ reply_markup: KEYBOARD })).description).toContain("message is not modified");
  expect((await stage.call("editMessageReplyMarkup", { inline_message_id })).result).toBe(true);
  expect(await stage.refusal("editMessageText", { inline_message_id: "x", text: "a" })).toBe(
    "400 Bad Request: MESSAGE_ID_INVALID",
  );
  expect(
    await stage.refusal("editMessageText", { chat_id: CLUB, message_id: message.message_id, text: "a" }),
  ).toContain("403 Forbidden: bot is not a member");
  void pressing;
});

test("a person can send a result only where they are", async () => {
  const stage = await openStage();
  const { message } = await chosen(stage, ANNA);
  expect(message.chat.id).toBe(ANNA);
  await expect(chosen(stage, BORIS)).rejects.toThrow("is not in chat");
});
