import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Corpus } from "./corpus.ts";
import type { Engine, EngineChoice, Post } from "./engine.ts";
import type { Figure } from "./figure.ts";

/** Builds in this process and leaves on disk what the next one loads. */
export async function* measureBuild(
  choice: EngineChoice,
  folder: string,
  size: number,
): AsyncGenerator<Figure> {
  const posts = new TimedPosts(new Corpus(size).posts());
  const engine = await choice.open(folder);
  globalThis.gc?.();
  const rssBefore = process.memoryUsage().rss;
  const startedMs = performance.now();
  const startedCpuMs = cpuMs();
  await engine.build(posts);
  const buildCpuMs = cpuMs() - startedCpuMs - posts.spentCpuMs;
  const buildMs = performance.now() - startedMs - posts.spentMs;
  yield { name: "build", value: buildMs / 1000, unit: "s" };
  if (choice.isServer !== true) {
    yield { name: "build, processor time", value: buildCpuMs / 1000, unit: "s" };
    const peak = process.resourceUsage().maxRSS * 1024; // kilobytes on every system
    yield { name: "build, peak memory", value: (peak - rssBefore) / 2 ** 20, unit: "MB" };
  }
  const bytes = await diskBytes(engine, folder);
  yield { name: "on disk", value: bytes / 2 ** 20, unit: "MB" };
}

/** Of all threads; the same on a busy machine. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Posts that know how long making them took, which is no engine's time. */
class TimedPosts implements Iterable<Post> {
  readonly #posts: Iterator<Post>;
  spentMs = 0;
  spentCpuMs = 0;

  constructor(posts: Iterator<Post>) {
    this.#posts = posts;
  }

  [Symbol.iterator](): Iterator<Post> {
    return {
      next: () => {
        const [startedMs, startedCpuMs] = [performance.now(), cpuMs()];
        const next = this.#posts.next();
        this.spentMs += performance.now() - startedMs;
        this.spentCpuMs += cpuMs() - startedCpuMs;
        return next;
      },
    };
  }
}

/** After it is closed, when journals are folded in. */
async function diskBytes(engine: Engine, folder: string): Promise<number> {
  const elsewhere = await engine.diskBytes?.();
  await engine.close();
  if (elsewhere !== undefined) return elsewhere;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
