import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { type BackupDeps, startNightlyBackup } from "../../src/app/nightly-backup.ts";
import { createLog } from "../../src/log.ts";
import { type BackupPlan, backUpInto } from "../../src/store/backup-folder.ts";
import { aDatabase } from "../support/databases.ts";
import { HeldClock } from "../support/held-clock.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Night {
  /** When it is, to begin with. */
  readonly start: string;
  /** When the newest backup was made. */
  readonly newest?: string;
  /** Makes the backups; absent = the real thing. */
  readonly backUp?: BackupDeps["backUp"];
}

/** Backups at half past three, keeping two of them, by a clock that a test holds. */
async function aNight({ start, newest, backUp }: Night) {
  const database = await aDatabase();
  const folder = join(temporaryFolder(), "backups");
  if (newest !== undefined) await backUpInto({ database, folder, keep: 7, now: new Date(newest) });
  const clock = new HeldClock(start);
  let logged = "";
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk);
      done();
    },
  });
  const log = createLog("info", destination);
  const pause = (ms: number, signal: AbortSignal) => clock.pause(ms, AbortSignal.any([signal]));
  const backups = startNightlyBackup(
    { database, folder, keep: 2, at: { hour: 3, minute: 30 }, timezone: "Etc/UTC" },
    { log, now: clock.now, pause, ...(backUp === undefined ? {} : { backUp }) },
  );
  onTestFinished(() => backups.stop());
  const events = () =>
    logged
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { clock, folder, backups, events, names: () => readdirSync(folder).sort() };
}

test("a backup is made every night, and two are kept", async () => {
  const { clock, names, events } = await aNight({
    start: "2026-01-15T03:00:00Z",
    newest: "2026-01-14T03:30:00Z",
  });
  await clock.pass(29 * MINUTE_MS);
  expect(names()).toEqual(["kept-20260114T033000Z.db"]);
  await clock.pass(2 * MINUTE_MS);
  expect(names()).toEqual(["kept-20260114T033000Z.db", "kept-20260115T033000Z.db"]);
  await clock.pass(24 * HOUR_MS);
  expect(names()).toEqual(["kept-20260115T033000Z.db", "kept-20260116T033000Z.db"]);
  expect(events()[0]).toMatchObject({
    msg: "backup made and checked",
    bytes: expect.any(Number),
    ms: expect.any(Number),
    posts: 3,
  });
});

test("a night that nothing ran in is made up a minute after the start", async () => {
  const { clock, names } = await aNight({ start: "2026-01-15T09:00:00Z", newest: "2026-01-14T03:30:00Z" });
  await clock.pass(2 * MINUTE_MS);
  expect(names()).toEqual(["kept-20260114T033000Z.db", "kept-20260115T090100Z.db"]);
  await clock.pass(12 * HOUR_MS);
  expect(names()).toHaveLength(2);
});

test("one that fails is logged as an error and tried again in an hour", async () => {
  const tries: string[] = [];
  const backUp = async (plan: BackupPlan) => {
    tries.push(plan.now.toISOString());
    if (tries.length < 3) throw new Error("the disk is full");
    return backUpInto(plan);
  };
  const { clock, names, events } = await aNight({
    start: "2026-01-15T03:29:00Z",
    newest: "2026-01-14T03:30:00Z",
    backUp,
  });
  await clock.pass(4 * HOUR_MS);
  expect(tries).toEqual(["2026-01-15T03:30:00.000Z", "2026-01-15T04:30:00.000Z", "2026-01-15T05:30:00.000Z"]);
  expect(events().map(({ level }) => level)).toEqual([50, 50, 30]);
  expect(names()).toContain("kept-20260115T053000Z.db");
});

test("a machine that slept through the time makes it when it wakes", async () => {
  const { clock, names } = await aNight({ start: "2026-01-15T03:00:00Z", newest: "2026-01-14T03:30:00Z" });
  await clock.asleep();
  clock.skewBy(5 * HOUR_MS);
  await clock.pass(2 * MINUTE_MS);
  expect(names()).toEqual(["kept-20260114T033000Z.db", expect.stringMatching(/^kept-20260115T080/)]);
});

test("a stop ends the one that is being made, without a word", async () => {
  let told: AbortSignal | undefined;
  const backUp = (_plan: BackupPlan, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      told = signal;
      signal.addEventListener("abort", () => reject(new Error("stopped")));
    });
  const { clock, backups, events } = await aNight({
    start: "2026-01-15T03:29:00Z",
    newest: "2026-01-14T03:30:00Z",
    backUp,
  });
  void clock.pass(2 * MINUTE_MS);
  await expect.poll(() => told).toBeDefined();
  await backups.stop();
  await backups.stop();
  expect(told?.aborted).toBe(true);
  expect(events()).toEqual([]);
});
