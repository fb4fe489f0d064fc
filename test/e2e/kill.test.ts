import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { outcomeOf } from "../support/crash-outcome.ts";
import { ADMIN_IDS, CHANNEL, CrashTraffic, peopleOf } from "../support/crash-traffic.ts";
import { lookAt } from "../support/databases.ts";
import { type ProgramEnd, startProgram } from "../support/killed-program.ts";
import { aLocalServer } from "../support/local-server.ts";
import { seededRandom } from "../support/random.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

type WayIn = "polling" | "webhook";

/** So often it is killed at random instead; by hand: KILLS=1000 npx vitest run test/e2e/kill.test.ts */
const KILLS = Number(process.env.KILLS ?? 0);
/** Where what happened is written, a line a kill; absent = nowhere. */
const REPORT = process.env.KILL_REPORT;
/** On the way of an update in, whichever way that is. */
const OF_UPDATES = ["accepting", "accepted", "taking-up", "beginning", "begun", "finishing", "finished"];
const OF_POLLING = ["fetched", "confirming 2", "confirmed 2"];
const OF_WEBHOOK = ["brought", "acknowledging", "acknowledged"];
/** On the way of what is written and said for somebody. */
const OF_EFFECTS = [
  ...["holding", "held", "holding 2", "held 2"],
  ...["requesting", "requested", "answered", "changing", "changed", "seen-changed"],
  ...["saving-post", "placing-post", "saving-words", "counting-words 3", "saving-notes"],
  ...["saved-post", "editing-post", "edited-post", "saved-notes", "hiding", "hidden"],
  ...["saving-place", "saving-alert", "saved-alert", "saving-digest", "saved-digest"],
  ...["saving-settings", "saved-settings", "saving-button", "saved-button", "voting", "voted"],
  ...["forgetting", "erasing", "erased", "pruning", "pruned"],
  ...["storing-index", "half-stored-index", "naming-index", "stored-index"],
];
const NAMED: readonly (readonly [WayIn, string])[] = [
  ...[...OF_UPDATES, ...OF_POLLING].map((point) => ["polling", point] as const),
  ...[...OF_UPDATES, ...OF_WEBHOOK].map((point) => ["webhook", point] as const),
  ...OF_EFFECTS.map((point, at) => [at % 2 === 0 ? "polling" : "webhook", point] as const),
];
/** Some are named again when the bot did not get there. */
const MOST_ROUNDS = KILLS === 0 ? NAMED.length + 20 : KILLS;
const LONGEST_RUN_MS = 20_000;
const PRESS_EVERY_MS = 100;
const MOST_POINTS = 250;
const LONGEST_LIFE_MS = 6_000;

test(KILLS === 0 ? "kill -9 at each named point loses nothing" : `${KILLS} random kill -9 lose nothing`, {
  timeout: 300_000 + KILLS * 15_000,
}, async () => {
  const bot = await aKilledBot(MOST_ROUNDS);
  const traffic = new CrashTraffic(bot.playground);
  const random = seededRandom(20_261_201 + KILLS);
  const hit: string[] = [];

  const left = KILLS === 0 ? [...NAMED] : [];
  for (let round = 0; round < MOST_ROUNDS && (KILLS > 0 || left.length > 0); round++) {
    ageUpdates(bot.database);
    traffic.round(round, { kept: keptIn(bot.database), sendsFile: round % 8 === 1 });
    const named = KILLS === 0 ? left.shift() : undefined;
    const way = named?.[0] ?? (random() < 0.5 ? "polling" : "webhook");
    const end = await (named === undefined
      ? randomRun(bot, way, random)
      : namedRun(bot, { way, killAt: named[1] }, () => traffic.press(round)));
    expect(end).toMatchObject({ signal: "SIGKILL" });
    // Whether there is something to be pressed or hidden by then is for what came before to tell.
    if (named !== undefined && end.point !== named[1].split(" ")[0]) left.push(named);
    hit.push(`${way} ${end.point ?? "at some time"}`);
    report(hit.at(-1));
  }
  await lastRuns(bot, traffic).finally(() => report(bot.database));

  const { outcome, figures } = outcomeOf({ traffic, playground: bot.playground, database: bot.database });
  report(JSON.stringify({ kills: hit.length, ...figures, outcome }));
  expect(left).toEqual([]);
  expect(outcome).toEqual(Object.fromEntries(Object.keys(outcome).map((name) => [name, []])));
  expect(lookAt(bot.database, (db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
  const doctor = await startProgram({ ...bot.program("polling"), args: ["doctor", "--json"] }).ended;
  expect(doctor).toMatchObject({ status: 0 });
});

function report(line: string | undefined): void {
  if (REPORT !== undefined) appendFileSync(REPORT, `${line}\n`);
}

interface KilledBot {
  readonly playground: Playground;
  readonly database: string;
  program(way: WayIn): { readonly args: string[]; readonly env: Record<string, string> };
}

async function aKilledBot(rounds: number): Promise<KilledBot> {
  const folder = temporaryFolder();
  const world = defaultWorld({ channel: { id: CHANNEL, title: "Канал", username: "kanal", history: [] } });
  const begun = Date.now();
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    world: { ...world, users: [...world.users, ...peopleOf(rounds)] },
    // A press that waited for longer than some minutes is lost by Telegram: hours pass here as minutes do.
    clock: () => begun + Math.floor((Date.now() - begun) / 100),
  });
  onTestFinished(() => playground.close());
  const free = await aLocalServer((_request, response) => response.end());
  free.stop();
  const database = join(folder, "kill.db");
  const env = {
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    CHANNELS: "@kanal",
    ADMIN_IDS: ADMIN_IDS.join(","),
    DATABASE_URL: `file:${database}`,
    HTTP_PORT: new URL(free.origin).port,
    LOG_LEVEL: "info",
  };
  const webhook = { WEBHOOK_URL: free.origin, WEBHOOK_SECRET: "a-secret-of-sixteen-or-more" };
  const program = (way: WayIn) => ({
    args: ["start"],
    env: { ...env, ...(way === "webhook" ? webhook : {}) },
  });
  return { playground, database, program };
}

/** Ends where it is to end, or after a while; people press meanwhile what they get to press. */
async function namedRun(
  bot: KilledBot,
  { way, killAt }: { readonly way: WayIn; readonly killAt: string },
  press: () => void,
): Promise<ProgramEnd> {
  const run = startProgram({ ...bot.program(way), killAt });
  const pressing = setInterval(press, PRESS_EVERY_MS);
  await Promise.race([run.ended, sleep(LONGEST_RUN_MS, undefined, { ref: false })]);
  clearInterval(pressing);
  return run.kill();
}

/** Dies while it starts, while it works, or at whatever point it gets to as the so-manyth one. */
async function randomRun(bot: KilledBot, way: WayIn, random: () => number): Promise<ProgramEnd> {
  const kind = random();
  const killAt = kind < 0.5 ? `any ${1 + Math.floor(random() * MOST_POINTS)}` : undefined;
  const started = performance.now();
  const run = startProgram({ ...bot.program(way), killAt });
  if (kind < 0.6) await Promise.race([run.ended, sleep(kind < 0.5 ? LONGEST_LIFE_MS : random() * 1_500)]);
  else {
    await run.ready;
    // As long as a start takes here and now is long enough for some work, however slow this machine is.
    await Promise.race([run.ended, sleep(random() * (performance.now() - started))]);
  }
  return run.kill();
}

/** Until nothing waits; then what is left to be pressed, and once more. What waits in the end the outcome tells. */
async function lastRuns(bot: KilledBot, traffic: CrashTraffic): Promise<void> {
  for (const way of ["polling", "webhook", "polling"] as const) {
    const run = startProgram(bot.program(way));
    await run.ready;
    const deadline = Date.now() + 30_000 + MOST_ROUNDS * 500;
    while (isAnythingWaiting(bot) && Date.now() < deadline) await sleep(100);
    expect(await run.stop()).toMatchObject({ status: 0 });
    if (way === "polling") traffic.press(MOST_ROUNDS - 1, 0);
  }
}

function isAnythingWaiting({ playground, database }: KilledBot): boolean {
  if (playground.telegram.pendingUpdates() > 0) return true;
  return lookAt(
    database,
    (db) => db.prepare("SELECT 1 FROM updates WHERE state = 'accepted'").get() !== undefined,
  );
}

/** Messages of the channel that stand in the database. */
function keptIn(database: string): Set<number> {
  if (!existsSync(database)) return new Set();
  return lookAt(database, (db) => {
    const isMade = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'posts'").pluck().get() === 1;
    return new Set(isMade ? db.prepare<[], number>(KEPT).pluck().all() : []);
  });
}

const KEPT = `
  SELECT message_id FROM posts WHERE channel_id = (SELECT id FROM channels WHERE username = 'kanal')`;

/** Some are so old that the housekeeping forgets them. */
function ageUpdates(database: string): void {
  if (!existsSync(database)) return;
  const db = new Sqlite(database);
  try {
    const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'updates'").pluck().get();
    if (tables === 0) return;
    db.exec(`INSERT INTO updates (update_id, state, accepted_at) VALUES (1, 'finished', 0), (2, 'begun', 0)
             ON CONFLICT DO NOTHING`);
  } finally {
    db.close();
  }
}
