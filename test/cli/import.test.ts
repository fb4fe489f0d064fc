import { Writable } from "node:stream";
import { Command } from "commander";
import { expect, test } from "vitest";
import type { Cli } from "../../src/cli/cli.ts";
import { addImport } from "../../src/cli/import.ts";
import { parseConfig } from "../../src/config.ts";
import { AppError } from "../../src/errors.ts";
import { archiveFile, archiveFolder, desktopJson, jsonMessage } from "../support/archives.ts";
import { aStore } from "../support/sqlite-store.ts";

class Collected extends Writable {
  text = "";
  readonly isTTY: boolean = false;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

class Terminal extends Collected {
  override readonly isTTY = true;
  readonly columns = 120;
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly error: unknown;
}

/** Runs `import` against a store of its own. Every look at the clock is two seconds later. */
async function runImport(args: readonly string[], stderr = new Collected()): Promise<Run> {
  const stdout = new Collected();
  let clock = Date.UTC(2026, 2, 1);
  const now = () => {
    clock += 2000;
    return new Date(clock);
  };
  const cli: Cli = {
    env: {},
    config: parseConfig({}),
    stdin: process.stdin,
    stdout,
    stderr,
    now,
    fetch,
    signal: new AbortController().signal,
  };
  const store = await aStore();
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addImport(program, cli, async () => store);
  const error = await program.parseAsync(["import", ...args], { from: "user" }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { stdout: stdout.text, stderr: stderr.text, error };
}

const EXPORT = desktopJson([
  jsonMessage(1),
  { id: 2, type: "service" },
  { id: 3, type: "service" },
  { id: "x", type: "message" },
]);

test("the report is in words, with the right plurals", async () => {
  const { stdout, error } = await runImport([await archiveFile(EXPORT), "--channel", "@ranking_notes"]);
  expect(error).toBeNull();
  expect(stdout).toContain("Ranking Notes (@ranking_notes): 1 post read: 1 new, 0 updated, 0 unchanged");
  expect(stdout).toContain("skipped: 2 service messages, 1 damaged message");
  expect(stdout).toContain('impossible id "x"');
});

test("--json prints one object for scripts and nothing else on stdout", async () => {
  const { stdout } = await runImport([await archiveFile(EXPORT), "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    archives: [
      {
        channels: [
          { telegramId: 1500000001, read: 1, new: 1, updated: 0, adopted: 0, unchanged: 0, outdated: 0 },
        ],
        skipped: { "service message": 2, "damaged message": 1 },
        error: null,
      },
    ],
  });
});

test("an archive that is cut off is reported with what was saved, and is an error", async () => {
  const json = JSON.stringify(desktopJson([jsonMessage(1), jsonMessage(2)]));
  const path = await archiveFile(json.slice(0, json.indexOf("Post 2")));
  const { stdout, error } = await runImport([path]);
  expect(stdout).toContain("1 post read");
  expect(stdout).toContain("not read to the end");
  expect(error).toMatchObject({ code: "ARCHIVE_TRUNCATED" });
  const asJson = JSON.parse((await runImport([path, "--json"])).stdout);
  expect(asJson.archives[0]).toMatchObject({ channels: [{ read: 1 }], error: { code: "ARCHIVE_TRUNCATED" } });
});

test("why an archive failed is said once: by the error, or by the report where several failed", async () => {
  const cut = JSON.stringify(EXPORT).slice(0, -5);
  for (const path of ["/no/a", await archiveFile(cut), await archiveFolder({ "a.json": cut })]) {
    const { stdout, error } = await runImport([path]);
    expect(error).toBeInstanceOf(AppError);
    expect(stdout).not.toMatch(/does not exist|cut off/);
  }
  const { stdout, error } = await runImport(["/no/a", "/no/b"]);
  expect(stdout).toContain("nothing was read: /no/a does not exist\n  Check the path.");
  expect(stdout).toContain("nothing was read: /no/b does not exist\n  Check the path.");
  expect(error).toMatchObject({ message: expect.not.stringContaining("does not exist") });
});

test("several archives that fail are one error", async () => {
  const { stdout, error } = await runImport(["/no/a", "/no/b", await archiveFile(EXPORT)]);
  expect(stdout.match(/nothing was read/g)).toHaveLength(2);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "IMPORT_INCOMPLETE", message: expect.stringContaining("2 of 3") });
});

test("what was assumed is said on stderr", async () => {
  const { stderr } = await runImport([await archiveFile("Ranking Notes\n\n1 May, 13:07\n\nText\n")]);
  expect(stderr).toMatch(/^note: .*--year/);
});

const LONG_EXPORT = desktopJson(
  Array.from({ length: 800 }, (_, at) => jsonMessage(at + 1, { text: "слово ".repeat(300) })),
);

test("where there is no terminal, progress is a plain line every few seconds", async () => {
  const { stderr } = await runImport([await archiveFile(LONG_EXPORT, "result.json")]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^result\.json: \d+ %, [\d,]+ posts?$/);
});

test("on a terminal, progress is a bar", async () => {
  const { stderr } = await runImport([await archiveFile(LONG_EXPORT, "result.json")], new Terminal());
  expect(stderr).toContain("result.json  ");
  expect(stderr).toMatch(/█.*\d+ %/);
});

test.each(["24", "1999", "3000", "soon"])("--year %s is wrong usage", async (year) => {
  const { error } = await runImport([await archiveFile(EXPORT), "--year", year]);
  expect(error).toMatchObject({ code: "commander.invalidArgument" });
});

test("without an archive the command is wrong usage", async () => {
  expect((await runImport([])).error).toMatchObject({ code: "commander.missingArgument" });
});
