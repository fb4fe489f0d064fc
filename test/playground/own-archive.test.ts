import { expect, test } from "vitest";
import { playgroundWorld } from "../../src/cli/playground-world.ts";
import { aChannel, aStoredPost } from "../support/posts.ts";
import { ANNA, openStage } from "./stage.ts";

const FIRST = { id: 1, ...aChannel({ telegramId: 11, username: "pervyj", title: "Первый" }) };
const SECOND = { id: 2, ...aChannel({ telegramId: null, username: null, title: "Второй" }) };

test("every channel of an archive is a chat in which Анна publishes", async () => {
  const world = playgroundWorld([
    { channel: FIRST, posts: [aStoredPost({ messageId: 7 })] },
    { channel: SECOND, posts: [aStoredPost({ messageId: 8, channel: SECOND })] },
  ]);
  const { playground, telegram } = await openStage({ world });
  const channels = await channelDialogs(playground.url);
  expect(channels).toMatchObject([
    { title: "Первый", userId: ANNA, canPublish: true },
    { title: "Второй", userId: ANNA, canPublish: true },
  ]);
  for (const { chatId } of channels) {
    telegram.publish(chatId, "Новый пост");
    expect(telegram.messages(chatId)).toHaveLength(2);
  }
});

test("a channel whose posts have no ids is an empty chat, and publishing begins it", async () => {
  const { playground, telegram } = await openStage({
    world: playgroundWorld([{ channel: SECOND, posts: [] }]),
  });
  const [channel] = await channelDialogs(playground.url);
  const { key, chatId } = channel ?? { key: "", chatId: 0 };
  const messages = async () => (await fetch(`${playground.url}/client/dialogs/${key}/messages`)).json();
  expect(await messages()).toEqual({ messages: [], more: false });
  telegram.publish(chatId, "Первый с номером");
  expect(await messages()).toMatchObject({ messages: [{ message_id: 1, text: "Первый с номером" }] });
});

interface Dialog {
  readonly key: string;
  readonly chatId: number;
  readonly kind: string;
}

async function channelDialogs(url: string): Promise<Dialog[]> {
  const world = (await (await fetch(`${url}/client/world`)).json()) as { dialogs: Dialog[] };
  return world.dialogs.filter(({ kind }) => kind === "channel");
}
