import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the program is built, once a run, by the first test that starts it. */
    programFolder: string;
  }
}

/** Of a whole run; returns what tidies up after it. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-"));
  provide("programFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
