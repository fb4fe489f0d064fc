import { expect, test } from "vitest";
import { parseConfig } from "../src/config.ts";
import { UsageError } from "../src/errors.ts";

function problemsOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "";
}

test("an empty environment opens the playground with the documented defaults", () => {
  expect(parseConfig({})).toEqual({
    botToken: null,
    channels: [],
    adminIds: [],
    databaseUrl: "file:var/inforetriever.db",
    receiving: { kind: "polling" },
    http: { host: "127.0.0.1", port: 8080 },
    telegramApiRoot: null,
    arxivApiUrl: "https://export.arxiv.org/api/query",
    glossary: "shipped",
    knownPapers: "shipped",
    defaultLanguage: "ru",
    timezone: "Europe/Moscow",
    model: null,
    messagesPerSecond: 30,
    backups: { folder: "var/backups", keep: 7, at: null },
    logLevel: null,
  });
});

test("an empty variable counts as absent, as .env.example leaves it", () => {
  expect(parseConfig({ BOT_TOKEN: "", HTTP_PORT: " " }).botToken).toBeNull();
});

test("channels are usernames with or without @ and ids with or without -100", () => {
  const { channels } = parseConfig({ CHANNELS: "@inforetriever, recsys_for_all ,-1001234567890,1234567890" });
  expect(channels).toEqual([
    { username: "inforetriever" },
    { username: "recsys_for_all" },
    { telegramId: 1234567890 },
    { telegramId: 1234567890 },
  ]);
});

test("all problems are reported at once", () => {
  const problems = problemsOf({
    BOT_TOKEN: "not-a-token",
    CHANNELS: "https://t.me/x",
    ADMIN_IDS: "me",
    HTTP_PORT: "99999",
    TIMEZONE: "Moscow",
    DEFAULT_LANGUAGE: "German",
    LOG_LEVEL: "loud",
    TELEGRAM_API_ROOT: "ftp://x",
    ARXIV_API_URL: "export.arxiv.org/api/query",
  });
  for (const name of [
    "BOT_TOKEN",
    "CHANNELS",
    "ADMIN_IDS",
    "HTTP_PORT",
    "TIMEZONE",
    "DEFAULT_LANGUAGE",
    "LOG_LEVEL",
    "TELEGRAM_API_ROOT",
    "ARXIV_API_URL",
  ]) {
    expect(problems).toContain(name);
  }
  expect(problems).toContain("9 problem(s)");
});

test("a wrong token is not repeated in the message", () => {
  expect(problemsOf({ BOT_TOKEN: "12345:secret!secret" })).not.toContain("secret");
});

const A_WEBHOOK = { WEBHOOK_URL: "https://bot.example.org/", WEBHOOK_SECRET: "a-secret-of-sixteen_" };

test("with an address and a secret updates come by webhook", () => {
  expect(parseConfig(A_WEBHOOK).receiving).toEqual({
    kind: "webhook",
    url: "https://bot.example.org",
    secret: "a-secret-of-sixteen_",
  });
});

test.each([
  ["without a secret", { WEBHOOK_SECRET: "" }, "anybody could pose"],
  ["without an address", { WEBHOOK_URL: "" }, "name the address"],
  ["with a short secret", { WEBHOOK_SECRET: "short" }, "16 to 256"],
  ["with a secret that Telegram does not take", { WEBHOOK_SECRET: "sixteen and more!" }, "16 to 256"],
  ["over plain http", { WEBHOOK_URL: "http://bot.example.org" }, "https only"],
  [
    "with a password in the address",
    { WEBHOOK_URL: "https://me:pw@bot.example.org" },
    "more than an address",
  ],
  ["on a port that Telegram does not know", { WEBHOOK_URL: "https://bot.example.org:8080" }, "port 8080"],
  ["with no address at all", { WEBHOOK_URL: "bot.example.org" }, "not an https address"],
])("a webhook %s is refused", (_case, change, problem) => {
  const problems = problemsOf({ ...A_WEBHOOK, ...change });
  expect(problems).toContain(problem);
  expect(problems).not.toContain("sixteen");
});

test("a webhook on this machine itself needs no https", () => {
  expect(parseConfig({ ...A_WEBHOOK, WEBHOOK_URL: "http://127.0.0.1:8080" }).receiving.kind).toBe("webhook");
});

test("backups are made at a time of day, where one is set", () => {
  const env = { BACKUP_AT: "03:30", BACKUP_KEEP: "3", BACKUP_FOLDER: "/srv/backups" };
  expect(parseConfig(env).backups).toEqual({ folder: "/srv/backups", keep: 3, at: { hour: 3, minute: 30 } });
  expect(problemsOf({ BACKUP_AT: "25:00", BACKUP_KEEP: "0" })).toMatch(/BACKUP_KEEP[\s\S]*BACKUP_AT/);
});

const A_MODEL = { LLM_BASE_URL: "http://127.0.0.1:11434/v1/", LLM_MODEL: "qwen3:4b" };

test("a model is an address and a name; the key and the limits of a day have defaults", () => {
  expect(parseConfig(A_MODEL).model).toEqual({
    baseUrl: "http://127.0.0.1:11434/v1",
    name: "qwen3:4b",
    apiKey: null,
    daily: { all: 1000, person: 30 },
  });
  const limits = { LLM_DAILY_ANSWERS: "5", LLM_DAILY_ANSWERS_PER_PERSON: "0" };
  expect(parseConfig({ ...A_MODEL, ...limits, LLM_API_KEY: "sk-x" }).model).toMatchObject({
    apiKey: "sk-x",
    daily: { all: 5, person: 0 },
  });
});

test.each([
  ["an address without a model", { LLM_BASE_URL: "http://127.0.0.1/v1" }, "LLM_MODEL is not"],
  ["a model without an address", { LLM_MODEL: "qwen3:4b" }, "LLM_BASE_URL is not"],
  [
    "a key alone",
    { LLM_API_KEY: "sk-secret" },
    "LLM_API_KEY says nothing without LLM_BASE_URL and LLM_MODEL",
  ],
  ["no address", { ...A_MODEL, LLM_BASE_URL: "127.0.0.1:8080" }, "not an http(s) address"],
  ["a password in the address", { ...A_MODEL, LLM_BASE_URL: "http://me:secret@x/v1" }, "LLM_API_KEY"],
  ["a key that is none", { ...A_MODEL, LLM_API_KEY: "sk secret\u0430" }, "LLM_API_KEY has spaces"],
  ["half an answer a day", { ...A_MODEL, LLM_DAILY_ANSWERS: "0.5" }, "LLM_DAILY_ANSWERS"],
])("%s is a problem that is named, and no secret is repeated", (_, env, problem) => {
  expect(problemsOf(env)).toContain(problem);
  expect(problemsOf(env)).toContain("1 problem(s)");
  expect(problemsOf(env)).not.toContain("secret");
});

test.each(["0", "1001", "2.5", "many"])("MESSAGES_PER_SECOND=%s is a problem", (value) => {
  expect(problemsOf({ MESSAGES_PER_SECOND: value })).toContain("MESSAGES_PER_SECOND");
});

test("paid broadcasts may send up to a thousand messages a second", () => {
  expect(parseConfig({ MESSAGES_PER_SECOND: "1000" }).messagesPerSecond).toBe(1000);
});
