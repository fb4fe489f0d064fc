import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { builtProgram } from "../support/compiled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function aProcess(main: string, args: readonly string[], databaseUrl: string): ChildProcess {
  const env = { ...process.env, BOT_TOKEN: "", DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("the program is a good citizen of pipes and signals", { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const main = builtProgram();
  const databaseUrl = `file:${join(folder, "kept.db")}`;
  const sample = resolve(import.meta.dirname, "../../data/sample-channel");
  const imported = aProcess(main, ["import", sample, "--channel", "lenta_i_vektor"], databaseUrl);
  expect(await once(imported, "exit")).toEqual([0, null]);

  // Nobody reads the second line: `search --stdin | head -1`.
  const piped = aProcess(main, ["search", "--stdin"], databaseUrl);
  piped.stdin?.write("холодный старт\n");
  await once(piped.stdout ?? piped, "data");
  piped.stdout?.destroy();
  piped.stdin?.on("error", () => undefined);
  const ended = once(piped, "exit");
  piped.stdin?.write("эмбеддинги\n".repeat(500));
  expect((await ended)[0]).toBe(0);

  // SIGTERM while it waits for the next line.
  const waiting = aProcess(main, ["search", "--stdin"], databaseUrl);
  waiting.stdin?.write("холодный старт\n");
  await once(waiting.stdout ?? waiting, "data");
  waiting.kill("SIGTERM");
  expect((await once(waiting, "exit"))[0]).toBe(0);
});
