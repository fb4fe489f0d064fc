import { DateTime } from "luxon";
import { type Channel, channelName } from "../channel/post.ts";
import { comparableName, comparableTag } from "./facts.ts";
import type { Filter, HasKind } from "./query-language.ts";

/** The start of a local day, for posts whose date has a zone and for those that show a local time only. */
export interface DayStart {
  /** Seconds since 1970. */
  readonly instant: number;
  /** The same, as if the local time were UTC. */
  readonly local: number;
}

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
export function resolveFilter(filter: Filter, context: FilterContext): PostFilter {
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
      return {
        kind: "dates",
        from: filter.from === null ? null : dayStart(filter.from, context.timezone),
        until: filter.until === null ? null : dayStart(filter.until, context.timezone),
      };
    case "all":
    case "any":
      return { kind: filter.kind, of: filter.of.map((part) => resolveFilter(part, context)) };
    case "not":
      return { kind: "not", of: resolveFilter(filter.of, context) };
    default:
      return filter satisfies never;
  }
}

/** By username, id or title; else by a part of the title. */
function channelsNamed(name: string, channels: readonly Channel[]): number[] {
  const wanted = comparableName(name);
  const namesOf = (channel: Channel) =>
    [channelName(channel), channel.title ?? "", `${channel.telegramId}`, `-100${channel.telegramId}`].map(
      comparableName,
    );
  const exact = channels.filter((channel) => namesOf(channel).includes(wanted));
  const named =
    exact.length > 0
      ? exact
      : channels.filter((channel) => comparableName(channel.title ?? "").includes(wanted));
  return named.map(({ id }) => id);
}

function dayStart(day: string, zone: string): DayStart {
  return { instant: secondsAt(day, zone), local: secondsAt(day, "utc") };
}

/** A day that a clock change begins later than midnight begins when it begins. */
function secondsAt(day: string, zone: string): number {
  return Math.floor(DateTime.fromISO(day, { zone }).startOf("day").toSeconds());
}
