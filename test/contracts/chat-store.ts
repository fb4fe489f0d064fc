import { describe, expect, test } from "vitest";
import type { ButtonStore } from "../../src/telegram/buttons.ts";
import type { ChatStore } from "../../src/telegram/chats.ts";
import { type Inbox, MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { takeUpAll } from "../support/waiting-updates.ts";

const now = new Date("2024-11-18T12:00:00Z");
const PERSON = 5_000_000_001;
const GROUP = -2001;
const SUPERGROUP = -1_003_000_000_001;

/** What every ChatStore promises. `open` gives an empty one. */
export function chatStoreContract(name: string, open: () => Promise<ChatStore & ButtonStore & Inbox>): void {
  describe(`${name}: chats`, () => {
    test("settings are found as they were saved last", async () => {
      const chats = await open();
      expect(await chats.chatSettings(PERSON)).toBeNull();
      await chats.saveChatSettings(PERSON, `{"language":"ru"}`);
      await chats.saveChatSettings(PERSON, `{"language":"en"}`);
      expect(await chats.chatSettings(PERSON)).toBe(`{"language":"en"}`);
    });

    test("a group that moves takes its settings along, once", async () => {
      const chats = await open();
      await chats.saveChatSettings(GROUP, "{}");
      await chats.moveChat(GROUP, SUPERGROUP);
      await chats.moveChat(GROUP, SUPERGROUP);
      expect(await chats.chatSettings(SUPERGROUP)).toBe("{}");
      expect(await chats.chatSettings(GROUP)).toBeNull();
    });

    test("what the new id of a group has already is newer, and stays", async () => {
      const chats = await open();
      await chats.saveChatSettings(GROUP, `{"answerLength":"full"}`);
      await chats.saveChatSettings(SUPERGROUP, `{"answerLength":"short"}`);
      await chats.moveChat(GROUP, SUPERGROUP);
      expect(await chats.chatSettings(SUPERGROUP)).toBe(`{"answerLength":"short"}`);
      expect(await chats.chatSettings(GROUP)).toBeNull();
    });

    test("what a forgotten person wrote and nobody could answer is gone, too", async () => {
      const chats = await open();
      const from = (id: number) => ({ message: { from: { id }, text: "тайна" } });
      await chats.accept([
        { update_id: 1, ...from(PERSON) },
        { update_id: 2, ...from(PERSON + 1) },
      ]);
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) await takeUpAll(chats);
      expect(await chats.forgetPerson(PERSON)).toBe(1);
      expect(await chats.parked()).toEqual([2]);
    });

    test("a person who is forgotten leaves nothing, and nobody else loses anything", async () => {
      const chats = await open();
      await chats.saveChatSettings(PERSON, "{}");
      await chats.saveChatSettings(PERSON + 1, "{}");
      await chats.saveButton("theirs", { userId: PERSON, state: "{}" }, now);
      await chats.saveButton("another's", { userId: PERSON + 1, state: "{}" }, now);
      expect(await chats.forgetPerson(PERSON)).toBe(2);
      expect(await chats.forgetPerson(PERSON)).toBe(0);
      expect(await chats.chatSettings(PERSON)).toBeNull();
      expect(await chats.findButton("theirs", now)).toBeNull();
      expect(await chats.chatSettings(PERSON + 1)).toBe("{}");
      expect(await chats.findButton("another's", now)).not.toBeNull();
    });
  });
}
