import { expect, test } from "vitest";
import { archiveFile, desktopJson, jsonMessage, readArchive } from "../../support/archives.ts";

const account = {
  about: "Here is the data you requested.",
  chats: {
    list: [
      { name: "Ann", type: "personal_chat", id: 1, messages: [jsonMessage(1, { text: "private" })] },
      { type: "saved_messages", id: 2, messages: [jsonMessage(1, { text: "mine" })] },
      { name: "Helper", type: "bot_chat", id: 3, messages: [] },
      { ...desktopJson([jsonMessage(10)]), name: "First", id: 1500000011 },
      { name: "Team", type: "private_supergroup", id: 4, messages: [jsonMessage(1, { text: "group" })] },
      { ...desktopJson([jsonMessage(20)]), name: "Second", type: "private_channel", id: 1500000022 },
    ],
  },
  left_chats: { list: [{ ...desktopJson([jsonMessage(30)]), name: "Left", id: 1500000033 }] },
};

test("of a whole account all channels are imported, and what is left out is named", async () => {
  const { channels, posts, notices } = await readArchive(await archiveFile(account));
  expect(channels.map(({ title }) => title)).toEqual(["First", "Second", "Left"]);
  expect(posts.map(({ messageId }) => messageId)).toEqual([10, 20, 30]);
  expect(notices).toHaveLength(1);
  for (const name of ['personal chat "Ann"', "saved messages", 'bot "Helper"', 'group "Team"'])
    expect(notices[0]).toContain(name);
});

test.each(["second", "1500000022", "-1001500000022"])(
  "--channel %s picks one channel of an account",
  async (channel) => {
    const { channels, posts, notices, error } = await readArchive(await archiveFile(account), { channel });
    expect(error).toBeNull();
    expect(channels).toEqual([{ telegramId: 1500000022, title: "Second" }]);
    expect(posts.map(({ messageId }) => messageId)).toEqual([20]);
    expect(notices).toEqual([]);
  },
);

test("a channel that the account does not have is an error that lists those it has", async () => {
  const { posts, error } = await readArchive(await archiveFile(account), { channel: "Third" });
  expect(posts).toEqual([]);
  expect(error).toMatchObject({
    code: "CHANNEL_NOT_FOUND",
    hint: expect.stringContaining('"First", "Second", "Left"'),
  });
});

test("picking a chat that is no channel names it in the error", async () => {
  const { error } = await readArchive(await archiveFile(account), { channel: "Team" });
  expect(error).toMatchObject({ code: "NOT_A_CHANNEL", message: expect.stringContaining('group "Team"') });
});

test.each([
  ["personal_chat", 'personal chat "Ann"'],
  ["bot_chat", 'chat with the bot "Ann"'],
  ["private_group", 'group "Ann"'],
  ["public_supergroup", 'group "Ann"'],
])("an export of a %s is refused by name", async (type, named) => {
  const { posts, error } = await readArchive(
    await archiveFile(desktopJson([jsonMessage(1)], { name: "Ann", type })),
  );
  expect(posts).toEqual([]);
  expect(error).toMatchObject({ code: "NOT_A_CHANNEL", message: expect.stringContaining(named) });
});

test("an account without a channel is refused with the names of its chats", async () => {
  const chats = { list: account.chats.list.slice(0, 2) };
  const { error } = await readArchive(await archiveFile({ chats }));
  expect(error).toMatchObject({
    code: "NOT_A_CHANNEL",
    message: expect.stringContaining('personal chat "Ann", saved messages'),
  });
});
