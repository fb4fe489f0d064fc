import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineChoice } from "./engine.ts";
import type { Figure } from "./figure.ts";
import type { Query } from "./queries.ts";

const BUILD_LIMIT_MS = 180_000; // for up to 100,000 posts; more may take as much more
const POSTS_WITHIN_LIMIT = 100_000;
const ASKING_LIMIT_MS = 420_000;
/** `TypeError: x is no function`, `FATAL ERROR: Reached heap limit Allocation failed`. */
const ERROR_LINE = /(?:^|\s)(?:\w*Error|FATAL ERROR)\b.*: /;

export interface Measured {
  readonly figures: readonly Figure[];
  /** Why there are no more figures; null = these are all. */
  readonly ending: string | null;
}

/** One engine on so many posts: it builds in one process and is asked in another, as after a restart. */
export async function measureEngine(choice: EngineChoice, size: number, probe: Query): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  try {
    const patience = (choice.patience ?? 1) * Math.max(1, size / POSTS_WITHIN_LIMIT);
    const built = await runPhase(["build", choice.name, String(size), folder], BUILD_LIMIT_MS * patience);
    if (built.ending !== null) return { ...built, ending: `build ${built.ending}` };
    const words = ["ask", choice.name, String(size), folder, probe.text, String(probe.messageId)];
    const asked = await runPhase(words, ASKING_LIMIT_MS * patience);
    return { figures: [...built.figures, ...asked.figures], ending: asked.ending };
  } finally {
    await choice.clear?.(folder);
    rmSync(folder, { recursive: true });
  }
}

async function runPhase(words: readonly string[], limitMs: number): Promise<Measured> {
  const child = fork(join(import.meta.dirname, "engine-process.js"), words, {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const figures: Figure[] = [];
  let complaint = "";
  child.on("message", (message) => figures.push(figureFrom(message)));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  let isStopped = false;
  const timer = setTimeout(() => {
    isStopped = true;
    child.kill("SIGKILL");
  }, limitMs);
  const [code] = await once(child, "close");
  clearTimeout(timer);
  if (isStopped) return { figures, ending: `stopped after ${Math.round(limitMs / 1000)} s` };
  return { figures, ending: code === 0 ? null : `failed: ${causeOf(complaint)}` };
}

/** The line of Node's report that names the error. */
function causeOf(complaint: string): string {
  const lines = complaint.split("\n").map((line) => line.trim());
  return lines.find((line) => ERROR_LINE.test(line)) ?? lines[0] ?? "without a word";
}

/** What `engine-process` sends; anything else is a bug. */
function figureFrom(message: unknown): Figure {
  if (!isFigure(message)) throw new Error(`No figure: ${JSON.stringify(message)}`);
  return message;
}

function isFigure(message: unknown): message is Figure {
  return typeof message === "object" && message !== null && "name" in message && "value" in message;
}
