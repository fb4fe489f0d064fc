import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { inImportFolder } from "../../src/telegram/admin/import-folder.ts";

test("the folder is gone when the work is, however that ended", async () => {
  let folder = "";
  const failing = inImportFolder(async (path) => {
    folder = path;
    writeFileSync(join(path, "result.json"), "{}");
    throw new Error("halfway");
  });
  await expect(failing).rejects.toThrow("halfway");
  expect(folder).not.toBe("");
  expect(existsSync(folder)).toBe(false);
});

test("what a killed process has left is removed, what a running one uses is not", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const [dead, alive] = [pid, process.ppid].map((owner) =>
    mkdtempSync(join(tmpdir(), `inforetriever-import-${owner}-`)),
  );
  onTestFinished(() => rmSync(alive ?? "", { recursive: true, force: true }));
  await inImportFolder(async () => undefined);
  expect(readdirSync(tmpdir()).map((name) => join(tmpdir(), name))).not.toContain(dead);
  expect(existsSync(alive ?? "")).toBe(true);
});
