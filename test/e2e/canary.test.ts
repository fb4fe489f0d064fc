import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { expectNoSecrets, play, type Scene, SECRETS, secretsIn } from "../support/canary.ts";
import { aCannedTelegram, FAULTS } from "../support/canned-telegram.ts";
import { buildProgram } from "../support/compiled.ts";
import { aLocalServer } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const AT_ONCE = 3; // each is a process
const { BOT_TOKEN, LLM_API_KEY, WEBHOOK_SECRET } = SECRETS;
const [, HALF = ""] = BOT_TOKEN.split(":");
const QUESTION = "что писали про холодный старт?";

let home = "";
let main = "";
/** A folder with a database that has posts. */
let archive = "";

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "inforetriever-canary-"));
  main = buildProgram(home);
  archive = join(home, "archive");
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Plays the scenes, some at once, and looks at what each has shown. */
async function playAll(scenes: Readonly<Record<string, Scene>>): Promise<void> {
  const waiting = Object.entries(scenes);
  const one = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      expectNoSecrets(await play(main, next[1]), next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function withPosts(): string {
  const folder = temporaryFolder();
  cpSync(join(archive, "var"), join(folder, "var"), { recursive: true });
  return folder;
}

function from(id: number, text: string) {
  const person = { id, is_bot: false, first_name: "А", language_code: "ru" };
  return {
    message: {
      message_id: 1,
      date: 1_760_000_000,
      chat: { id, type: "private", first_name: "А" },
      from: person,
      text,
    },
  };
}

test("whatever Telegram does at the start, no secret is shown or kept", { timeout: 120_000 }, async () => {
  const scenes: Record<string, Scene> = {
    "nobody listens": {
      env: { TELEGRAM_API_ROOT: "http://127.0.0.1:9" },
      during: async ({ saying }) => void (await saying(/does not answer/)),
    },
  };
  for (const [name, fault] of Object.entries(FAULTS)) {
    const telegram = await aCannedTelegram({ treatments: { getMe: [fault] } });
    scenes[`getMe: ${name}`] = {
      env: { TELEGRAM_API_ROOT: telegram.apiRoot },
      ending: "SIGKILL",
      during: async ({ saying }) => {
        // What never ends is given up after most of a minute.
        if (/^no answer$|cut off/.test(name))
          await expect.poll(() => telegram.calls("getMe"), { timeout: 20_000 }).toBe(1);
        else await saying(/does not answer|is repeated/);
      },
    };
  }
  await playAll(scenes);
});

test("whatever Telegram does later, no secret is shown or kept", { timeout: 120_000 }, async () => {
  const faults = Object.values(FAULTS);
  const scenes: Record<string, Scene> = {};
  const telegram = await aCannedTelegram({
    updates: faults.map((_, at) => from(at + 10, "/help")),
    treatments: { sendMessage: faults },
  });
  scenes.answers = {
    env: { TELEGRAM_API_ROOT: telegram.apiRoot },
    ending: "SIGKILL",
    during: async ({ saying }) => {
      const port = /"port":(\d+)/.exec(await saying(/"msg":"ready"/))?.[1];
      await expect
        .poll(() => telegram.calls("sendMessage"), { timeout: 20_000 })
        .toBeGreaterThanOrEqual(faults.length);
      for (const path of ["/health", "/ready", "/metrics", "/", `/${BOT_TOKEN.slice(0, 4)}`]) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`);
        expect({
          path,
          found: secretsIn(Buffer.from(JSON.stringify([...answer.headers]) + (await answer.text()))),
        }).toEqual({ path, found: [] });
      }
    },
  };
  for (const name of ["a reset connection", "404", "a redirect"]) {
    const document = { file_id: "f", file_unique_id: "u", file_name: "result.json", file_size: 10 };
    const { message } = from(1, "");
    const of = await aCannedTelegram({
      updates: [{ message: { ...message, text: undefined, document } }],
      treatments: { file: [FAULTS[name] ?? (() => undefined)] },
    });
    scenes[`file: ${name}`] = {
      env: { TELEGRAM_API_ROOT: of.apiRoot },
      during: async ({ saying }) => void (await saying(/could not be imported|import of a file failed/)),
    };
  }
  const webhook = { WEBHOOK_URL: "http://127.0.0.1:8080", WEBHOOK_SECRET };
  const refusing = await aCannedTelegram({
    treatments: { setWebhook: [FAULTS["404"] ?? (() => undefined)] },
  });
  scenes["a webhook that Telegram refuses"] = { env: { TELEGRAM_API_ROOT: refusing.apiRoot, ...webhook } };
  const hooked = await aCannedTelegram();
  scenes["a webhook that strangers call"] = {
    env: { TELEGRAM_API_ROOT: hooked.apiRoot, ...webhook },
    during: async ({ saying }) => {
      const port = /"port":(\d+)/.exec(await saying(/"msg":"ready"/))?.[1];
      const path = new URL(JSON.parse(hooked.lastBody("setWebhook")).url).pathname;
      const header = "x-telegram-bot-api-secret-token";
      for (const [secret, body] of [
        ["", "{}"],
        [`${WEBHOOK_SECRET}x`, "{}"],
        [WEBHOOK_SECRET, "rubbish"],
        [WEBHOOK_SECRET, JSON.stringify({ update_id: 1, message: { text: 5 } })],
      ] as const) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
          method: "POST",
          headers: { [header]: secret },
          body,
        });
        expect(secretsIn(Buffer.from(JSON.stringify([...answer.headers]) + (await answer.text())))).toEqual(
          [],
        );
      }
    },
  };
  await playAll(scenes);
});

test("no command shows a secret, also where a language model's server goes wrong", {
  timeout: 120_000,
}, async () => {
  const imported = await play(main, {
    args: ["import", join(home, "data", "sample-channel"), "--channel", "lenta_i_vektor"],
    folder: archive,
  });
  expect(imported.status).toBe(0);
  expectNoSecrets(imported, "import");
  const model = (baseUrl: string) => ({
    LLM_BASE_URL: baseUrl,
    LLM_MODEL: "m",
    LLM_API_KEY,
  });
  const scenes: Record<string, Scene> = {
    "ask: nobody listens": {
      args: ["ask", QUESTION],
      env: model("http://127.0.0.1:9/v1"),
      folder: withPosts(),
    },
  };
  for (const name of ["401", "a redirect", "a page instead of an answer"]) {
    const { origin } = await aLocalServer((request, response) => FAULTS[name]?.(request, response));
    scenes[`ask: ${name}`] = { args: ["ask", QUESTION], env: model(`${origin}/v1`), folder: withPosts() };
  }
  const telegram = await aCannedTelegram();
  const unwilling = await aCannedTelegram({ treatments: { getMe: [FAULTS["401"] ?? (() => undefined)] } });
  const { origin } = await aLocalServer((request, response) => FAULTS["401"]?.(request, response));
  const env = {
    ...model(`${origin}/v1`),
    WEBHOOK_URL: "http://127.0.0.1:1",
    WEBHOOK_SECRET,
  };
  // One that is not there yet is wrong usage, and shows nothing either.
  const commands = [
    "doctor",
    "doctor --json",
    "backup",
    "restore nothing.db",
    "digest send --dry-run",
    BOT_TOKEN,
  ];
  for (const command of commands) {
    const args = command.split(" ");
    scenes[command] = { args, env: { ...env, TELEGRAM_API_ROOT: telegram.apiRoot }, folder: withPosts() };
    if (command.startsWith("doctor"))
      scenes[`${command}: refused`] = {
        args,
        env: { ...env, TELEGRAM_API_ROOT: unwilling.apiRoot },
        folder: withPosts(),
      };
  }
  scenes.playground = {
    args: ["playground"],
    env,
    folder: withPosts(),
    during: async ({ saying }) => void (await saying(/Playground: /)),
  };
  await playAll(scenes);
});

test("a bug that nobody catches ends the process without a secret in its last words", async () => {
  const folder = temporaryFolder();
  const bug = join(folder, "bug.mjs");
  const address = `https://api.telegram.org/bot${BOT_TOKEN}/getMe`;
  writeFileSync(
    bug,
    `setTimeout(() => { throw Object.assign(new Error("request to ${address} failed"), { url: "${address}" }); }, 50);`,
  );
  const telegram = await aCannedTelegram({ treatments: { getMe: [() => undefined] } });
  const shown = await play(main, {
    env: { TELEGRAM_API_ROOT: telegram.apiRoot, NODE_OPTIONS: `--import ${bug}` },
    during: async ({ saying }) => void (await saying(/This is a bug/)),
  });
  rmSync(bug);
  expect(shown.output).toContain("This is a bug in inforetriever-bot");
  expect(shown.output).toContain("bug.mjs");
  expect(shown.status).toBe(1);
  expectNoSecrets(shown, "a bug");
});

test.each<[string, Record<string, string>]>([
  ["a token with a word too many", { BOT_TOKEN: `${BOT_TOKEN} token` }],
  ["a token in quotes", { BOT_TOKEN: `"${BOT_TOKEN}"` }],
  ["half a token", { BOT_TOKEN: HALF }],
  ["a token among the channels", { BOT_TOKEN, CHANNELS: `@news,${BOT_TOKEN}` }],
  ["half a token among the channels", { BOT_TOKEN, CHANNELS: `@news,${HALF}` }],
  ["a token among the administrators", { ADMIN_IDS: BOT_TOKEN }],
  ["a token in Telegram's address", { TELEGRAM_API_ROOT: `api.telegram.org/bot${BOT_TOKEN}` }],
  ["a token as the time zone", { TIMEZONE: BOT_TOKEN }],
  ["a token as the port", { HTTP_PORT: BOT_TOKEN }],
  ["a token as the log level", { LOG_LEVEL: BOT_TOKEN }],
  ["a token as the language", { DEFAULT_LANGUAGE: BOT_TOKEN }],
  [
    "a key in the place of the address",
    { LLM_BASE_URL: LLM_API_KEY, LLM_MODEL: "m", LLM_API_KEY: "http://x/v1" },
  ],
  [
    "a key as the password of the address",
    { LLM_BASE_URL: `http://me:${LLM_API_KEY}@127.0.0.1/v1`, LLM_MODEL: "m" },
  ],
  ["a key without a server", { LLM_API_KEY }],
  [
    "a key of two words",
    { LLM_BASE_URL: "http://127.0.0.1/v1", LLM_MODEL: "m", LLM_API_KEY: `${LLM_API_KEY} x` },
  ],
  [
    "a secret in the place of the address",
    { WEBHOOK_URL: WEBHOOK_SECRET, WEBHOOK_SECRET: "https://bot.example.org" },
  ],
  ["a secret in the address", { WEBHOOK_URL: `http://bot.example.org/${WEBHOOK_SECRET}`, WEBHOOK_SECRET }],
  [
    "a secret with a blank",
    { WEBHOOK_URL: "https://bot.example.org", WEBHOOK_SECRET: `${WEBHOOK_SECRET} x` },
  ],
  ["a secret without an address", { WEBHOOK_SECRET }],
])("%s is refused without repeating it, by the start and by the doctor", async (_, env) => {
  for (const args of [["start"], ["doctor"], ["doctor", "--json"]]) {
    const said = new PassThrough();
    const status = await runCommandLine(args, {
      env: { DATABASE_URL: "file::memory:", TELEGRAM_API_ROOT: "http://127.0.0.1:9", ...env },
      stdin: new PassThrough(),
      stdout: said,
      stderr: said,
      now: () => new Date(),
      fetch: () => Promise.reject(new Error("asked the network")),
      signal: new AbortController().signal,
    });
    const output = Buffer.from(said.read() ?? "");
    expect({ status, output: output.toString(), found: secretsIn(output) }).toMatchObject({ found: [] });
    expect(status).not.toBe(0);
  }
});
