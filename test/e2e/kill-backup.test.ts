import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { backUp } from "../../src/store/backup.ts";
import { openStore } from "../../src/store/open.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { builtProgram } from "../support/compiled.ts";
import { aDatabase, countIn, lookAt } from "../support/databases.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KILL_STEPS = resolve(import.meta.dirname, "../support/kill-steps.mjs");
const IN_BACKUP = 3;
const IN_DATABASE = 61;

interface Run {
  readonly env: Readonly<Record<string, string>>;
  /** Killed before this step; absent = never. */
  readonly step?: number;
}

function started({ env, step }: Run, args: readonly string[]): ChildProcess {
  const preload = step === undefined ? [] : ["--import", KILL_STEPS];
  const child = spawn(process.execPath, [...preload, builtProgram(), ...args], {
    env: { ...process.env, BOT_TOKEN: "", ...env, KILL_STEP: String(step) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function ended(child: ChildProcess) {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      output += String(chunk);
    });
  const [status, signal] = await once(child, "close");
  return { status, signal, output };
}

/** A database whose newest post is in its log only, and a smaller backup. */
async function aKilledDatabase() {
  const living = await aDatabase({ posts: IN_DATABASE - 1 });
  const store = await openStore(`file:${living}`);
  onTestFinished(() => store.close());
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 1000, text: "этот пост только в журнале" })]);
  const backup = join(temporaryFolder(), "backup.db");
  await backUp(await aDatabase({ posts: IN_BACKUP }), backup);
  return { living, backup };
}

function copyOf(living: string): string {
  const copy = join(temporaryFolder(), "kept.db");
  for (const ending of ["", "-wal"]) copyFileSync(living + ending, copy + ending);
  return copy;
}

async function postsIn(database: string): Promise<number> {
  const store = await openStore(`file:${database}`);
  try {
    expect(lookAt(database, (db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
    return await store.countPosts();
  } finally {
    await store.close();
  }
}

test("kill -9 before any step of a restore or a backup leaves the old or the new, and all backups whole", {
  timeout: 120_000,
}, async () => {
  const { living, backup } = await aKilledDatabase();

  const left: number[] = [];
  for (let step = 1; ; step++) {
    const database = copyOf(living);
    const env = { DATABASE_URL: `file:${database}` };
    const { status, signal } = await ended(started({ env, step }, ["restore", backup, "--force"]));
    if (status === 0) break;
    expect(signal).toBe("SIGKILL");
    left.push(await postsIn(database));
    // And whoever was killed tries again.
    await restoreBackup(`file:${database}`, backup, { isForced: true, now: new Date() });
    expect(await postsIn(database)).toBe(IN_BACKUP);
  }
  // The new one from some step on.
  expect(left.length).toBeGreaterThan(10);
  expect(left).toEqual([...left].sort((a, b) => b - a));
  expect([...new Set(left)]).toEqual([IN_DATABASE, IN_BACKUP]);

  const made: number[] = [];
  for (let step = 1; ; step++) {
    const database = copyOf(living);
    const folder = temporaryFolder();
    const old = join(folder, "kept-20260101T000000Z.db");
    copyFileSync(backup, old);
    const env = { DATABASE_URL: `file:${database}`, BACKUP_FOLDER: folder, BACKUP_KEEP: "1" };
    const { status, signal } = await ended(started({ env, step }, ["backup"]));
    const names = readdirSync(folder).filter((name) => name.endsWith(".db"));
    const posts = names.map((name) => countIn(join(folder, name), "posts")).sort((a, b) => b - a);
    if (status === 0) {
      expect(posts).toEqual([IN_DATABASE]);
      break;
    }
    expect(signal).toBe("SIGKILL");
    expect([[IN_BACKUP], [IN_DATABASE, IN_BACKUP], [IN_DATABASE]]).toContainEqual(posts);
    expect(await postsIn(database)).toBe(IN_DATABASE);
    made.push(names.length);
  }
  expect(made.length).toBeGreaterThan(5);
});

test("a database has one bot, which others work beside, until it dies", { timeout: 60_000 }, async () => {
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world: defaultWorld() });
  onTestFinished(() => playground.close());
  const database = await aDatabase();
  const backups = temporaryFolder();
  const env = {
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    DATABASE_URL: `file:${database}`,
    BACKUP_FOLDER: backups,
    HTTP_PORT: "0",
  };
  const bot = started({ env }, ["start"]);
  await ready(bot);

  const second = await ended(started({ env }, ["start"]));
  expect(second.status).toBe(1);
  expect(second.output).toContain(`process ${bot.pid}`);
  expect(second.output).toContain("Stop that one first");

  const sample = resolve(import.meta.dirname, "../../data/sample-channel");
  const imported = await ended(started({ env }, ["import", sample, "--channel", "lenta_i_vektor"]));
  expect(imported).toMatchObject({ status: 0 });
  const backedUp = await ended(started({ env }, ["backup"]));
  expect(backedUp).toMatchObject({ status: 0 });
  const [name = ""] = readdirSync(backups);
  expect(countIn(join(backups, name), "posts")).toBeGreaterThan(80);
  const restored = await ended(started({ env }, ["restore", join(backups, name), "--force"]));
  expect(restored).toMatchObject({ status: 1, output: expect.stringContaining(`process ${bot.pid}`) });

  bot.kill("SIGKILL");
  await once(bot, "exit");
  await ready(started({ env }, ["start"]));
});

/** Resolves when the bot receives updates. */
async function ready(bot: ChildProcess): Promise<void> {
  let logged = "";
  await new Promise<void>((done, reject) => {
    bot.stderr?.on("data", (chunk) => {
      logged += String(chunk);
      if (logged.includes('"msg":"ready"')) done();
    });
    bot.once("exit", () => reject(new Error(`The bot ended before it was ready:\n${logged}`)));
  });
}
