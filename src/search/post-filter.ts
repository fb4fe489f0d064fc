import { type Channel, channelName } from "../channel/post.ts";
import { comparableName, comparableTag } from "./facts.ts";
import type { DayStart } from "./local-days.ts";
import type { Filter, HasKind } from "./query-language.ts";

/** A filter in terms of what is kept. */
export type PostFilter =
  | { readonly kind: "channels"; readonly ids: readonly number[] }
  | { readonly kind: "author"; readonly name: string }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "has"; readonly what: HasKind }
  | { readonly kind: "dates"; readonly from: DayStart | null; readonly until: DayStart | null }
  | { readonly kind: "all"; readonly of: readonly PostFilter[] }
  | { readonly kind: "any"; readonly of: readonly PostFilter[] }
  | { readonly kind: "not"; readonly of: PostFilter };

export interface FilterContext {
  readonly channels: readonly Channel[];
  /** IANA name: whose days are meant. */
  readonly timezone: string;
}

/** Looks up what a filter names; a channel that nobody knows lets nothing pass. */
export async function resolveFilter(filter: Filter, context: FilterContext): Promise<PostFilter> {
  switch (filter.kind) {
    case "channel":
      return { kind: "channels", ids: channelsNamed(filter.name, context.channels) };
    case "author":
      return { kind: "author", name: comparableName(filter.name) };
    case "tag":
      return { kind: "tag", tag: comparableTag(filter.name) };
    case "has":
      return filter;
    case "dates":
      return datesFilter(filter, context.timezone);
    case "all":
    case "any":
      return {
        kind: filter.kind,
        of: await Promise.all(filter.of.map((part) => resolveFilter(part, context))),
      };
    case "not":
      return { kind: "not", of: await resolveFilter(filter.of, context) };
    default:
      return filter satisfies never;
  }
}

/** By username, id or title; else by a part of the title. */
function channelsNamed(name: string, channels: readonly Channel[]): number[] {
  const wanted = comparableName(name);
  const exact = channels.filter((channel) => namesOf(channel).includes(wanted));
  const named =
    exact.length > 0
      ? exact
      : channels.filter((channel) => comparableName(channel.title ?? "").includes(wanted));
  return named.map(({ id }) => id);
}

/** Everything that a filter may call a channel, as names are compared. */
export function namesOf(channel: Channel): string[] {
  const { title, telegramId } = channel;
  return [channelName(channel), title ?? "", `${telegramId}`, `-100${telegramId}`].map(comparableName);
}

type Dates = Extract<Filter, { kind: "dates" }>;

/** The calendar is imported by the first query that names a day: few do, and every start would wait for it. */
async function datesFilter({ from, until }: Dates, timezone: string): Promise<PostFilter> {
  const { dayStart } = await import("./local-days.ts");
  return {
    kind: "dates",
    from: from === null ? null : dayStart(from, timezone),
    until: until === null ? null : dayStart(until, timezone),
  };
}
