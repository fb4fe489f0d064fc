import { localDate } from "../../digests/local-time.ts";
import { type Filter, parseQuery } from "../../search/query-language.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";

/** Whether a query wants posts of days that are over, so that no new post will ever match: "before:2020". */
export function isOver(
  query: string,
  { now, timezone }: Pick<SubscriptionDeps, "now" | "timezone">,
): boolean {
  const { filter } = parseQuery(query);
  return filter !== null && endsBy(filter, localDate(now(), timezone));
}

function endsBy(filter: Filter, today: string): boolean {
  switch (filter.kind) {
    case "dates":
      return filter.until !== null && filter.until <= today;
    case "all":
      return filter.of.some((part) => endsBy(part, today));
    case "any":
      return filter.of.every((part) => endsBy(part, today));
    default:
      return false;
  }
}
