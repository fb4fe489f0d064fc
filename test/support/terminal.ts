import { PassThrough, Readable } from "node:stream";
import { runCommandLine } from "../../src/cli/command-line.ts";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface InTerminal {
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  /** For servers of the test itself. */
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => Date;
}

const noNetwork = () => Promise.reject(new Error("tests have no network"));

const aFixedDay = () => new Date("2026-01-15T12:00:00Z");

/** Runs a command as a shell would, and returns what it printed. */
export async function runInTerminal(
  args: readonly string[],
  { env = {}, stdin = "", fetch = noNetwork, now = aFixedDay }: InTerminal = {},
): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const status = await runCommandLine(args, {
    env,
    stdin: Readable.from([stdin]),
    stdout,
    stderr,
    now,
    fetch,
    signal: new AbortController().signal,
  });
  return { status, stdout: printed(stdout), stderr: printed(stderr) };
}

function printed(stream: PassThrough): string {
  return String(stream.read() ?? "");
}
