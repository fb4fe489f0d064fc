import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { type EnrichCounts, type EnrichDeps, enrich } from "../../src/papers/enrich.ts";
import {
  aFeed,
  anArxiv,
  anEntry,
  anErrorFeed,
  arxivIds,
  factsOf,
  feedOf,
  someRecords,
} from "../support/arxiv.ts";

const START = Date.UTC(2026, 0, 15, 12, 0, 20);
const [FIRST = "", SECOND = ""] = arxivIds(2);

interface Run {
  readonly counts: EnrichCounts | null;
  readonly error: unknown;
  readonly waits: readonly number[];
  readonly notices: readonly string[];
}

/** Runs with a clock that only waiting moves. */
async function run(
  ids: readonly string[],
  deps: Pick<EnrichDeps, "baseUrl" | "records"> & Partial<EnrichDeps>,
): Promise<Run> {
  const waits: number[] = [];
  const notices: string[] = [];
  let clock = START;
  const wait = async (ms: number) => {
    waits.push(ms);
    clock += ms;
  };
  const all: EnrichDeps = {
    fetch,
    now: () => new Date(clock),
    wait,
    signal: new AbortController().signal,
    onNotice: (text) => notices.push(text),
    ...deps,
  };
  const [counts, error] = await enrich(ids, all).then(
    (done) => [done, null] as const,
    (thrown: unknown) => [null, thrown] as const,
  );
  return { counts, error, waits, notices };
}

function unavailable(response: ServerResponse, retryAfter?: string): void {
  response.statusCode = 503;
  if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
  response.end("<html>busy</html>");
}

test("papers are asked 50 at a time, one request in three seconds, and each batch is saved", async () => {
  const { baseUrl, asked, requests } = await anArxiv();
  const { records, kept, saves } = someRecords();
  const { counts, waits } = await run(arxivIds(120), { baseUrl, records });
  expect(counts).toEqual({ asked: 120, found: 120, unknown: 0, refused: 0, left: 0 });
  expect(asked.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(saves.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(waits).toEqual([3000, 3000]);
  expect(requests[0]?.headers["user-agent"]).toMatch(/^inforetriever-bot/);
  expect(new URL(requests[0]?.url ?? "", baseUrl).searchParams.get("max_results")).toBe("50");
  expect(kept.get(FIRST)).toEqual({
    arxivId: FIRST,
    found: factsOf(FIRST),
    fetchedAt: "2026-01-15T12:00:20.000Z",
  });
});

test("time that an answer took counts towards the three seconds", async () => {
  const waits: number[] = [];
  let clock = START;
  const { baseUrl } = await anArxiv((ids, response) => {
    clock += 1000;
    response.end(feedOf(ids));
  });
  const wait = async (ms: number) => void waits.push(ms);
  await run(arxivIds(51), { baseUrl, records: someRecords().records, now: () => new Date(clock), wait });
  expect(waits).toEqual([2000]);
});

test("nobody is asked about papers that have a record, not even about unknown ones", async () => {
  const { baseUrl, asked } = await anArxiv();
  const { records } = someRecords([{ arxivId: FIRST, found: null, fetchedAt: "2025-01-01T00:00:00Z" }]);
  await run([FIRST, SECOND, SECOND], { baseUrl, records });
  const again = await run([FIRST, SECOND], { baseUrl, records });
  expect(asked).toEqual([[SECOND]]);
  expect(again.counts).toEqual({ asked: 0, found: 0, unknown: 0, refused: 0, left: 0 });
});

test("progress begins at nothing and comes to all", async () => {
  const { baseUrl } = await anArxiv();
  const steps: unknown[] = [];
  const { records } = someRecords();
  await run(arxivIds(51), { baseUrl, records, onProgress: (step) => steps.push(step) });
  expect(steps).toEqual([
    { done: 0, total: 51, found: 0 },
    { done: 50, total: 51, found: 50 },
    { done: 51, total: 51, found: 51 },
  ]);
});

test("what arXiv does not know is kept as unknown; other orders and extra entries do no harm", async () => {
  const { baseUrl } = await anArxiv((_, response) =>
    response.end(aFeed(anEntry("2212.09999"), anEntry(SECOND), anEntry("cs/0703041"))),
  );
  const { records, kept } = someRecords();
  const { counts } = await run([FIRST, "cs/0703041", SECOND], { baseUrl, records });
  expect(counts).toEqual({ asked: 3, found: 2, unknown: 1, refused: 0, left: 0 });
  expect([...kept.keys()].sort()).toEqual([FIRST, SECOND, "cs/0703041"]);
  expect(kept.get(FIRST)?.found).toBeNull();
});

test("what cannot be an id of arXiv is unknown without asking", async () => {
  const { baseUrl, asked } = await anArxiv();
  const { records, kept } = someRecords();
  const { counts } = await run(["2413.00001", "2401.00001&x=1", FIRST], { baseUrl, records });
  expect(counts).toMatchObject({ found: 1, unknown: 2 });
  expect(asked).toEqual([[FIRST]]);
  expect(kept.get("2413.00001")?.found).toBeNull();
});

test("an id at which arXiv takes offence does not keep the others from being found", async () => {
  const { baseUrl, asked } = await anArxiv((ids, response) => {
    response.statusCode = ids.includes(SECOND) ? 400 : 200;
    response.end(ids.includes(SECOND) ? anErrorFeed(`incorrect id format for ${SECOND}`) : feedOf(ids));
  });
  const { records, kept } = someRecords();
  const { counts } = await run(arxivIds(3), { baseUrl, records });
  expect(counts).toMatchObject({ asked: 3, found: 2, unknown: 1 });
  expect(asked).toHaveLength(2);
  expect(kept.get(SECOND)?.found).toBeNull();
});

test("another error of arXiv is told in its words", async () => {
  const { baseUrl } = await anArxiv((_, response) => {
    response.statusCode = 400;
    response.end(anErrorFeed("start must be non-negative"));
  });
  const { error } = await run([FIRST], { baseUrl, records: someRecords().records });
  expect(error).toMatchObject({ code: "ARXIV_REFUSED", message: expect.stringContaining("non-negative") });
});

test("an answer with nothing to many ids is asked for once more before they count as unknown", async () => {
  let requests = 0;
  const { baseUrl } = await anArxiv((ids, response) => {
    requests += 1;
    response.end(requests === 1 ? aFeed() : feedOf(ids));
  });
  const { counts } = await run(arxivIds(3), { baseUrl, records: someRecords().records });
  expect(counts).toMatchObject({ found: 3, unknown: 0 });
  const silent = await anArxiv((_, response) => response.end(aFeed()));
  const { counts: none } = await run(arxivIds(3), { ...silent, records: someRecords().records });
  expect(none).toMatchObject({ unknown: 3 });
  expect(silent.asked).toHaveLength(2);
});

test("a refused entry is told with its reason and asked for again next time", async () => {
  const { baseUrl, asked } = await anArxiv((_, response) =>
    response.end(aFeed(anEntry(FIRST, { authors: [] }), anEntry(SECOND))),
  );
  const { records } = someRecords();
  const { counts, notices } = await run([FIRST, SECOND], { baseUrl, records });
  expect(counts).toEqual({ asked: 2, found: 1, unknown: 0, refused: 1, left: 0 });
  expect(notices).toEqual([`arXiv: ${FIRST} has no author`]);
  await run([FIRST, SECOND], { baseUrl, records });
  expect(asked.at(-1)).toEqual([FIRST]);
});

test("when arXiv is busy, it is asked again after the time that it names", async () => {
  for (const status of [429, 503]) {
    let requests = 0;
    const { baseUrl } = await anArxiv((ids, response) => {
      requests += 1;
      if (requests > 1) return response.end(feedOf(ids));
      unavailable(response, "20");
      response.statusCode = status;
    });
    const { counts, waits } = await run([FIRST], { baseUrl, records: someRecords().records });
    expect(counts?.found).toBe(1);
    expect(waits).toEqual([20_000]);
  }
});

test("the time may be named as a date", async () => {
  let requests = 0;
  const { baseUrl } = await anArxiv((ids, response) => {
    requests += 1;
    if (requests > 1) response.end(feedOf(ids));
    else unavailable(response, new Date(START + 60_000).toUTCString());
  });
  const { waits } = await run([FIRST], { baseUrl, records: someRecords().records });
  expect(waits).toEqual([60_000]);
});

test("where it names none, the pauses grow, and end after a few minutes", async () => {
  const { baseUrl } = await anArxiv((_, response) => unavailable(response));
  const { error, waits } = await run([FIRST], { baseUrl, records: someRecords().records });
  expect(error).toMatchObject({ code: "ARXIV_BUSY" });
  expect(waits).toEqual([3000, 6000, 12_000, 24_000, 48_000, 96_000]);
});

test("a longer time than a few minutes ends the run, which says when to go on and keeps what it has", async () => {
  const { baseUrl } = await anArxiv((ids, response) =>
    ids.includes(FIRST) ? response.end(feedOf(ids)) : unavailable(response, "3600"),
  );
  const { records, kept } = someRecords();
  const { error } = await run(arxivIds(60), { baseUrl, records });
  expect(error).toMatchObject({ code: "ARXIV_BUSY", hint: expect.stringContaining("2026-01-15 13:01 UTC") });
  expect(kept.size).toBe(50);
});

const BROKEN: Record<string, (response: ServerResponse) => void> = {
  ARXIV_UNREACHABLE: (response) => response.socket?.destroy(),
  ARXIV_ANSWER_DAMAGED: (response) => response.end(feedOf(arxivIds(10)).slice(0, 2000)),
  ARXIV_MOVED: (response) => response.writeHead(301, { location: "https://example.org/api/query" }).end(),
};

test.each(Object.entries(BROKEN))("%s keeps what is there, and the next run goes on", async (code, fault) => {
  let isBroken = true;
  const { baseUrl, asked } = await anArxiv((ids, response) =>
    isBroken && !ids.includes(FIRST) ? fault(response) : response.end(feedOf(ids)),
  );
  const { records, kept } = someRecords();
  const { error } = await run(arxivIds(60), { baseUrl, records });
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code, hint: expect.stringContaining("is kept") });
  expect(kept.size).toBe(50);
  isBroken = false;
  expect((await run(arxivIds(60), { baseUrl, records })).counts?.found).toBe(10);
  expect(asked.at(-1)).toHaveLength(10);
});

async function errorAt(answer: (response: ServerResponse) => void): Promise<unknown> {
  const { baseUrl } = await anArxiv((_, response) => answer(response));
  const { error } = await run([FIRST], { baseUrl, records: someRecords().records, timeoutMs: 500 });
  expect(error).toBeInstanceOf(AppError);
  return error;
}

test("an answer that breaks off in the middle is an error of the network", async () => {
  const error = await errorAt((response) => {
    response.setHeader("content-length", "100000");
    response.write(feedOf([FIRST]));
    setTimeout(() => response.socket?.destroy(), 50);
  });
  expect(error).toMatchObject({ code: "ARXIV_UNREACHABLE" });
});

test("no answer, and one that trickles, end with the time for a request", async () => {
  const silent = await errorAt(() => undefined);
  expect(silent).toMatchObject({ code: "ARXIV_UNREACHABLE", message: expect.stringContaining("0.5 s") });
  const slow = await errorAt((response) => {
    const trickle = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(trickle));
  });
  expect(slow).toMatchObject({ code: "ARXIV_UNREACHABLE", message: expect.stringContaining("0.5 s") });
});

test("an answer without end is given up at 5 MiB", async () => {
  let sent = 0;
  const error = await errorAt((response) => {
    const more = () => {
      while (!response.destroyed && sent < 200 * 1024 * 1024) {
        sent += 65_536;
        if (!response.write(" ".repeat(65_536))) break;
      }
    };
    response.on("drain", more);
    more();
  });
  expect(error).toMatchObject({ code: "ARXIV_ANSWER_TOO_LONG" });
  expect(sent).toBeLessThan(50 * 1024 * 1024);
});

test("a page instead of a feed is refused whatever it says it is, and a feed is read whatever it says", async () => {
  const page = await errorAt((response) => response.end("<!doctype html><html><p>Sorry</html>"));
  expect(page).toMatchObject({ code: "ARXIV_ANSWER_DAMAGED" });
  const { baseUrl } = await anArxiv((ids, response) => {
    response.setHeader("content-type", "text/html");
    response.end(feedOf(ids));
  });
  const { counts } = await run([FIRST], { baseUrl, records: someRecords().records });
  expect(counts?.found).toBe(1);
});

test.each([400, 403, 404, 500, 502])("status %i with a page is an error that names it", async (status) => {
  const error = await errorAt((response) => {
    response.statusCode = status;
    response.end("<html>no</html>");
  });
  expect(error).toMatchObject({ code: "ARXIV_UNREACHABLE", message: expect.stringContaining(`${status}`) });
});

test("a server that is not there is an error with a hint", async () => {
  const { baseUrl, stop } = await anArxiv();
  stop();
  const { error } = await run([FIRST], { baseUrl, records: someRecords().records });
  expect(error).toMatchObject({ code: "ARXIV_UNREACHABLE", hint: expect.stringContaining("ARXIV_API_URL") });
});

test("stopped while a request runs, it keeps the answer and asks nothing more", async () => {
  const stop = new AbortController();
  const { baseUrl, asked } = await anArxiv((ids, response) => {
    stop.abort();
    setTimeout(() => response.end(feedOf(ids)), 50);
  });
  const { records, kept } = someRecords();
  const { counts } = await run(arxivIds(120), { baseUrl, records, signal: stop.signal });
  expect(counts).toEqual({ asked: 50, found: 50, unknown: 0, refused: 0, left: 70 });
  expect(kept.size).toBe(50);
  expect(asked).toHaveLength(1);
});

test("stopped while it waits, it asks nothing more", async () => {
  const stop = new AbortController();
  const { baseUrl, asked } = await anArxiv();
  const { records } = someRecords();
  const wait = async () => stop.abort();
  const { counts } = await run(arxivIds(120), { baseUrl, records, signal: stop.signal, wait });
  expect(counts).toMatchObject({ asked: 50, left: 70 });
  expect(asked).toHaveLength(1);
});
