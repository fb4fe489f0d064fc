import { expect, test } from "vitest";
import { readSettings } from "../../src/config.ts";
import { judgeSettings } from "../../src/doctor/settings.ts";

const BOT = { BOT_TOKEN: "123456:abcdefghijkl", CHANNELS: "@channel", ADMIN_IDS: "1001" };
const WEBHOOK = { WEBHOOK_URL: "https://bot.example.org", WEBHOOK_SECRET: "a-secret-of-length" };

function judged(env: Record<string, string>, isInContainer = false) {
  return judgeSettings({ ...readSettings(env), isInContainer });
}

test.each([
  ["the playground's", {}],
  ["a bot's that polls", BOT],
  ["a bot's with a webhook behind a proxy of the same machine", { ...BOT, ...WEBHOOK }],
  ["a model without a key", { ...BOT, LLM_BASE_URL: "http://127.0.0.1:11434/v1", LLM_MODEL: "qwen" }],
  [
    "a model in a container beside",
    { ...BOT, LLM_BASE_URL: "http://ollama:11434/v1", LLM_MODEL: "qwen", LLM_API_KEY: "key" },
  ],
  [
    "a webhook to this machine from a local Bot API server",
    { ...BOT, ...WEBHOOK, WEBHOOK_URL: "http://127.0.0.1:8080", TELEGRAM_API_ROOT: "http://127.0.0.1:8081" },
  ],
])("settings that fit together are ok: %s", (_name, env) => {
  expect(judged(env).map(({ verdict }) => verdict)).toEqual(["ok"]);
});

test.each([
  ["broken", { TIMEZONE: "Mars" }, "Mars"],
  ["broken", { ...BOT, WEBHOOK_URL: "https://bot.example.org" }, "WEBHOOK_SECRET"],
  ["warning", { CHANNELS: "@channel" }, "playground"],
  ["warning", { ...BOT, CHANNELS: "" }, "CHANNELS"],
  ["warning", { ...BOT, ADMIN_IDS: "" }, "ADMIN_IDS"],
  ["warning", { ...BOT, HTTP_HOST: "0.0.0.0" }, "HTTP_HOST"],
  ["warning", { ...BOT, DATABASE_URL: "file::memory:" }, "gone when the bot stops"],
  ["warning", { ...BOT, LOG_LEVEL: "silent" }, "LOG_LEVEL"],
  ["warning", { ...BOT, LOG_LEVEL: "debug" }, "what people write"],
  ["warning", { ...BOT, TELEGRAM_API_ROOT: "http://api.example.org" }, "unencrypted"],
  [
    "warning",
    { ...BOT, LLM_BASE_URL: "http://llm.example.org/v1", LLM_MODEL: "m", LLM_API_KEY: "k" },
    "unencrypted",
  ],
  [
    "warning",
    { ...BOT, LLM_BASE_URL: "https://llm.example.org", LLM_MODEL: "m", LLM_DAILY_ANSWERS: "0" },
    "0 answers",
  ],
  ["broken", { ...BOT, ...WEBHOOK, HTTP_PORT: "0" }, "HTTP_PORT"],
  ["broken", { ...BOT, ...WEBHOOK, WEBHOOK_URL: "https://localhost" }, "localhost"],
])("%s: %j", (verdict, env, words) => {
  const findings = judged(env);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ check: "settings", verdict, found: expect.stringContaining(words) });
  expect(findings[0]?.advice).toBeTruthy();
});

test("in a container the web server may listen on every address", () => {
  expect(judged({ ...BOT, HTTP_HOST: "0.0.0.0" }, true)).toMatchObject([{ verdict: "ok" }]);
});

test("a token that looks like none is not repeated, and counts as none", () => {
  const env = { ...BOT, BOT_TOKEN: "my secret" };
  expect(readSettings(env).config.botToken).toBeNull();
  expect(JSON.stringify(judged(env))).not.toContain("my secret");
});
