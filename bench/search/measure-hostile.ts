import { setTimeout as pause } from "node:timers/promises";
import type { Corpus } from "./corpus.ts";
import type { Engine, EngineChoice } from "./engine.ts";
import type { Figure } from "./figure.ts";
import { withLongestBlock } from "./longest-block.ts";
import { makeHostileQueries } from "./queries.ts";

const PAUSE_MS = 5;

/** How long the worst of queries nobody means well by takes, and keeps the thread from everybody else. */
export async function* measureHostile(
  engine: Engine,
  choice: EngineChoice,
  corpus: Corpus,
): AsyncGenerator<Figure> {
  for (const [kind, queries] of Object.entries(makeHostileQueries(corpus))) {
    let slowestMs = 0;
    const { blockMs } = await withLongestBlock(async () => {
      for (const query of queries) {
        const started = performance.now();
        await engine.search(query);
        slowestMs = Math.max(slowestMs, performance.now() - started);
        await pause(PAUSE_MS); // as the bot does between two questions
      }
    });
    yield { name: `${kind}, slowest answer`, value: slowestMs, unit: "ms" };
    if (choice.isServer !== true) yield { name: `${kind}, longest block`, value: blockMs, unit: "ms" };
  }
}
