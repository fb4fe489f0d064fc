import { join } from "node:path";
import { expect } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { runInTerminal } from "./terminal.ts";

export const SAMPLE = packageFile("data", "sample-channel", "result.json");

/** The environment of a database with the sample channel, imported as a person would. */
export async function anImportedSample(): Promise<{ DATABASE_URL: string }> {
  const env = { DATABASE_URL: `file:${join(temporaryFolder(), "cli.db")}` };
  const { status } = await runInTerminal(["import", SAMPLE, "--channel", "lenta_i_vektor"], { env });
  expect(status).toBe(0);
  return env;
}
