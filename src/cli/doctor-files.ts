import type { ListSetting } from "../config.ts";
import { judgeBackups } from "../doctor/backups.ts";
import { judgeDisk } from "../doctor/disk.ts";
import { type Finding, ok, skipped } from "../doctor/finding.ts";
import { judgeLanguages } from "../doctor/languages.ts";
import { GLOSSARY, KNOWN_PAPERS, listFile, loadList, type OperatorList } from "../engine/operator-lists.ts";
import { packageFile } from "../package-files.ts";
import { databaseFile, IN_MEMORY } from "../store/database-file.ts";
import type { Cli } from "./cli.ts";
import { checked } from "./doctor-attempt.ts";
import { copiesIn, diskOf, sizeOf } from "./doctor-disk.ts";

/** What stands in files beside the database: texts, lists, copies; and the room for them. */
export async function* checkFiles(cli: Cli): AsyncGenerator<Finding> {
  const { config } = cli;
  yield* await checked("languages", async () => {
    const { inspectTexts } = await import("../telegram/texts-inspection.ts");
    return judgeLanguages(inspectTexts(packageFile("data", "locales")), config.defaultLanguage);
  });
  yield* await checked("lists", () => listFinding(GLOSSARY, config.glossary));
  yield* await checked("lists", () => listFinding(KNOWN_PAPERS, config.knownPapers));
  yield* await checked("disk", () => diskFindings(cli));
  yield* await checked("backups", () => backupFindings(cli));
}

function listFinding(list: OperatorList<unknown>, setting: ListSetting): Finding[] {
  const file = listFile(list, setting);
  loadList(list, setting);
  return [ok("lists", `${list.name}: ${file ?? "none, by the settings"}`)];
}

function diskFindings({ config: { databaseUrl, backups } }: Cli): Finding[] {
  const file = databaseFile(databaseUrl);
  if (file === IN_MEMORY) return [skipped("disk", "the database is in memory")];
  const databaseBytes = sizeOf(file);
  const [ofDatabase, ofBackups] = [diskOf(file), diskOf(backups.folder, "folder")];
  const findings = [judgeDisk({ ...ofDatabase, holds: "the database", databaseBytes })];
  if (ofBackups.device !== ofDatabase.device || !ofBackups.isWritable)
    findings.push(judgeDisk({ ...ofBackups, holds: "backups", databaseBytes }));
  return findings;
}

function backupFindings({ config: { databaseUrl, backups }, now }: Cli): Finding[] {
  const file = databaseFile(databaseUrl);
  if (file === IN_MEMORY || sizeOf(file) === 0)
    return [skipped("backups", "there is nothing to back up yet")];
  return [judgeBackups({ settings: backups, madeAt: copiesIn(backups.folder, file), now: now() })];
}
