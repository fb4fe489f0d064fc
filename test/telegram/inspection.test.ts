import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { DEFAULT_CHANNEL_ID, defaultWorld, withChannel } from "../../src/playground/world-seed.ts";
import { type InspectionOptions, inspectTelegram } from "../../src/telegram/inspection.ts";
import { aLocalServer } from "../support/local-server.ts";

const PRIVATE_CHANNEL = -1_001_000_000_777;
let playground: Playground;

beforeAll(async () => {
  const world = withChannel(defaultWorld(), { id: PRIVATE_CHANNEL, title: "Закрытый", botIsAdmin: false });
  playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
});
beforeEach(() => playground.telegram.clearFaults());
afterAll(() => playground.close());

function inspect(parts: Partial<InspectionOptions> = {}) {
  const { token, apiRoot } = playground;
  const { signal } = new AbortController();
  const now = () => new Date();
  return inspectTelegram({ token, apiRoot, fetch, now, timeoutMs: 10_000, signal, ...parts });
}

/** What Telegram would say of another bot: a method's answer as it stands on the wire. */
function answerWith(method: string, result: unknown): void {
  playground.telegram.failNext(method, { status: 200, body: JSON.stringify({ ok: true, result }) });
}

async function botId(): Promise<number> {
  const me = await inspect().me();
  if (me.kind !== "answered") throw new Error("the playground knows its bot");
  return me.value.id;
}

test("the bot's flags come from Telegram", async () => {
  expect(await inspect().me()).toMatchObject({
    kind: "answered",
    value: { username: "inforetriever_bot", isInline: true, joinsGroups: true, readsGroups: false },
  });
  const flags = { supports_inline_queries: false, can_join_groups: false, can_read_all_group_messages: true };
  answerWith("getMe", { id: 1, username: "other_bot", ...flags });
  expect(await inspect().me()).toMatchObject({
    value: { username: "other_bot", isInline: false, joinsGroups: false, readsGroups: true },
  });
});

test("a token that Telegram does not know is refused", async () => {
  expect(await inspect({ token: "123456:not-the-token" }).me()).toMatchObject({ kind: "refused", code: 401 });
});

test("a flood is told with the time to wait", async () => {
  playground.telegram.failNext("getMe", { status: 429, retryAfter: 12 });
  expect(await inspect().me()).toMatchObject({ kind: "refused", code: 429, waitSeconds: 12 });
});

test.each(["<html>sign in</html>", "[]", "null", '{"error":"no"}', '{"ok":true}'])(
  "what answers %s is not the Bot API",
  async (body) => {
    playground.telegram.failNext("getMe", { status: 200, body });
    expect(await inspect().me()).toEqual({ kind: "garbage" });
  },
);

test("a channel is seen by its name, with the bot's rank there", async () => {
  const id = await botId();
  const seen = { type: "channel", title: "Канал", rank: { kind: "answered", value: "administrator" } };
  expect(await inspect().channel("@playground_channel", id)).toEqual({ kind: "answered", value: seen });
  expect(await inspect().channel(DEFAULT_CHANNEL_ID, id)).toEqual({ kind: "answered", value: seen });
});

test("a channel that the bot is not in is refused, or shows that it has left", async () => {
  const id = await botId();
  expect(await inspect().channel(PRIVATE_CHANNEL, id)).toMatchObject({ kind: "refused", code: 403 });
  expect(await inspect().channel("@nobody_has_this", id)).toMatchObject({ kind: "refused", code: 400 });
  playground.telegram.kick(DEFAULT_CHANNEL_ID);
  expect(await inspect().channel("@playground_channel", id)).toMatchObject({ kind: "refused", code: 403 });
});

test("a channel whose members are not shown is seen, and the rank is refused", async () => {
  playground.telegram.failNext("getChatMember", {
    status: 400,
    description: "Bad Request: member list is inaccessible",
  });
  answerWith("getChat", { id: DEFAULT_CHANNEL_ID, type: "channel", title: "Канал" });
  const { value } = { value: undefined, ...(await inspect().channel("@playground_channel", 1)) };
  expect(value).toMatchObject({ title: "Канал", rank: { kind: "refused", code: 400 } });
});

test("the state of the webhook is told, with its last error", async () => {
  expect(await inspect().webhook()).toMatchObject({
    value: { url: "", lastError: null, allowedUpdates: null },
  });
  answerWith("getWebhookInfo", {
    url: "https://bot.example.org/x",
    has_custom_certificate: false,
    pending_update_count: 3,
    last_error_date: 1_768_478_400,
    last_error_message: "Connection refused",
    allowed_updates: ["message"],
  });
  expect(await inspect().webhook()).toEqual({
    kind: "answered",
    value: {
      url: "https://bot.example.org/x",
      pending: 3,
      lastError: { at: new Date("2026-01-15T12:00:00Z"), message: "Connection refused" },
      allowedUpdates: ["message"],
    },
  });
});

test("the clock is compared with the time of Telegram's answer, also of a refusal", async () => {
  const behind = inspect({ now: () => new Date(Date.now() - 600_000), token: "123456:not-the-token" });
  expect(behind.clockAheadMs()).toBeNull();
  await behind.me();
  expect(Math.abs((behind.clockAheadMs() ?? 0) + 600_000)).toBeLessThan(30_000);
});

test("a server that never answers is given up, and so are all later questions", async () => {
  const { origin } = await aLocalServer(() => undefined);
  const silent = inspect({ apiRoot: origin, timeoutMs: 50 });
  const reason = "no answer within 0.05 s";
  expect(await silent.me()).toEqual({ kind: "unreachable", reason, code: null });
  expect(await silent.webhook()).toEqual({ kind: "unreachable", reason, code: null });
});

test("why nobody answers is told without the token", async () => {
  const { origin, stop } = await aLocalServer(() => undefined);
  stop();
  const token = "123456:a-secret-that-nobody-sees";
  const answers = [
    await inspect({ token, apiRoot: origin }).me(),
    await inspect({ token, apiRoot: "http://user:password@127.0.0.1:1" }).me(),
    await inspect({ token, apiRoot: "no address" }).me(),
  ];
  expect(answers[0]).toMatchObject({ kind: "unreachable", code: "ECONNREFUSED" });
  for (const answer of answers) {
    expect(answer.kind).toBe("unreachable");
    expect(JSON.stringify(answer)).not.toMatch(/nobody-sees|password/);
  }
});
