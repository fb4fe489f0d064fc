#!/usr/bin/env node
import { config as loadDotenv } from "dotenv";
import { runCommandLine } from "./cli/command-line.ts";

loadDotenv({ quiet: true });
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  fetch: globalThis.fetch,
  signal: interrupted.signal,
});
