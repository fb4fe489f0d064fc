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
    http: { host: "127.0.0.1", port: 8080 },
    telegramApiRoot: null,
    arxivApiUrl: "https://export.arxiv.org/api/query",
    glossary: "shipped",
    knownPapers: "shipped",
    defaultLanguage: "ru",
    timezone: "Europe/Moscow",
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

test("a setting that this version does not use is refused rather than ignored", () => {
  expect(problemsOf({ WEBHOOK_URL: "https://example.org" })).toContain("WEBHOOK_URL");
});
