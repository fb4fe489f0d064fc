import { GrammyError, HttpError } from "grammy";
import { expect, test } from "vitest";
import { reportError } from "../../src/error-report.ts";
import { classify } from "../../src/telegram/retries.ts";

const TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

function refusal(error_code: number, description: string, parameters = {}) {
  return { response: { ok: false, error_code, description, parameters } as const };
}

/** As node-fetch hands it on: the code, and what the system was doing in the message. */
function networkError(code: string, call: string) {
  const message = `request to https://api.telegram.org/… failed, reason: ${call} ${code} 149.154.167.220:443`;
  const cause = Object.assign(new Error(message), { code });
  return { error: new HttpError("Network request failed", cause) };
}

test("a request that Telegram asks to repeat waits as long as it says", () => {
  expect(classify(refusal(429, "Too Many Requests: retry after 7", { retry_after: 7 }))).toEqual({
    kind: "refused",
    waitMs: 7000,
  });
});

test.each([
  ["ECONNREFUSED", "connect"],
  ["ETIMEDOUT", "connect"],
  ["ENOTFOUND", "getaddrinfo"],
  ["EAI_AGAIN", "getaddrinfo"],
])("%s from %s means that nothing was sent", (code, call) => {
  expect(classify(networkError(code, call))).toEqual({ kind: "not-sent" });
});

test.each([
  ["ECONNRESET", "read"],
  ["EHOSTUNREACH", "read"],
  ["EPIPE", "write"],
])("after %s from %s the message may have arrived, so it is not repeated", (code, call) => {
  expect(classify(networkError(code, call))).toEqual({ kind: "final" });
});

test("pressing the same button twice harms nothing", () => {
  expect(classify(refusal(400, "Bad Request: message is not modified"))).toEqual({ kind: "harmless" });
});

test("a report of an error has neither the token nor what a person wrote", () => {
  const refused = new GrammyError(
    "Call failed",
    { ok: false, error_code: 400, description: "Bad Request: chat not found" },
    "sendMessage",
    { text: "private words" },
  );
  const failed = new HttpError(
    "failed",
    new Error(`request to https://api.telegram.org/bot${TOKEN}/getMe failed`),
  );
  const report = JSON.stringify([reportError(refused), reportError(failed), reportError(TOKEN)]);
  expect(report).toContain("chat not found");
  expect(report).toContain("[token]");
  expect(report).not.toContain(TOKEN);
  expect(report).not.toContain("private words");
});
