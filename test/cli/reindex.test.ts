import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { Command } from "commander";
import { expect, test } from "vitest";
import { addReindex } from "../../src/cli/reindex.ts";
import { parseConfig } from "../../src/config.ts";
import { openStore } from "../../src/store/open.ts";
import { bracketReader } from "../support/paper-reader.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

/** A database with three posts, saved by a program that notices no papers. */
async function aDatabase(): Promise<string> {
  const url = `file:${join(temporaryFolder(), "cli.db")}`;
  const store = await openStore(url);
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    [1, 2, 3].map((messageId) => aPost({ messageId, text: `[HSTU] в посте ${messageId}` })),
  );
  await store.close();
  return url;
}

/** Runs the command with a reader of papers; returns what it printed. */
async function reindex(args: string[], databaseUrl: string, signal = new AbortController().signal) {
  const stderr = new PassThrough();
  const cli = {
    config: parseConfig({}),
    env: {},
    stdin: Readable.from([]),
    stdout: new PassThrough(),
    stderr,
    now: () => new Date("2026-01-15T12:00:00Z"),
    fetch: () => Promise.reject(new Error("tests have no network")),
    signal,
  };
  const program = new Command();
  addReindex(program, cli, () => openStore(databaseUrl, { papers: bracketReader() }));
  await program.parseAsync(["reindex", ...args], { from: "user" });
  return String(stderr.read() ?? "");
}

test("reindex makes the search index anew", async () => {
  const { status, stderr } = await runInTerminal(["reindex"], { env: { DATABASE_URL: await aDatabase() } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "3 posts indexed\n" });
});

test("reindex papers reads all posts anew for papers", async () => {
  const url = await aDatabase();
  expect(await reindex(["papers"], url)).toBe("3 posts read for papers\n");
  const store = await openStore(url);
  const [position, notes] = [await store.papers.paperPosition(), await store.papers.notesAfter(0, 10)];
  await store.close();
  expect(position).toMatchObject({ isComplete: true });
  expect(notes.posts).toHaveLength(3);
});

test("a reindex that is interrupted says who goes on", async () => {
  expect(await reindex(["papers"], await aDatabase(), AbortSignal.abort())).toBe(
    "stopped after 0 posts; the bot reads the others when it starts\n",
  );
});

test("a word that reindex does not know is wrong usage, and changes nothing", async () => {
  const env = { DATABASE_URL: await aDatabase() };
  const { status, stdout, stderr } = await runInTerminal(["reindex", "everything"], { env });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Allowed choices are index, papers");
});
