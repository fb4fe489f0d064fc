import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { onTestFinished } from "vitest";
import { builtProgram } from "./compiled.ts";

const KILL_POINTS = resolve(import.meta.dirname, "kill-points.mjs");
const SAYS_WHERE = /killed at (\S+)/;

export interface ProgramRun {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where kill-points.mjs kills it: "claimed 3"; absent = nowhere. */
  readonly killAt?: string | undefined;
}

export interface ProgramEnd {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The point at which it was killed; null where it was killed by somebody else, or not at all. */
  readonly point: string | null;
  readonly output: string;
}

/** The program in a process of its own, which is not there any more when the test is over. */
export interface StartedProgram {
  readonly child: ChildProcess;
  /** Resolves when it is gone. */
  readonly ended: Promise<ProgramEnd>;
  /** Resolves when the bot receives updates, or has been killed before. Rejects when it ended by itself. */
  readonly ready: Promise<void>;
  /** kill -9, unless it is dead already. */
  kill(): Promise<ProgramEnd>;
  /** In good order. */
  stop(): Promise<ProgramEnd>;
}

export function startProgram({ args, env, killAt }: ProgramRun): StartedProgram {
  const preload = killAt === undefined ? [] : ["--import", KILL_POINTS];
  const child = spawn(process.execPath, [...preload, builtProgram(), ...args], {
    env: { ...process.env, BOT_TOKEN: "", ...env, KILL_AT: killAt },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const ready = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += String(chunk);
        if (output.includes('"msg":"ready"')) done();
      });
  });
  const ended = new Promise<ProgramEnd>((done) => {
    child.once("close", (status, signal) =>
      done({ status, signal, output, point: SAYS_WHERE.exec(output)?.[1] ?? null }),
    );
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const readyOrDead = Promise.race([ready, ended.then(refuseOwnEnd)]);
  readyOrDead.catch(() => undefined); // not everybody waits for it
  return {
    child,
    ended,
    ready: readyOrDead,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

function refuseOwnEnd({ signal, output }: ProgramEnd): void {
  if (signal !== "SIGKILL") throw new Error(`The program ended before it was ready:\n${output}`);
}
