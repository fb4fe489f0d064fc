import type { Corpus, MarkedPost } from "./corpus.ts";
import type { Engine } from "./engine.ts";
import { type Figure, quantiles } from "./figure.ts";

const WRITES_A_KIND = 50;
const WARM_UP_WRITES = 5;

/** How long until a new, an edited and a removed post counts; that it does is asked each time, not timed. */
export async function* measureWrites(engine: Engine, corpus: Corpus): AsyncGenerator<Figure> {
  const news = (at: number) => corpus.postAt(corpus.size + at);
  const kept = (at: number) => corpus.postAt(Math.floor((corpus.size * (at + 1)) / (3 * WRITES_A_KIND)));
  const edited = (post: MarkedPost, at: number) => {
    const { text, ownWord } = news(WRITES_A_KIND + at);
    return { ...post, text, ownWord };
  };
  yield* timed("a new post counts", async (at) => {
    const post = news(at);
    const timeMs = await timeOf(() => engine.add(post));
    await expectFound(engine, post, true);
    return timeMs;
  });
  yield* timed("an edited post counts", async (at) => {
    const before = kept(at);
    const after = edited(before, at);
    const timeMs = await timeOf(() => engine.replace(after));
    await expectFound(engine, after, true);
    await expectFound(engine, before, false);
    return timeMs;
  });
  yield* timed("a removed post no longer counts", async (at) => {
    const post = kept(WRITES_A_KIND + at);
    const timeMs = await timeOf(() => engine.remove(post));
    await expectFound(engine, post, false);
    return timeMs;
  });
}

async function* timed(name: string, write: (at: number) => Promise<number>): AsyncGenerator<Figure> {
  const times: number[] = [];
  for (let at = 0; at < WRITES_A_KIND; at++) times.push(await write(at));
  yield* quantiles(name, times.slice(WARM_UP_WRITES));
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function expectFound(engine: Engine, { messageId, ownWord }: MarkedPost, isExpected: boolean) {
  const isFound = (await engine.search(ownWord)).includes(messageId);
  if (isFound === isExpected) return;
  throw new Error(`Post ${messageId} is ${isFound ? "still" : "not"} found by "${ownWord}"`);
}
