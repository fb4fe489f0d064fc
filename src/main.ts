import { config as loadDotenv } from "dotenv";
import { reportBug, runCommandLine } from "./cli/command-line.ts";

// The database has what people asked: its file, and all others that are made, are for this user alone.
process.umask(0o077);
loadDotenv({ quiet: true });
// Node would print the error with all that hangs on it, such as the address of a request, which has the token in it.
process.on("uncaughtException", (error) => {
  process.exit(reportBug(error, { stderr: process.stderr, env: process.env, isTraced: true }));
});
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
