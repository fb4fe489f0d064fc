import { config as loadDotenv } from "dotenv";
import { runCommandLine } from "./cli/command-line.ts";

loadDotenv({ quiet: true });
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
// `search … | head -1`: nobody reads on, and that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

void run();

async function run(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    fetch: globalThis.fetch,
    signal: interrupted.signal,
  });
  // Whatever still hangs in the network is given a second, and then the process ends all the same.
  setTimeout(() => process.exit(), 1000).unref();
}
