/** `skipped`: could not be looked at, and why; nothing is said about how it is. */
export type Verdict = "ok" | "warning" | "broken" | "skipped";

/** What is looked at. Scripts may rely on the names. */
export type Check =
  | "settings"
  | "token"
  | "bot"
  | "channels"
  | "webhook"
  | "clock"
  | "languages"
  | "lists"
  | "disk"
  | "database"
  | "index"
  | "papers"
  | "posts"
  | "updates"
  | "deliveries"
  | "backups";

/** One thing that was looked at. A check has one finding or several. */
export interface Finding {
  readonly check: Check;
  readonly verdict: Verdict;
  /** What is, in one sentence without a full stop. */
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

export function ok(check: Check, found: string): Finding {
  return { check, verdict: "ok", found };
}

/** It works, and could stop to, or does less than it could. */
export function warning(check: Check, found: string, advice: string): Finding {
  return { check, verdict: "warning", found, advice };
}

/** Something that people count on does not work as it is. */
export function broken(check: Check, found: string, advice: string): Finding {
  return { check, verdict: "broken", found, advice };
}

export function skipped(check: Check, found: string, advice?: string): Finding {
  return { check, verdict: "skipped", found, ...(advice === undefined ? {} : { advice }) };
}
