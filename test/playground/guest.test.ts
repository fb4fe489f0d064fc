import { expect, test } from "vitest";
import { ANNA, CLUB, GROUP, KATE, openStage, type Stage } from "./stage.ts";

const TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
const KEYBOARD = { inline_keyboard: [[{ text: "Дальше", callback_data: "next" }]] };
const RESULT = {
  type: "article",
  id: "1",
  title: "Ответ",
  input_message_content: { message_text: "<b>Нашлось</b>", parse_mode: "HTML" },
  reply_markup: KEYBOARD,
};

/** Kate has called the bot into a chat that it is not in, and waits. */
async function called(stage: Stage, text = "@inforetriever_bot hstu", place: object = {}) {
  const answer = stage.telegram.guestQuery(KATE, CLUB, text, place);
  const [update] = await stage.updates({ offset: -1 });
  const message = update?.guest_message;
  const id = message instanceof Object && "guest_query_id" in message ? String(message.guest_query_id) : "";
  return { answer, message, guest_query_id: id };
}

test("the bot says that it can be called as a guest", async () => {
  const { call } = await openStage();
  expect((await call("getMe")).result).toMatchObject({ supports_guest_queries: true });
});

test("a mention where the bot is not a member calls it as a guest, with what is replied to", async () => {
  const stage = await openStage();
  const question = stage.telegram.send(ANNA, CLUB, "А где про HSTU?");
  const { message } = await called(stage, "@Inforetriever_bot найди", { replyTo: question.message_id });
  expect(message).toMatchObject({
    text: "@Inforetriever_bot найди",
    entities: [{ type: "mention" }],
    from: { id: KATE },
    chat: { id: CLUB },
    reply_to_message: { text: "А где про HSTU?" },
    guest_query_id: expect.any(String),
  });
});

test("its one message appears there and says who called", async () => {
  const stage = await openStage();
  const { answer, guest_query_id } = await called(stage);
  const { result } = await stage.call("answerGuestQuery", { guest_query_id, result: RESULT });
  expect(result).toEqual({ inline_message_id: expect.any(String) });
  const message = await answer;
  expect(message).toMatchObject({
    text: "Нашлось",
    entities: [{ type: "bold" }],
    from: { is_bot: true },
    guest_bot_caller_user: { id: KATE },
    reply_markup: KEYBOARD,
  });
  expect(stage.telegram.messages(CLUB).at(-1)).toEqual(message);
  expect(await stage.refusal("sendMessage", { chat_id: CLUB, text: "ещё" })).toContain("403");
});

test("the message is known to the bot by its inline id: presses and edits use that", async () => {
  const stage = await openStage();
  const { answer, guest_query_id } = await called(stage);
  const { result } = await stage.call<{ inline_message_id: string }>("answerGuestQuery", {
    guest_query_id,
    result: RESULT,
  });
  const message = await answer;
  if (message === "timeout") throw new Error("no answer");
  void stage.telegram.press(ANNA, CLUB, message.message_id, "Дальше", 10);
  expect(await stage.updates({ offset: -1 })).toMatchObject([{ callback_query: result }]);
  expect(await stage.refusal("editMessageText", { ...result, text: "Дальше" })).toBe("ok");
  expect(await stage.telegram.waitForMessage(CLUB)).toMatchObject({ text: "Дальше" });
});

test("an anonymous administrator calls as the group", async () => {
  const stage = await openStage();
  const answer = stage.telegram.guestQuery(ANNA, CLUB, "@inforetriever_bot", { isAnonymous: true });
  const [update] = await stage.updates();
  const message = update?.guest_message;
  const guest_query_id =
    message instanceof Object && "guest_query_id" in message ? message.guest_query_id : "";
  await stage.call("answerGuestQuery", { guest_query_id, result: RESULT });
  expect(await answer).toMatchObject({ guest_bot_caller_chat: { id: CLUB } });
  expect(await answer).not.toHaveProperty("guest_bot_caller_user");
});

test("a query is answered once, not late, and not when it is unknown", async () => {
  const stage = await openStage();
  const reply = (guest_query_id: string) =>
    stage.refusal("answerGuestQuery", { guest_query_id, result: RESULT });
  const first = await called(stage);
  expect(await reply(first.guest_query_id)).toBe("ok");
  expect(await reply(first.guest_query_id)).toBe(TOO_OLD);
  expect(await reply("1")).toBe(TOO_OLD);
  const second = await called(stage, "@inforetriever_bot ещё", { waitMs: 10 });
  expect(await second.answer).toBe("timeout");
  stage.pass(30_001);
  expect(await reply(second.guest_query_id)).toBe(TOO_OLD);
});

test.each([
  ["nothing", undefined, "can't parse inline query result: expected an Object"],
  [
    "no content",
    { ...RESULT, input_message_content: undefined },
    "can't parse inline query result: Can't find",
  ],
  ["an empty id", { ...RESULT, id: "" }, "RESULT_ID_EMPTY"],
  ["a long id", { ...RESULT, id: "я".repeat(33) }, "RESULT_ID_INVALID"],
  [
    "broken HTML",
    { ...RESULT, input_message_content: { message_text: "<b>", parse_mode: "HTML" } },
    "can't parse entities",
  ],
  ["a reply keyboard", { ...RESULT, reply_markup: { force_reply: true } }, "inline keyboard expected"],
])("a guest's answer with %s is refused and can be mended", async (_, result, reason) => {
  const stage = await openStage();
  const { guest_query_id } = await called(stage);
  const before = stage.telegram.messages(CLUB).length;
  expect(await stage.refusal("answerGuestQuery", { guest_query_id, result })).toContain(
    `400 Bad Request: ${reason}`,
  );
  expect(stage.telegram.messages(CLUB)).toHaveLength(before);
  expect(await stage.refusal("answerGuestQuery", { guest_query_id, result: RESULT })).toBe("ok");
});

test("nothing else calls a guest: no plain text, no member, no bot that was thrown out", async () => {
  const { telegram, updates } = await openStage();
  expect(() => telegram.guestQuery(KATE, CLUB, "просто так")).toThrow("calls no guest");
  expect(() => telegram.guestQuery(KATE, GROUP, "@inforetriever_bot")).toThrow("calls no guest");
  telegram.kick(GROUP);
  telegram.send(KATE, GROUP, "@inforetriever_bot");
  telegram.send(KATE, CLUB, "/help@inforetriever_bot");
  expect((await updates()).filter(({ guest_message }) => guest_message !== undefined)).toEqual([]);
});
