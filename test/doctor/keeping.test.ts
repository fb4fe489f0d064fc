import { expect, test } from "vitest";
import type { DeliveryFigures } from "../../src/digests/delivery-store.ts";
import { judgeBackups } from "../../src/doctor/backups.ts";
import { judgeDatabase, judgeIntegrity } from "../../src/doctor/database.ts";
import { judgeDeliveries } from "../../src/doctor/deliveries.ts";
import { type DiskFacts, judgeDisk } from "../../src/doctor/disk.ts";
import { type IndexFacts, judgeIndex } from "../../src/doctor/index-stamp.ts";
import { judgeLanguages } from "../../src/doctor/languages.ts";
import { judgePapers } from "../../src/doctor/papers.ts";
import { type InboxFacts, judgeUpdates } from "../../src/doctor/updates.ts";
import { AppError } from "../../src/errors.ts";

const NOW = new Date("2026-01-15T12:00:00Z");
const MIB = 1024 ** 2;
const GIB = 1024 * MIB;

function ago(hours: number): Date {
  return new Date(NOW.getTime() - hours * 3600_000);
}

function aDisk(parts: Partial<DiskFacts> = {}): DiskFacts {
  const folder = "/var/bot";
  return {
    folder,
    holds: "the database",
    freeBytes: 10 * GIB,
    isWritable: true,
    databaseBytes: MIB,
    ...parts,
  };
}

test.each<[string, Partial<DiskFacts>]>([
  ["ok", {}],
  ["ok", { freeBytes: GIB }],
  ["warning", { freeBytes: GIB - 1 }],
  ["warning", { freeBytes: 5 * GIB, databaseBytes: 3 * GIB }],
  ["broken", { freeBytes: 50 * MIB - 1 }],
  ["broken", { isWritable: false }],
])("the disk is %s with %j", (verdict, parts) => {
  expect(judgeDisk(aDisk(parts))).toMatchObject({ check: "disk", verdict });
});

test.each([
  ["DATABASE_MISSING", "warning"],
  ["DATABASE_OLDER", "warning"],
  ["DATABASE_NEWER", "broken"],
  ["DATABASE_FOREIGN", "broken"],
  ["DATABASE_DAMAGED", "broken"],
  ["DATABASE_LOCKED", "broken"],
])("a database that is refused with %s is a %s", (code, verdict) => {
  const error = new AppError(code, "The database x.db is odd", { hint: "Mend it" });
  expect(judgeDatabase({ kind: "refused", error })).toEqual({
    check: "database",
    verdict,
    found: "x.db is odd",
    advice: "Mend it",
  });
});

test("the first problem of a damaged database is told, with how many there are", () => {
  expect(judgeIntegrity([])).toMatchObject({ verdict: "ok" });
  const { verdict, found } = judgeIntegrity(["row 7 missing from index x", "other"]);
  expect({ verdict, found }).toMatchObject({
    verdict: "broken",
    found: expect.stringMatching(/row 7.*2 in all/),
  });
});

function anIndex(parts: Partial<IndexFacts> = {}): IndexFacts {
  const database = { epoch: "e", analyser: 1, sequence: 90, indexed: 80, isComplete: true };
  const stamp = { epoch: "e", analyser: 1, sequence: 90, posts: 80 };
  const rest = { file: "x.db-index", waiting: 0, analyser: 1, mostPosts: 1000 };
  return { ...rest, database, snapshot: { kind: "whole", stamp }, ...parts };
}

const WHOLE = { epoch: "e", analyser: 1, sequence: 80, posts: 80 };
const DATABASE = anIndex().database;

test.each<[string, Partial<IndexFacts>, RegExp]>([
  ["ok ok", {}, /fits/],
  ["ok ok", { snapshot: { kind: "whole", stamp: WHOLE } }, /10 changes behind/],
  ["ok ok", { snapshot: { kind: "missing" } }, /no copy/],
  ["ok ok", { snapshot: { kind: "missing" }, mostPosts: 79 }, /from the database/],
  ["ok warning", { snapshot: { kind: "damaged" } }, /damaged/],
  ["ok warning", { snapshot: { kind: "of-another-version" } }, /another version/],
  ["ok warning", { snapshot: { kind: "whole", stamp: { ...WHOLE, epoch: "f" } } }, /not of this database/],
  ["ok warning", { snapshot: { kind: "whole", stamp: { ...WHOLE, sequence: 91 } } }, /not of this database/],
  ["warning ok", { waiting: 3 }, /3 posts cannot be found/],
  ["warning ok", { database: { ...DATABASE, isComplete: false } }, /not finished/],
  ["warning warning", { analyser: 2 }, /version 1, this program has 2/],
])("words and their copy are %s: %j", (verdicts, parts, words) => {
  const findings = judgeIndex(anIndex(parts));
  expect(findings.map(({ verdict }) => verdict).join(" ")).toBe(verdicts);
  expect(findings.map(({ found }) => found).join("; ")).toMatch(words);
});

test.each([
  ["ok", { waiting: 0, posts: 9, isOfThisReader: true }],
  ["ok", { waiting: 0, posts: 0, isOfThisReader: false }],
  ["warning", { waiting: 2, posts: 9, isOfThisReader: true }],
  ["warning", { waiting: 0, posts: 9, isOfThisReader: false }],
])("notes on papers are %s with %j", (verdict, facts) => {
  expect(judgePapers(facts)).toMatchObject({ check: "papers", verdict });
});

function anInbox(parts: Partial<InboxFacts> = {}): InboxFacts {
  return { parked: [], queued: 0, oldestQueuedAt: null, lastAt: ago(1), now: NOW, ...parts };
}

test.each<[string, Partial<InboxFacts>, RegExp]>([
  ["ok", {}, /60 minutes ago/],
  ["ok", { lastAt: null }, /none has come yet/],
  ["ok", { queued: 5, oldestQueuedAt: ago(1 / 60) }, /none is stuck/],
  ["warning", { queued: 5, oldestQueuedAt: ago(3) }, /5 updates wait, the oldest came 3 hours ago/],
  ["warning", { parked: [7] }, /1 update never finished and is parked: 7/],
  ["warning", { parked: Array.from({ length: 30 }, (_, at) => at) }, /30 updates .* 9, …/],
])("updates are %s with %j", (verdict, parts, words) => {
  const findings = judgeUpdates(anInbox(parts));
  expect(findings).toMatchObject([{ check: "updates", verdict, found: expect.stringMatching(words) }]);
});

function theFigures(parts: Partial<DeliveryFigures> = {}): DeliveryFigures {
  const none = { pending: 0, sending: 0, oldestDueAt: null, sentLastDay: 0, deadLastDay: {} };
  return { ...none, subscribers: 3, alerts: 0, ...parts };
}

test.each<[string, Partial<DeliveryFigures>, RegExp]>([
  ["ok", {}, /none is late/],
  ["ok", { pending: 9, oldestDueAt: ago(0.1) }, /none is late/],
  ["ok", { deadLastDay: { blocked: 4, unwanted: 2 } }, /none is late/],
  ["warning", { pending: 9, oldestDueAt: ago(5) }, /9 messages not sent, the oldest is 5 hours late/],
  ["warning", { deadLastDay: { refused: 1, "no-answer": 2 } }, /1 refused.*2 without an answer/],
])("deliveries are %s with %j", (verdict, parts, words) => {
  const findings = judgeDeliveries(theFigures(parts), NOW);
  expect(findings).toMatchObject([{ check: "deliveries", verdict, found: expect.stringMatching(words) }]);
});

test.each([
  ["ok", "at night", [ago(9), ago(33)], /9 hours ago/],
  ["ok", "never", [ago(9)], /9 hours ago/],
  ["warning", "never", [], /nothing is backed up/],
  ["warning", "never", [ago(72)], /nothing is backed up daily.*3 days ago/],
  ["warning", "at night", [], /no copy yet/],
  ["warning", "at night", [ago(72)], /3 days ago.*BACKUP_AT asks/],
])("backups are %s where one is made %s and copies are of %j", (verdict, when, madeAt, words) => {
  const at = when === "never" ? null : { hour: 3, minute: 30 };
  const finding = judgeBackups({ settings: { folder: "var/backups", keep: 7, at }, madeAt, now: NOW });
  expect(finding).toMatchObject({ check: "backups", verdict, found: expect.stringMatching(words) });
});

test("languages that have the same texts are ok", () => {
  const files = ["en", "ru"].map((language) => ({ language, keys: ["a", "b"], unreadable: [] }));
  expect(judgeLanguages(files, "en")).toMatchObject([{ check: "languages", verdict: "ok" }]);
  expect(judgeLanguages(files, "sr")).toMatchObject([
    { verdict: "broken", advice: expect.stringContaining("en, ru") },
  ]);
});

test("texts that are missing or cannot be read are named with their file", () => {
  const files = [
    { language: "en", keys: ["a", "b", "c"], unreadable: [] },
    { language: "ru", keys: ["a"], unreadable: ["b"] },
  ];
  const found = judgeLanguages(files, "ru").map((finding) => `${finding.verdict} ${finding.found}`);
  expect(found).toEqual([
    expect.stringMatching(/broken .*cannot be read in data\/locales\/ru\.ftl: b$/),
    expect.stringMatching(/broken .*missing in data\/locales\/ru\.ftl: c$/),
  ]);
});
