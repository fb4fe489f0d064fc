import { expect, test } from "vitest";
import { redact, redactor, reportError } from "../src/error-report.ts";

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

test("a refusal that repeats the address of the request is reported without the token", () => {
  const refusal = Object.assign(new Error("Call failed"), {
    description: "Bad Gateway: /bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe",
    error_code: 502,
    method: "getMe",
  });
  expect(reportError(refusal).message).toBe("Bad Gateway: /[token]/getMe");
});

test("a known secret is hidden whatever it looks like, as it is, in JSON and in an address", () => {
  const hide = redactor(['pass"word/1', "pass"]);
  expect(hide('a pass"word/1 b')).toBe("a [secret] b");
  expect(hide(JSON.stringify({ key: 'pass"word/1' }))).toBe('{"key":"[secret]"}');
  expect(hide("?key=pass%22word%2F1&pass=1")).toBe("?key=[secret]&[secret]=1");
});
