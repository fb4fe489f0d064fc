import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, onTestFinished } from "vitest";
import type { Playground } from "../../src/playground/playground.ts";

export interface BotProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it logged so far. */
  log(): string;
  logged(pattern: RegExp, timeoutMs?: number): Promise<void>;
  /** Megabytes that it has in memory now, or had at most. */
  memoryMb(): { readonly now: number; readonly most: number };
  /** Ends it in good order; returns its exit status. */
  stop(): Promise<number | null>;
}

export interface BotProcessOptions {
  /** Path of the built program. */
  readonly main: string;
  readonly playground: Playground;
  readonly databaseUrl: string;
  /** Further settings, as in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Before the program's path. */
  readonly nodeArguments?: readonly string[];
}

const PATIENCE_MS = 30_000;

/** The built bot in a process of its own, until the test ends. */
export function aBotProcess({
  main,
  playground,
  databaseUrl,
  env = {},
  nodeArguments = [],
}: BotProcessOptions): BotProcess {
  const child = spawn(process.execPath, [...nodeArguments, main, "start"], {
    env: {
      ...process.env,
      BOT_TOKEN: playground.token,
      TELEGRAM_API_ROOT: playground.apiRoot,
      CHANNELS: "@kanal",
      DATABASE_URL: databaseUrl,
      HTTP_PORT: "0",
      LOG_LEVEL: "info",
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += String(chunk);
  });
  const pid = child.pid ?? 0;
  return {
    child,
    pid,
    log: () => log,
    logged: (pattern, timeout = PATIENCE_MS) =>
      expect.poll(() => log, { timeout, interval: 25 }).toMatch(pattern),
    memoryMb: () => {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / 1024;
      return { now: field("VmRSS"), most: field("VmHWM") };
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      return (await ended)[0];
    },
  };
}
