import { GrammyError, HttpError } from "grammy";
import { expect, test } from "vitest";
import { isAboutEntities, outcomeOfFailure } from "../../../src/telegram/digests/send-outcome.ts";

const PERSON = 1001;
const GROUP = -2001;

function refused(error_code: number, description: string, parameters = {}) {
  return new GrammyError(
    "Call failed",
    { ok: false, error_code, description, parameters },
    "sendMessage",
    {},
  );
}

/** As node-fetch hands it on: the code, and what the system was doing in the message. */
function networkError(code: string, call: string) {
  const cause = Object.assign(new Error(`request failed, reason: ${call} ${code}`), { code });
  return new HttpError("Network request failed", cause);
}

test.each([
  ["ECONNREFUSED", "connect"],
  ["ETIMEDOUT", "connect"],
  ["ENOTFOUND", "getaddrinfo"],
  ["EAI_AGAIN", "getaddrinfo"],
])("after %s from %s the message never left", (code, call) => {
  expect(outcomeOfFailure(networkError(code, call), PERSON)).toEqual({ kind: "not-sent" });
});

test.each([
  ["a reset", networkError("ECONNRESET", "read")],
  ["a broken pipe", networkError("EPIPE", "write")],
  ["a time-out", new HttpError("failed", Object.assign(new Error("aborted"), { name: "AbortError" }))],
  ["an answer that is no JSON", new HttpError("failed", new SyntaxError("Unexpected token <"))],
  ["an answer without a code", new GrammyError("failed", JSON.parse("{}"), "sendMessage", {})],
  ["500", refused(500, "Internal Server Error")],
  ["502", refused(502, "Bad Gateway")],
  ["504", refused(504, "Gateway Timeout")],
])("after %s the message may have arrived", (_, error) => {
  expect(outcomeOfFailure(error, PERSON)).toEqual({ kind: "unsure" });
});

test("a 429 says when to come back", () => {
  const error = refused(429, "Too Many Requests: retry after 7", { retry_after: 7 });
  expect(outcomeOfFailure(error, PERSON)).toEqual({ kind: "refused-for-now", waitMs: 7000 });
  expect(outcomeOfFailure(refused(429, "Too Many Requests"), PERSON)).toEqual({
    kind: "refused-for-now",
    waitMs: 1000,
  });
});

test.each([
  [403, "Forbidden: bot was blocked by the user", PERSON, "blocked"],
  [403, "Forbidden: bot can't initiate conversation with a user", PERSON, "blocked"],
  [403, "Forbidden: something new", PERSON, "blocked"],
  [403, "Forbidden: user is deactivated", PERSON, "gone"],
  [403, "Forbidden: bot was kicked from the supergroup chat", GROUP, "removed"],
  [403, "Forbidden: bot is not a member of the channel chat", GROUP, "removed"],
  [403, "Forbidden: the group chat was deleted", GROUP, "gone"],
  [403, "Forbidden: something new", GROUP, "removed"],
  [400, "Bad Request: chat not found", GROUP, "gone"],
  [400, "Bad Request: group chat was deactivated", GROUP, "gone"],
  [400, "Bad Request: message thread not found", GROUP, "gone"],
  [400, "Bad Request: TOPIC_CLOSED", GROUP, "gone"],
  [400, "Bad Request: TOPIC_DELETED", GROUP, "gone"],
  [400, "Bad Request: PEER_ID_INVALID", PERSON, "gone"],
  [400, "Bad Request: not enough rights to send text messages to the chat", GROUP, "removed"],
  [400, "Bad Request: have no rights to send a message", GROUP, "removed"],
  [400, "Bad Request: need administrator rights in the channel chat", GROUP, "removed"],
  [400, "Bad Request: CHAT_WRITE_FORBIDDEN", GROUP, "removed"],
  [400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", GROUP, "removed"],
])("%i %s in %i ends it: %s", (code, description, chatId, reason) => {
  expect(outcomeOfFailure(refused(code, description), chatId)).toEqual({ kind: "ended", reason });
});

test("a group with a new id has moved, whatever else the answer says", () => {
  const error = refused(400, "Bad Request: group chat was upgraded to a supergroup chat", {
    migrate_to_chat_id: -1_001_234_567_890,
  });
  expect(outcomeOfFailure(error, GROUP)).toEqual({ kind: "moved", chatId: -1_001_234_567_890 });
});

test.each([401, 404])("%i is about the token, so nothing was sent and nobody is given up", (code) => {
  expect(outcomeOfFailure(refused(code, "Unauthorized"), PERSON)).toEqual({ kind: "not-sent" });
});

test.each([
  "Bad Request: can't parse entities: unsupported start tag",
  "Bad Request: ENTITY_BOUNDS_INVALID",
  "Bad Request: ENTITIES_TOO_LONG",
])("%s can be mended", (description) => {
  expect(isAboutEntities(outcomeOfFailure(refused(400, description), PERSON))).toBe(true);
});

test.each(["Bad Request: message is too long", "Bad Request: BUTTON_DATA_INVALID"])(
  "%s cannot be mended",
  (description) => {
    const outcome = outcomeOfFailure(refused(400, description), PERSON);
    expect(outcome).toEqual({ kind: "unacceptable", description });
    expect(isAboutEntities(outcome)).toBe(false);
  },
);
