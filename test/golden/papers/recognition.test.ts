import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageFile } from "../../../src/package-files.ts";
import { parseKnownPapers } from "../../../src/papers/known-papers.ts";
import { createPaperReader } from "../../../src/papers/recognition/paper-reader.ts";
import { measureRecognition, readPassages, type SampleName } from "./measure.ts";

/** A title or two below what is reached today: enough to notice a loss. */
const FLOORS: Record<SampleName, { precision: number; recall: number }> = {
  dev: { precision: 0.97, recall: 0.98 },
  "held-out": { precision: 0.95, recall: 0.945 },
  second: { precision: 0.92, recall: 0.94 },
};
const known = parseKnownPapers(JSON.parse(readFileSync(packageFile("data", "papers.json"), "utf8")));

test.each(["dev", "held-out", "second"] as const)("papers of the passages %s are recognised", (name) => {
  const { precision, recall, missed, wrong } = measureRecognition(
    readPassages(name),
    createPaperReader(known),
  );
  expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(FLOORS[name].precision);
  expect(recall, missed.join("\n")).toBeGreaterThanOrEqual(FLOORS[name].recall);
});
