import type { StoredPost } from "../../channel/post.ts";
import { instantMs } from "../../channel/post-date.ts";
import { factsOf, type PostFacts } from "../facts.ts";
import type { DayStart } from "../local-days.ts";
import type { PostFilter } from "../post-filter.ts";

/** What filters ask of a post. */
export interface FilteredPost extends PostFacts {
  readonly channelId: number;
  /** As of a post. */
  readonly date: string;
}

export function filteredPost(post: StoredPost): FilteredPost {
  return { ...factsOf(post), channelId: post.channel.id, date: post.date };
}

/** Whether one post passes a filter, told without the tables; they say the same of all posts at once. */
export function passes(filter: PostFilter, post: FilteredPost): boolean {
  switch (filter.kind) {
    case "channels":
      return filter.ids.includes(post.channelId);
    case "author":
      return post.author?.includes(filter.name) ?? false;
    case "tag":
      return post.tags.includes(filter.tag);
    case "has":
      return post.has.includes(filter.what);
    case "dates":
      return isSince(filter.from, post) && !(filter.until !== null && isSince(filter.until, post));
    case "all":
      return filter.of.every((part) => passes(part, post));
    case "any":
      return filter.of.some((part) => passes(part, post));
    case "not":
      return !passes(filter.of, post);
    default:
      return filter satisfies never;
  }
}

/** A date without a zone is compared as it is shown. */
function isSince(day: DayStart | null, { date }: FilteredPost): boolean {
  if (day === null) return true;
  return Math.floor(instantMs(date) / 1000) >= (date.endsWith("Z") ? day.instant : day.local);
}
