import { InlineKeyboard } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import { expect, test } from "vitest";
import { hasVotes } from "../../src/telegram/vote-buttons.ts";

test("a message that asks for a reply has no buttons, and so no votes", () => {
  const asking: object = { force_reply: true };
  expect(hasVotes(asking as InlineKeyboardMarkup)).toBe(false);
  expect(hasVotes(undefined)).toBe(false);
  expect(hasVotes(new InlineKeyboard().text("1", "token:show"))).toBe(false);
});
