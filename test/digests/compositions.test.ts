import { expect, test } from "vitest";
import { Compositions } from "../../src/digests/compositions.ts";
import type { Digest, DigestRequest, NoticeRequest } from "../../src/digests/digest.ts";
import { VirtualTimer } from "../support/virtual-timer.ts";

const SECOND = 1_000;
const EMPTY: Digest = { sections: [], papers: [], total: 0 };
const NEVER = new AbortController().signal;

/** Composing takes a second, and how many are composed at the same moment is counted. */
function composing(stopping: AbortSignal = NEVER) {
  const timer = new VirtualTimer();
  const seen = { composed: 0, atOnce: 0, most: 0 };
  const compose = async <T>(value: T): Promise<T> => {
    seen.composed++;
    seen.most = Math.max(seen.most, ++seen.atOnce);
    await timer.sleep(SECOND, NEVER);
    seen.atOnce--;
    return value;
  };
  const composer = { composeDigest: () => compose(EMPTY), composeNotice: () => compose(null) };
  return { timer, seen, compositions: new Compositions(composer, { timer, stopping }) };
}

function about(query: string): DigestRequest {
  return { posts: { after: 0, upTo: 9, publishedSince: new Date(0) }, query, channelIds: [] };
}

function noticeOf(postId: number): NoticeRequest {
  return { postId, alerts: [], digest: null };
}

const QUERIES = Array.from({ length: 50 }, (_, at) => `слово${at}`);

test("of digests that differ one is composed at a time, and in the end all are", async () => {
  const { timer, seen, compositions } = composing();
  const made = Promise.all(QUERIES.map((query) => compositions.digest(about(query))));
  await timer.advance(QUERIES.length * SECOND);
  expect(await made).toHaveLength(QUERIES.length);
  expect(seen).toMatchObject({ composed: QUERIES.length, most: 1 });
});

test("a post that is told of is not kept waiting by digests", async () => {
  const { timer, compositions } = composing();
  const digests = QUERIES.map((query) => compositions.digest(about(query)));
  const notice = compositions.notice(noticeOf(1), 1);
  await timer.advance(SECOND);
  expect(await notice).toBeNull();
  await timer.advance(QUERIES.length * SECOND);
  await Promise.all(digests);
});

test("what waits to be composed is composed once for all who ask for it, however long it waits", async () => {
  const { timer, seen, compositions } = composing();
  const first = QUERIES.map((query) => compositions.digest(about(query)));
  await timer.advance(20.5 * SECOND);
  const again = QUERIES.slice(20).map((query) => compositions.digest(about(query)));
  await timer.advance(QUERIES.length * SECOND);
  await Promise.all([...first, ...again]);
  expect(seen.composed).toBe(QUERIES.length);
});

test("what was composed is what the next ten seconds get, and no longer", async () => {
  const { timer, seen, compositions } = composing();
  const ask = async () => {
    const made = compositions.digest(about("слово"));
    await timer.advance(SECOND);
    await made;
  };
  await ask();
  await timer.advance(5 * SECOND);
  await ask();
  expect(seen.composed).toBe(1);
  await timer.advance(10 * SECOND);
  await ask();
  expect(seen.composed).toBe(2);
});

test("once it stops, nothing more is composed", async () => {
  const stopping = new AbortController();
  const { timer, seen, compositions } = composing(stopping.signal);
  const made = Promise.allSettled(QUERIES.map((query) => compositions.digest(about(query))));
  await timer.advance(SECOND / 2);
  stopping.abort();
  await timer.advance(SECOND);
  const outcomes = (await made).map(({ status }) => status);
  expect(outcomes.filter((status) => status === "fulfilled")).toHaveLength(1);
  expect(seen.composed).toBe(1);
});
