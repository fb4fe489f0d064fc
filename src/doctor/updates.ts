import { counted, spanText } from "./amounts.ts";
import { type Finding, ok, warning } from "./finding.ts";

export interface InboxFacts {
  /** Ids of updates that were tried too often. */
  readonly parked: readonly number[];
  readonly queued: number;
  /** Null where none waits. */
  readonly oldestQueuedAt: Date | null;
  /** Null where none has ever come. */
  readonly lastAt: Date | null;
  readonly now: Date;
}

const LONG_MS = 5 * 60 * 1000;
const NAMED_IDS = 10;

/** What came from Telegram and is not dealt with. */
export function judgeUpdates(facts: InboxFacts): Finding[] {
  const findings = [...parkedUpdates(facts), ...waitingUpdates(facts)];
  if (findings.length > 0) return findings;
  const last =
    facts.lastAt === null ? "none has come yet" : `the last one came ${ago(facts.lastAt, facts.now)}`;
  return [ok("updates", `none is stuck; ${last}`)];
}

function parkedUpdates({ parked }: InboxFacts): Finding[] {
  if (parked.length === 0) return [];
  const ids = parked.slice(0, NAMED_IDS).join(", ") + (parked.length > NAMED_IDS ? ", …" : "");
  return [
    warning(
      "updates",
      `${counted(parked.length, "update")} never finished and ${parked.length === 1 ? "is" : "are"} parked: ${ids}`,
      "Each may be what ends the process. To try them with a newer version, set their attempts to 0 in the table updates",
    ),
  ];
}

function waitingUpdates({ queued, oldestQueuedAt, now }: InboxFacts): Finding[] {
  if (oldestQueuedAt === null || now.getTime() - oldestQueuedAt.getTime() < LONG_MS) return [];
  return [
    warning(
      "updates",
      `${counted(queued, "update")} wait${queued === 1 ? "s" : ""}, the oldest came ${ago(oldestQueuedAt, now)}`,
      "Start the bot: it handles them. If it runs, see its log: posts wait while they cannot be saved",
    ),
  ];
}

function ago(at: Date, now: Date): string {
  return `${spanText(now.getTime() - at.getTime())} ago`;
}
