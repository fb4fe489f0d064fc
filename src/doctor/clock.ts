import { spanText } from "./amounts.ts";
import { broken, type Finding, ok, skipped, warning } from "./finding.ts";

export interface ClockFacts {
  /** How far this machine's clock is ahead of Telegram's, in milliseconds; null where it told no time. */
  readonly aheadMs: number | null;
  /** IANA name. */
  readonly timezone: string;
  readonly now: Date;
}

const NOTICEABLE_MS = 30_000;
const WRONG_MS = 5 * 60_000;

/** Digests leave, and questions of the time are answered, by this machine's clock. */
export function judgeClock({ aheadMs, timezone, now }: ClockFacts): Finding {
  const local = `it is ${localTime(now, timezone)} in ${timezone}`;
  if (aheadMs === null) return skipped("clock", `Telegram told no time to compare with; here ${local}`);
  const difference = Math.abs(aheadMs);
  if (difference <= NOTICEABLE_MS) return ok("clock", `agrees with Telegram's; ${local}`);
  const found = `is ${spanText(difference)} ${aheadMs > 0 ? "ahead of" : "behind"} Telegram's; here ${local}`;
  const advice = "Let the system set it by the network: timedatectl set-ntp true";
  return difference > WRONG_MS ? broken("clock", found, advice) : warning("clock", found, advice);
}

function localTime(now: Date, timeZone: string): string {
  // Swedish writes dates the way ISO 8601 does.
  return new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone }).format(now);
}
