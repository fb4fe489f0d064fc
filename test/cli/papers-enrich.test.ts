import { PassThrough } from "node:stream";
import { Command } from "commander";
import { expect, test } from "vitest";
import type { Cli } from "../../src/cli/cli.ts";
import { addPapers } from "../../src/cli/papers.ts";
import { parseConfig } from "../../src/config.ts";
import { anArxiv, arxivIds, feedOf, someRecords } from "../support/arxiv.ts";

interface Options {
  readonly ids?: readonly string[];
  readonly signal?: AbortSignal;
  readonly isTerminal?: boolean;
}

/** Runs `papers enrich` against a server in arXiv's place. */
async function runEnrich(baseUrl: string, records = someRecords().records, options: Options = {}) {
  const { ids = arxivIds(3), signal = new AbortController().signal, isTerminal = false } = options;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const cli: Cli = {
    env: {},
    config: parseConfig({ ARXIV_API_URL: baseUrl }),
    stdin: process.stdin,
    stdout,
    stderr: Object.assign(stderr, { isTTY: isTerminal, columns: 120 }),
    now: () => new Date(),
    fetch,
    signal,
  };
  let closed = 0;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addPapers(program, cli, {
    look: () => Promise.reject(new Error("Only what asks arXiv is opened")),
    toEnrich: async () => ({
      arxivIds: async () => ids,
      records,
      close: async () => {
        closed += 1;
      },
    }),
  });
  const error = await program.parseAsync(["papers", "enrich"], { from: "user" }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(closed).toBe(1);
  return { stdout: String(stdout.read() ?? ""), stderr: String(stderr.read() ?? ""), error };
}

test("papers enrich says on stderr what came of it, and nothing on stdout", async () => {
  const { baseUrl } = await anArxiv((ids, response) => response.end(feedOf(ids.slice(1))));
  const { stdout, stderr, error } = await runEnrich(baseUrl);
  expect(error).toBeNull();
  expect(stdout).toBe("");
  expect(stderr).toBe("3 papers asked about: 2 found, 1 unknown to arXiv\n");
});

test("the second run asks nothing and says so", async () => {
  const { baseUrl, asked } = await anArxiv();
  const { records } = someRecords();
  await runEnrich(baseUrl, records);
  const { stderr } = await runEnrich(baseUrl, records);
  expect(asked).toHaveLength(1);
  expect(stderr).toMatch(/nothing is new/);
});

test("on a terminal, progress is a bar", async () => {
  const { baseUrl } = await anArxiv();
  const { stderr } = await runEnrich(baseUrl, someRecords().records, { isTerminal: true });
  expect(stderr).toMatch(/arXiv {2}░+ 0 %/);
});

test("an interrupt ends the wait at once, keeps what is there and says how to go on", async () => {
  const stop = new AbortController();
  const { baseUrl } = await anArxiv((ids, response) => {
    response.end(feedOf(ids));
    setTimeout(() => stop.abort(), 50);
  });
  const { records, kept } = someRecords();
  const began = Date.now();
  const { stderr, error } = await runEnrich(baseUrl, records, { ids: arxivIds(60), signal: stop.signal });
  expect(Date.now() - began).toBeLessThan(2500);
  expect(kept.size).toBe(50);
  expect(stderr).toContain("50 papers asked about");
  expect(error).toMatchObject({
    code: "ENRICH_STOPPED",
    message: expect.stringContaining("10 papers left"),
    hint: expect.stringContaining("again"),
  });
});

test("an error of arXiv is the error of the command", async () => {
  const { baseUrl } = await anArxiv((_, response) => response.writeHead(500).end());
  expect((await runEnrich(baseUrl)).error).toMatchObject({ code: "ARXIV_UNREACHABLE" });
});
