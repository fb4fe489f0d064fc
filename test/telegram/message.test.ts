import { FormattedString } from "@grammyjs/parse-mode";
import { expect, test } from "vitest";
import { fitMessage, MAX_MESSAGE_CHARS } from "../../src/telegram/message.ts";

test("a message within the limits is sent as it is", () => {
  const text = FormattedString.b("short");
  expect(fitMessage(text)).toBe(text);
});

test("a long message is cut to 4096 UTF-16 units at a whole character", () => {
  const fitted = fitMessage(FormattedString.b(`a${"🦊".repeat(3000)}`));
  expect(fitted.text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARS);
  expect(fitted.text.isWellFormed()).toBe(true);
  expect(fitted.text.endsWith("🦊…")).toBe(true);
  const bold = fitted.entities[0];
  expect((bold?.offset ?? 0) + (bold?.length ?? 0)).toBeLessThanOrEqual(fitted.text.length);
});

test("of more than 100 entities the links stay", () => {
  const bold = Array.from({ length: 120 }, () => FormattedString.b("x"));
  const links = Array.from({ length: 30 }, (_, at) => FormattedString.a("y", `https://t.me/c/${at}`));
  const fitted = fitMessage(FormattedString.join([...bold, ...links], " "));
  expect(fitted.entities).toHaveLength(100);
  expect(fitted.entities.filter(({ type }) => type === "text_link")).toHaveLength(30);
});
