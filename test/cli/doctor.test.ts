import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { bareId } from "../../src/channel/channel-id.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { DEFAULT_CHANNEL_ID } from "../../src/playground/world-seed.ts";
import { FastIndex } from "../../src/search/fast-index.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { anImportedSample } from "../support/imported-sample.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

type Env = Record<string, string>;

async function aPlayground(): Promise<Playground> {
  const playground = await startPlayground({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => playground.close());
  return playground;
}

let sample: Buffer | undefined;

/** A database with the sample channel. Importing it takes long, so that is done once. */
async function aDatabase(): Promise<{ readonly file: string; readonly DATABASE_URL: string }> {
  sample ??= readFileSync((await anImportedSample()).DATABASE_URL.replace("file:", ""));
  const file = join(temporaryFolder(), "bot.db");
  writeFileSync(file, sample);
  return { file, DATABASE_URL: `file:${file}` };
}

/** Settings of a bot that lives in the playground and has imported the sample. */
async function aBot({ token, apiRoot }: Playground): Promise<Env> {
  return {
    DATABASE_URL: (await aDatabase()).DATABASE_URL,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    CHANNELS: "@playground_channel",
    ADMIN_IDS: String(ANNA),
    BACKUP_FOLDER: temporaryFolder(),
  };
}

function examine(env: Env, args: readonly string[] = []) {
  return runInTerminal(["doctor", ...args], { env, fetch, now: () => new Date() });
}

/** What it prints with --json. */
async function findings(env: Env): Promise<{ status: number; ok: boolean; findings: Finding[] }> {
  const { status, stdout } = await examine(env, ["--json"]);
  return { status, ...JSON.parse(stdout) };
}

function verdictsOf(found: readonly Finding[], check: string): string[] {
  return found.flatMap((finding) => (finding.check === check ? [finding.verdict] : []));
}

function brokenChecks(found: readonly Finding[]): string[] {
  return [...new Set(found.flatMap(({ check, verdict }) => (verdict === "broken" ? [check] : [])))];
}

test("a running bot is healthy, and looking at it changes nothing", async () => {
  const world = await aBotWorld();
  const { playground, databaseUrl, channelId } = world;
  await world.ask(ANNA, "/start");
  await world.waitForLog(/profile is up to date/);
  const env = {
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    DATABASE_URL: databaseUrl,
    CHANNELS: String(bareId(channelId)),
    ADMIN_IDS: String(ANNA),
    BACKUP_FOLDER: temporaryFolder(),
  };
  const asked = playground.telegram.requests.length;
  const { status, ok, findings: found } = await findings(env);
  expect(found.filter(({ verdict }) => verdict === "broken" || verdict === "skipped")).toEqual([]);
  expect(found.filter(({ verdict }) => verdict === "warning").map(({ check }) => check)).toEqual(["backups"]);
  expect({ status, ok }).toEqual({ status: 0, ok: true });
  const methods = new Set(playground.telegram.requests.slice(asked).map(({ method }) => method));
  expect([...methods].filter((method) => !/^get/.test(method))).toEqual([]);
});

test("a newcomer without anything is told what to do, and nothing is broken", async () => {
  const folder = temporaryFolder();
  const env = { DATABASE_URL: `file:${join(folder, "var", "bot.db")}` };
  const { status, stdout, stderr } = await examine(env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^skipped +token .*Telegram was not asked/m);
  expect(stdout).toMatch(/^warning +database .*no database.*\n +→ Import an archive/m);
  expect(stdout).toMatch(/\n\n1 warning, \d+ skipped, \d+ ok\n$/);
  expect(readdirSync(folder)).toEqual([]);
});

test("each finding has a line, and what to do stands under it; what is broken ends with status 1", async () => {
  const playground = await aPlayground();
  playground.telegram.kick(DEFAULT_CHANNEL_ID);
  const { status, stdout, stderr } = await examine(await aBot(playground));
  expect(status).toBe(1);
  expect(stdout).toMatch(/^broken +channels +@playground_channel .*\n +→ .*administrator/m);
  expect(stdout).toMatch(/^ok +token +is that of @inforetriever_bot$/m);
  expect(stderr).toMatch(/^error: Something is broken: channels\n/);
});

test("--json prints one object of what was found", async () => {
  const { stdout } = await examine(await aBot(await aPlayground()), ["--json"]);
  const printed = JSON.parse(stdout);
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(Object.keys(printed)).toEqual(["ok", "findings"]);
  for (const finding of printed.findings) {
    expect(Object.keys(finding)).toEqual(["check", "verdict", "found", "advice"]);
    expect(["ok", "warning", "broken", "skipped"]).toContain(finding.verdict);
  }
});

test("settings that cannot be followed are told, and the rest is looked at all the same", async () => {
  const { DATABASE_URL } = await aDatabase();
  const env = { DATABASE_URL, TIMEZONE: "Mars", HTTP_PORT: "99999", BOT_TOKEN: "oh no" };
  const { status, stdout } = await examine(env);
  expect(status).toBe(1);
  expect(stdout).not.toContain("oh no");
  for (const name of ["TIMEZONE", "HTTP_PORT", "BOT_TOKEN"])
    expect(stdout).toMatch(new RegExp(`^broken +settings +${name}`, "m"));
  expect(stdout).toMatch(/^ok +posts/m);
});

const DAMAGES: Record<string, [(file: string) => void, RegExp]> = {
  "another program's file": [(file) => writeFileSync(file, "my notes, not a database"), /not an SQLite/],
  "an empty file": [(file) => writeFileSync(file, ""), /empty file/],
  "a newer database": [(file) => edit(file, "PRAGMA user_version = 900"), /version 900/],
  "a lost table": [(file) => edit(file, "DROP TABLE search_state"), /search_state/],
};

test.each(Object.keys(DAMAGES))("%s is broken, and everything else is looked at", async (name) => {
  const [damage, words] = DAMAGES[name] ?? [];
  const playground = await aPlayground();
  const env = await aBot(playground);
  damage?.(String(env.DATABASE_URL).replace("file:", ""));
  const { status, findings: found } = await findings(env);
  expect(status).toBe(1);
  expect(
    found
      .filter(({ verdict }) => verdict === "broken")
      .map((finding) => finding.found)
      .join(),
  ).toMatch(words ?? /never/);
  expect(verdictsOf(found, "token")).toEqual(["ok"]);
  expect(verdictsOf(found, "channels")).toEqual(["ok"]);
  expect(verdictsOf(found, "deliveries")).toHaveLength(1);
});

test("a webhook that the settings know nothing of is broken", async () => {
  const playground = await aPlayground();
  await fetch(`${playground.apiRoot}/bot${playground.token}/setWebhook?url=http://127.0.0.1:9/hook`);
  const { findings: found } = await findings(await aBot(playground));
  expect(brokenChecks(found)).toEqual(["webhook"]);
});

test("a webhook that the settings ask for and that is set is ok", async () => {
  const playground = await aPlayground();
  await fetch(`${playground.apiRoot}/bot${playground.token}/setWebhook?url=http://127.0.0.1:9/hook`);
  const settings = { WEBHOOK_URL: "http://127.0.0.1:9", WEBHOOK_SECRET: "a-secret-of-length" };
  const { findings: found } = await findings({ ...(await aBot(playground)), ...settings });
  expect(verdictsOf(found, "webhook")).toEqual(["ok"]);
});

test("a token that Telegram does not know is broken, and stands nowhere in what is printed", async () => {
  const token = "123456:a-secret-that-nobody-sees";
  const env = { ...(await aBot(await aPlayground())), BOT_TOKEN: token, DATABASE_URL: `file:/${token}/x.db` };
  const { status, stdout, stderr } = await examine(env);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^broken +token/m);
  for (const check of ["bot", "channels", "webhook"])
    expect(stdout).toMatch(new RegExp(`^skipped +${check} +Telegram was not asked`, "m"));
  expect(stdout + stderr).not.toContain("nobody-sees");
});

test("a bot without Telegram is broken with a hint, and its database is looked at", async () => {
  const playground = await aPlayground();
  const env = await aBot(playground);
  await playground.close();
  const { findings: found } = await findings(env);
  expect(brokenChecks(found)).toEqual(["token"]);
  expect(found.find(({ check }) => check === "token")).toMatchObject({
    found: expect.stringContaining("cannot be reached"),
    advice: expect.stringContaining("TELEGRAM_API_ROOT"),
  });
  expect(verdictsOf(found, "database")).toEqual(["ok", "ok"]);
});

test("lists, languages and copies are read from where the settings say", async () => {
  const list = join(temporaryFolder(), "glossary.json");
  writeFileSync(list, "{");
  const copies = temporaryFolder();
  const { file, DATABASE_URL } = await aDatabase();
  edit(file, `VACUUM INTO '${join(copies, "copy.db")}'`);
  const settings = { GLOSSARY: list, KNOWN_PAPERS: "off", DEFAULT_LANGUAGE: "sr", BACKUP_FOLDER: copies };
  const env = { DATABASE_URL, ...settings };
  const { findings: found } = await findings(env);
  expect(verdictsOf(found, "lists")).toEqual(["broken", "ok"]);
  expect(verdictsOf(found, "languages")).toEqual(["broken"]);
  expect(verdictsOf(found, "backups")).toEqual(["ok"]);
});

test("neither the database itself nor a copy that is not finished is a backup", async () => {
  const { file, DATABASE_URL } = await aDatabase();
  edit(file, `VACUUM INTO '${file}.partial'`);
  const { findings: found } = await findings({ DATABASE_URL, BACKUP_FOLDER: dirname(file) });
  expect(verdictsOf(found, "backups")).toEqual(["warning"]);
});

test("the kept index is told to fit, to be damaged, or to be of another database", async () => {
  const { file, DATABASE_URL } = await aDatabase();
  const kept = `${file}-index`;
  await keepIndex(DATABASE_URL, kept);
  expect(await indexFinding(DATABASE_URL)).toMatchObject({
    verdict: "ok",
    found: expect.stringMatching(/ fits$/),
  });
  edit(file, "UPDATE search_state SET epoch = 'another'");
  expect(await indexFinding(DATABASE_URL)).toMatchObject({
    verdict: "warning",
    found: expect.stringContaining("not of this database"),
  });
  writeFileSync(kept, readFileSync(kept).subarray(0, 1000));
  expect(await indexFinding(DATABASE_URL)).toMatchObject({
    verdict: "warning",
    found: expect.stringContaining("damaged"),
  });
});

/** As the bot does it. */
async function keepIndex(databaseUrl: string, file: string): Promise<void> {
  const store = await openReader(databaseUrl);
  const { signal } = new AbortController();
  await new FastIndex(store.search, { file, signal, onEvent: () => undefined }).catchUp();
  await store.close();
}

async function indexFinding(DATABASE_URL: string): Promise<Finding | undefined> {
  const { findings: found } = await findings({ DATABASE_URL });
  return found.filter(({ check }) => check === "index").at(-1);
}

function edit(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}
