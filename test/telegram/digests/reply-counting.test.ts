import { Api } from "grammy";
import { expect, test } from "vitest";
import { countReplies } from "../../../src/telegram/digests/reply-counting.ts";

function counted(response: object) {
  const replies: number[] = [];
  const pauses: number[] = [];
  const api = new Api("1:token");
  api.config.use(async () => JSON.parse(JSON.stringify(response)));
  api.config.use(
    countReplies({ countReply: (chatId) => replies.push(chatId), pause: (ms) => pauses.push(ms) }),
  );
  return { api, replies, pauses };
}

test("what people are sent counts, and that we are typing does not", async () => {
  const { api, replies } = counted({ ok: true, result: true });
  await api.sendMessage(1, "привет");
  await api.editMessageText(2, 7, "привет");
  await api.sendChatAction(3, "typing");
  await api.getChatMember(4, 1);
  await api.sendMessage("@channel", "привет");
  expect(replies).toEqual([1, 2]);
});

test("a 429 pauses what nobody waits for, but one to a poll does not", async () => {
  const { api, pauses } = counted({
    ok: false,
    error_code: 429,
    description: "",
    parameters: { retry_after: 4 },
  });
  await expect(api.sendMessage(1, "привет")).rejects.toThrow();
  await expect(api.getUpdates()).rejects.toThrow();
  expect(pauses).toEqual([4000]);
});
