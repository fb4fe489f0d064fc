import { dayStart } from "../search/local-days.ts";
import { daysOf } from "../search/query/dates.ts";
import type { CatalogueState } from "./catalogue/catalogue.ts";
import type { GatheredPaper, Mention } from "./catalogue/draft.ts";
import type { ListedPaper } from "./paper.ts";

export type PapersOrder = "mentions" | "newest";

/** Which papers to list. */
export type PapersAsked =
  /** Words of titles, or a year, a month, a day: "2024-10"; empty = all. */
  | { readonly kind: "query"; readonly query: string }
  /** Named by the key of another one. */
  | { readonly kind: "similar"; readonly key: string };

export interface PapersRequest {
  readonly asked: PapersAsked;
  readonly order: PapersOrder;
  readonly offset: number;
  readonly limit: number;
}

export interface PapersPage {
  readonly total: number;
  readonly papers: readonly ListedPaper[];
  /** The paper that the others are like; null where none was asked for, or it is gone. */
  readonly source: ListedPaper | null;
  /** False while posts wait to be read for papers. */
  readonly isComplete: boolean;
}

/** Words that fewer of a title's papers have in common are chance. */
const LEAST_COVERAGE = 0.6;

/** Papers that posts name, within a time or by words. */
export function papersFor(query: string, order: PapersOrder, { papers, timezone }: Listing): ListedPaper[] {
  const days = daysOf(query.trim());
  const isWithin = days === null ? () => true : withinDays(days, timezone);
  const asked =
    days !== null || query.trim() === ""
      ? papers.all
      : papers.words.matches(query, LEAST_COVERAGE).map(({ paper }) => paper);
  const listed = asked.map((paper) => listedPaper(paper, isWithin)).filter(({ posts }) => posts > 0);
  return listed.sort(order === "newest" ? newestFirst : mostNamedFirst);
}

interface Listing {
  readonly papers: CatalogueState;
  /** IANA name: whose days are meant. */
  readonly timezone: string;
}

function withinDays({ from, until }: { from: string; until: string }, timezone: string) {
  const [first, last] = [dayStart(from, timezone), dayStart(until, timezone)];
  return ({ date, dateSort }: Mention) => {
    const clock = date.endsWith("Z") ? "instant" : "local";
    return dateSort >= first[clock] && dateSort < last[clock];
  };
}

/** The paper with what posts say of it, without the posts. */
export function listedPaper(
  paper: GatheredPaper,
  isCounted: (mention: Mention) => boolean = () => true,
): ListedPaper {
  const { mentions, keys: _, ...facts } = paper;
  const dates = mentions.filter(isCounted).map(({ date }) => date);
  return { ...facts, posts: dates.length, last: dates[0] ?? null, first: dates.at(-1) ?? null };
}

function mostNamedFirst(a: ListedPaper, b: ListedPaper): number {
  return b.posts - a.posts || newestFirst(a, b);
}

function newestFirst(a: ListedPaper, b: ListedPaper): number {
  return compared(b.last, a.last) || b.posts - a.posts || (a.title < b.title ? -1 : 1);
}

/** A local time as if it were UTC. */
function compared(one: string | null, other: string | null): number {
  return (one ?? "").localeCompare(other ?? "");
}
