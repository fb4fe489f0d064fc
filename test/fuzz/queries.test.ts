import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Searcher } from "../../src/engine/searcher.ts";
import { SearchThread } from "../../src/engine/thread.ts";
import type { Hit } from "../../src/search/hit.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { builtProgram } from "../support/compiled.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import { fuzzPlan, replayOf, tell, tellProgress } from "../support/fuzz-plan.ts";
import { hostileQuery } from "../support/hostile-queries.ts";
import { anImportedSample } from "../support/imported-sample.ts";
import { ANNA, anAlert } from "../support/subscriptions.ts";

const PLAN = fuzzPlan("queries", 150);
const AT_ONCE = 4;
const BLOCK_MS = 50;

type Way = (query: string, dice: Dice) => Promise<unknown>;

test("whatever is asked is answered, and what is shown of it can be sent", {
  timeout: PLAN.timeoutMs,
}, async () => {
  const { searcher, ways, events } = await aSearchThread();
  await Promise.all(Object.values(ways).map((way) => way("холодный старт", diceOf(1))));
  const slow: { ms: number; replay: string }[] = [];
  const failed: string[] = [];
  const ask = async (seed: number) => {
    const dice = diceOf(seed);
    const [name, way] = dice.pick(Object.entries(ways) as [[string, Way], ...[string, Way][]]);
    const query = hostileQuery(dice);
    const begun = performance.now();
    try {
      await way(query, dice);
    } catch (error) {
      failed.push(`${replayOf("queries", seed)}: ${name} ${JSON.stringify(query).slice(0, 500)}: ${error}`);
    }
    const ms = performance.now() - begun;
    if (ms > BLOCK_MS) slow.push({ ms: Math.round(ms), replay: `${replayOf("queries", seed)} (${name})` });
  };
  let early = await searcher.heapBytes();
  for (let from = 0; from < PLAN.cases; from += AT_ONCE) {
    tellProgress("queries", PLAN, from);
    if (from === Math.ceil(PLAN.cases / 10 / AT_ONCE) * AT_ONCE) early = await searcher.heapBytes();
    const left = Math.min(AT_ONCE, PLAN.cases - from);
    for (let at = 0; at < left; at++) await ask(PLAN.seed + from + at);
  }
  const heapMb = [early, await searcher.heapBytes()].map((bytes) => Math.round(bytes / 2 ** 20));
  const slowest = slow.sort((a, b) => b.ms - a.ms).slice(0, 3);
  tell("queries", PLAN, { queries: PLAN.cases, heapMb, over50Ms: slow.length, slowest });
  expect(failed.slice(0, 20)).toEqual([]);
  expect(events.filter((kind) => kind === "failed")).toEqual([]);
});

async function aSearchThread() {
  const { DATABASE_URL: databaseUrl } = await anImportedSample();
  const worker = pathToFileURL(join(builtProgram(), "../worker.js"));
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  const events: string[] = [];
  const searcher = await new SearchThread(databaseUrl, worker).over(store, {
    timezone: "Europe/Moscow",
    glossary: null,
    known: [],
    onEvent: ({ kind }) => events.push(kind),
  });
  onTestFinished(() => searcher.close());
  return { searcher, ways: waysToAsk(searcher, store), events };
}

/** Every way in which what a person types gets into the thread that searches. */
function waysToAsk(searcher: Searcher, store: SqliteStore): Readonly<Record<string, Way>> {
  const page = (dice: Dice) => ({ offset: dice.pick([0, 0, 5, 1000]), limit: 5 });
  const order = (dice: Dice) => dice.pick(["relevance", "newest"] as const);
  return {
    search: async (query, dice) =>
      areShowable((await searcher.search({ query, order: order(dice), ...page(dice) })).hits),
    inline: async (query, dice) =>
      areShowable((await searcher.search({ query, order: "relevance", ...page(dice), limit: 10 })).hits),
    ask: async (question, dice) => {
      const previous = dice.once(3) ? { previous: hostileQuery(dice) } : {};
      const answer = await searcher.ask({ question, ...previous, wantsPassages: true });
      expect(JSON.stringify(answer).length).toBeLessThan(200_000);
    },
    paper: async (name, dice) => areShowable((await searcher.findPaper({ name, ...page(dice) })).hits),
    similar: async (text, dice) =>
      areShowable((await searcher.similar({ to: { text }, ...page(dice) })).hits),
    digest: async (query) =>
      void (await searcher.composeDigest({
        posts: { after: 0, upTo: 1e6, publishedSince: new Date(0) },
        query,
        channelIds: [],
      })),
    alerts: async (query, dice) => {
      const ids = dice.some(1, 5, () => 1 + dice.below(200));
      await searcher.matchingPosts({ query, postIds: ids });
      const place = { ...ANNA, chatId: ANNA.chatId + dice.below(1000) };
      await store.addAlert(place, anAlert(query, { limit: 1000 }));
      await searcher.savedQueriesOf(ids[0] ?? 1);
    },
  };
}

/** What a message is made of has no halves of letters, and marks that stand in it. */
function areShowable(hits: readonly Hit[]): void {
  for (const { title, snippet } of hits) {
    expect(title.isWellFormed() && snippet.text.isWellFormed()).toBe(true);
    let end = 0;
    for (const mark of snippet.marks) {
      expect(mark.start).toBeGreaterThanOrEqual(end);
      expect(mark.end).toBeGreaterThan(mark.start);
      end = mark.end;
    }
    expect(end).toBeLessThanOrEqual(snippet.text.length);
  }
}
