import { expect, test } from "vitest";
import { redact, reportError } from "../src/error-report.ts";

test.each([
  ["a bare key", "401: Incorrect API key provided: sk-proj-abcDEF_123-456."],
  ["a key in a header", 'Headers.append: "Bearer hunter2-abcDEF_123-456" is an invalid header value.'],
  ["a token", "https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe"],
])("%s is in no report", (_, message) => {
  const report = JSON.stringify(reportError(new Error(message)));
  expect(report).not.toMatch(/abcDEF|AAHdqTcv/);
  expect(report).toMatch(/\[(?:key|token)\]/);
});

test("what stands around a key can still be read", () => {
  expect(redact("Authorization: Bearer abc, sent to x")).toBe("Authorization: Bearer [key] sent to x");
  expect(redact("the task-queue and risk-averse words stay")).toBe(
    "the task-queue and risk-averse words stay",
  );
});
