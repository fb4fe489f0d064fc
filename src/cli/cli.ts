import type { Readable, Writable } from "node:stream";
import type { Config } from "../config.ts";

/** The world around a command, passed in so that a test can stand at every end of it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** Data only. */
  readonly stdout: Writable & { isTTY?: boolean };
  /** Progress, notices and logs. */
  readonly stderr: Writable & { isTTY?: boolean; columns?: number };
  readonly now: () => Date;
  readonly fetch: typeof globalThis.fetch;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** What a command works with. */
export interface Cli extends Surroundings {
  readonly config: Config;
}
