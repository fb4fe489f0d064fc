import type { Backups } from "../config/backups.ts";
import { DAY_MS, spanText } from "./amounts.ts";
import { type Finding, ok, warning } from "./finding.ts";

export interface BackupFacts {
  readonly settings: Backups;
  /** When the copies in the folder were made, newest first. */
  readonly madeAt: readonly Date[];
  readonly now: Date;
}

// A day, and time to make it.
const OLD_MS = 2 * DAY_MS;

/** Whether there is something to restore when the disk dies tonight. */
export function judgeBackups({ settings, madeAt, now }: BackupFacts): Finding {
  const { folder, at } = settings;
  const [newest] = madeAt;
  const set =
    "Set BACKUP_AT, such as 03:30, and the running bot makes a copy every day; or have cron run: backup";
  if (newest === undefined)
    return at === null
      ? warning("backups", `nothing is backed up, and ${folder} has no copy`, set)
      : warning(
          "backups",
          `${folder} has no copy yet`,
          "The running bot makes one at BACKUP_AT. To make one now, run: backup",
        );
  const ageMs = now.getTime() - newest.getTime();
  const age = `the newest copy in ${folder} is of ${spanText(ageMs)} ago`;
  if (ageMs <= OLD_MS) return ok("backups", `${age}; kept are ${madeAt.length}`);
  return at === null
    ? warning("backups", `nothing is backed up daily, and ${age}`, set)
    : warning(
        "backups",
        `${age}, and BACKUP_AT asks for one every day`,
        "See that the bot runs at that time, and its log for why it makes none",
      );
}
