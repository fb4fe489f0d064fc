import { expect, test } from "vitest";
import { bareId } from "../../src/channel/channel-id.ts";

test.each([
  [-1001234567890, 1234567890],
  [1234567890, 1234567890],
  [-1234567890, -1234567890],
  [-1001234, -1001234],
  [100, 100],
])("the channel that Telegram writes as %d is %d", (written, id) => {
  expect(bareId(written)).toBe(id);
});
