import type { AppError } from "../errors.ts";
import { sizeText } from "./amounts.ts";
import { broken, type Finding, ok, skipped, warning } from "./finding.ts";

export type DatabaseFacts =
  | { readonly kind: "in-memory" }
  /** It cannot be used as it is, or there is none. */
  | { readonly kind: "refused"; readonly error: AppError }
  | { readonly kind: "open"; readonly file: string; readonly bytes: number };

/** Whether the database can be opened, and is of this program's version. */
export function judgeDatabase(facts: DatabaseFacts): Finding {
  switch (facts.kind) {
    case "in-memory":
      return skipped("database", "is in the memory of the bot, where nobody else can look");
    case "open":
      return ok("database", `${facts.file}: ${sizeText(facts.bytes)}, of this version`);
    case "refused":
      return refused(facts.error);
    default:
      return facts satisfies never;
  }
}

function refused({ code, message, hint }: AppError): Finding {
  if (code === "DATABASE_MISSING") return warning("database", lowered(message), hint);
  if (code === "DATABASE_OLDER") return warning("database", lowered(message), hint);
  return broken("database", lowered(message), hint);
}

/** What SQLite found when it read all of the file: nothing, or a sentence a problem. */
export function judgeIntegrity(problems: readonly string[]): Finding {
  if (problems.length === 0) return ok("database", "every page, index and reference is whole");
  const [first = ""] = problems;
  const others = problems.length > 1 ? ` (and more: ${problems.length} in all)` : "";
  return broken(
    "database",
    `is damaged: ${first}${others}`,
    "Stop the bot, keep a copy of the file, and restore a backup in its place",
  );
}

/** `The database …` stands after the name of the check. */
function lowered(message: string): string {
  return message.replace(/^The database /, "").replace(/^There /, "there ");
}
