import { setTimeout as pause } from "node:timers/promises";
import type { Engine, EngineChoice } from "./engine.ts";
import type { Figure } from "./figure.ts";
import { withLongestBlock } from "./longest-block.ts";
import type { Query } from "./queries.ts";
import { settledRss } from "./settled-rss.ts";

const PROBE_EVERY_MS = 1;

export interface Restart {
  readonly choice: EngineChoice;
  readonly folder: string;
  /** Answered right iff its post is among the ten. */
  readonly probe: Query;
}

export interface Restarted {
  readonly engine: Engine;
  readonly figures: readonly Figure[];
  /** Resident before anything of the engine was there. */
  readonly rssBefore: number;
}

/** From the start of this process to an answer that has the post it must have. */
export async function measureRestart({ choice, folder, probe }: Restart): Promise<Restarted> {
  const bootMs = performance.now(); // counted from the start of the process
  const rssBefore = await settledRss();
  const { result, blockMs } = await withLongestBlock(async () => {
    const started = performance.now();
    const engine = await choice.open(folder);
    await engine.load();
    const loadMs = performance.now() - started;
    while (!(await engine.search(probe.text)).includes(probe.messageId)) await pause(PROBE_EVERY_MS);
    return { engine, loadMs, answerMs: performance.now() - started };
  });
  const { engine, loadMs, answerMs } = result;
  const figures: Figure[] = [
    { name: "load after a restart", value: loadMs, unit: "ms" },
    { name: "process start to first correct answer", value: bootMs + answerMs, unit: "ms" },
  ];
  if (choice.isServer !== true) {
    figures.push({ name: "load and first answer, longest block", value: blockMs, unit: "ms" });
    figures.push(await memory("memory after the first answer", rssBefore));
  }
  return { engine, figures, rssBefore };
}

/** What is resident more than before; the threads of the process count. */
export async function memory(name: string, rssBefore: number): Promise<Figure> {
  return { name, value: ((await settledRss()) - rssBefore) / 2 ** 20, unit: "MB" };
}
