import { expect, test } from "vitest";
import type { Receiving } from "../../src/config/receiving.ts";
import { judgeBotFlags } from "../../src/doctor/bot-flags.ts";
import { judgeChannel } from "../../src/doctor/channels.ts";
import { judgeClock } from "../../src/doctor/clock.ts";
import type { Answered, BotFlags, ChannelView, WebhookState } from "../../src/doctor/telegram-facts.ts";
import { judgeToken } from "../../src/doctor/token.ts";
import { judgeWebhook } from "../../src/doctor/webhook.ts";

const NOW = new Date("2026-01-15T12:00:00Z");
const FLAGS: BotFlags = { id: 1, username: "a_bot", isInline: true, joinsGroups: true, readsGroups: false };

function answered<T>(value: T): Answered<T> {
  return { kind: "answered", value };
}

function refused(code: number, description = "", waitSeconds: number | null = null) {
  return { kind: "refused", code, description, waitSeconds } as const;
}

function unreachable(code: string | null, reason = "no answer") {
  return { kind: "unreachable", reason, code } as const;
}

test.each([
  ["ok", answered(FLAGS), /@a_bot/],
  ["skipped", null, /BotFather/],
  ["broken", refused(401, "Unauthorized"), /BotFather/],
  ["broken", refused(404, "Not Found"), /BotFather/],
  ["warning", refused(429, "Too Many Requests", 7), /7 s/],
  ["broken", refused(502, "Bad Gateway"), /502/],
  ["broken", { kind: "garbage" } as const, /proxy/],
  ["broken", unreachable("ENOTFOUND"), /name server/],
  ["broken", unreachable("ECONNREFUSED"), /TELEGRAM_API_ROOT runs/],
  ["broken", unreachable("CERT_HAS_EXPIRED"), /clock/],
  ["broken", unreachable(null), /firewall/],
])("the token is %s where Telegram's answer is %j", (verdict, me, words) => {
  const { found, advice, ...finding } = judgeToken(me, "https://api.example.org");
  expect(finding).toEqual({ check: "token", verdict });
  expect(`${found} ${advice ?? ""}`).toMatch(words);
});

test("a bot whose flags are as they should be is ok", () => {
  expect(judgeBotFlags(FLAGS)).toMatchObject([{ verdict: "ok" }]);
});

test.each([
  [{ isInline: false }, "/setinline"],
  [{ readsGroups: true }, "/setprivacy"],
  [{ joinsGroups: false }, "/setjoingroups"],
])("%j is a warning that names what to tell @BotFather", (flags, command) => {
  const findings = judgeBotFlags({ ...FLAGS, ...flags });
  expect(findings).toMatchObject([{ verdict: "warning", advice: expect.stringContaining(command) }]);
});

function aView(parts: Partial<ChannelView> = {}): Answered<ChannelView> {
  return answered({ title: "Канал", type: "channel", rank: answered("administrator"), ...parts });
}

test.each([
  ["ok", aView(), /administrator/],
  ["broken", aView({ rank: answered("left") }), /"left"/],
  [
    "broken",
    aView({ rank: refused(403, "Forbidden: bot is not a member of the channel chat") }),
    /not a member/,
  ],
  ["broken", aView({ rank: unreachable(null) }), /in time/],
  ["broken", aView({ type: "supergroup" }), /is a supergroup/],
  ["broken", refused(400, "Bad Request: chat not found"), /spelt right/],
  ["broken", refused(429), /in time/],
  ["broken", unreachable(null), /in time/],
])("a channel is %s where Telegram says %j", (verdict, seen, words) => {
  const finding = judgeChannel("@channel", seen);
  expect(finding).toMatchObject({ check: "channels", verdict });
  expect(`${finding.found} ${finding.advice ?? ""}`).toMatch(words);
  expect(finding.found).toContain("@channel");
});

const POLLING: Receiving = { kind: "polling" };
const WEBHOOK: Receiving = { kind: "webhook", url: "https://bot.example.org", secret: "a-secret-of-length" };
const ITS_URL = "https://bot.example.org/updates/unguessable";

function aState(parts: Partial<WebhookState> = {}): WebhookState {
  return { url: "", pending: 0, lastError: null, allowedUpdates: null, ...parts };
}

function judgedWebhook(receiving: Receiving, parts: Partial<WebhookState>) {
  const state = answered(aState(parts));
  return judgeWebhook({ receiving, state, wantedUpdates: ["message", "channel_post"], now: NOW });
}

function anError(minutesAgo: number) {
  return { at: new Date(NOW.getTime() - minutesAgo * 60_000), message: "Connection refused" };
}

test.each<[string, Receiving, Partial<WebhookState>, RegExp]>([
  ["ok", POLLING, {}, /polling/],
  ["ok", WEBHOOK, { url: ITS_URL }, /as the settings say/],
  ["ok", WEBHOOK, { url: ITS_URL, lastError: anError(3 * 24 * 60) }, /as the settings say/],
  ["broken", POLLING, { url: ITS_URL }, /bot\.example\.org.*polling/],
  ["broken", WEBHOOK, {}, /none is set/],
  ["broken", WEBHOOK, { url: "https://other.example.org/updates" }, /other\.example\.org/],
  ["broken", WEBHOOK, { url: "https://bot.example.org.evil.example/x" }, /evil/],
  ["broken", WEBHOOK, { url: ITS_URL, pending: 3, lastError: anError(2) }, /Connection refused; 3 updates/],
  ["warning", WEBHOOK, { url: ITS_URL, lastError: anError(120) }, /2 hours ago/],
  ["warning", POLLING, { pending: 2_000 }, /2,000 updates/],
  ["warning", POLLING, { allowedUpdates: ["message"] }, /channel_post/],
])("the webhook is %s: %j with %j", (verdict, receiving, parts, words) => {
  const findings = judgedWebhook(receiving, parts);
  expect(findings).toMatchObject([{ check: "webhook", verdict, found: expect.stringMatching(words) }]);
});

test("the path of a webhook is not told, because whoever knows it can send requests there", () => {
  expect(JSON.stringify(judgedWebhook(POLLING, { url: ITS_URL }))).not.toContain("unguessable");
});

test.each([
  ["ok", 0, /agrees/],
  ["ok", 30_000, /agrees/],
  ["warning", 31_000, /31 seconds ahead of/],
  ["warning", -4 * 60_000, /4 minutes behind/],
  ["broken", 5 * 60_000 + 1, /5 minutes ahead of/],
  ["broken", -30 * 24 * 3600_000, /30 days behind/],
  ["skipped", null, /no time/],
])("the clock is %s where it is %s ms ahead", (verdict, aheadMs, words) => {
  const finding = judgeClock({ aheadMs, timezone: "Asia/Tokyo", now: NOW });
  expect(finding).toMatchObject({ check: "clock", verdict, found: expect.stringMatching(words) });
  expect(finding.found).toContain("21:00 in Asia/Tokyo");
});
