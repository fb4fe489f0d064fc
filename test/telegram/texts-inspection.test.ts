import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { inspectTexts } from "../../src/telegram/texts-inspection.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("what is shipped can be read to its last text", () => {
  const files = inspectTexts(packageFile("data", "locales"));
  expect(files.map(({ language }) => language)).toEqual(["en", "ru"]);
  for (const { keys, unreadable } of files) {
    expect(keys.length).toBeGreaterThan(100);
    expect(unreadable).toEqual([]);
  }
});

test("a text that the parser passes over in silence is found", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "sr.ftl"), "good = Добро\nbad = { $count\nempty =\nlast = Крај\n");
  writeFileSync(join(folder, "notes.txt"), "other = x\n");
  expect(inspectTexts(folder)).toEqual([
    { language: "sr", keys: ["good", "last"], unreadable: ["bad", "empty"] },
  ]);
});
