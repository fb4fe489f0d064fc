import type { ArxivFacts } from "../arxiv-record.ts";
import { keyWords } from "../keys.ts";
import type { KnownPaper } from "../known-papers.ts";
import type { Paper } from "../paper.ts";
import type { Sighting } from "../paper-notes.ts";
import type { NamedPost, NotedPost } from "../paper-store.ts";
import { addressKeys, keyOfTitle } from "./paper-keys.ts";

/** A post that names a paper, with the place. */
export interface Mention {
  readonly postId: number;
  readonly channelId: number;
  /** Seconds since 1970. */
  readonly dateSort: number;
  readonly date: string;
  readonly start: number;
  readonly end: number;
  /** "name" where a short name stands there, "title" where a title that other posts make sure. */
  readonly rule: Sighting["rule"] | "name" | "title";
}

/** A paper with every post that names it. */
export interface GatheredPaper extends Paper {
  /** All keys that name it. */
  readonly keys: readonly string[];
  /** One a post, newest first. */
  readonly mentions: readonly Mention[];
}

/** A paper while it is gathered. */
export class Draft {
  readonly keys: string[] = [];
  known: KnownPaper | null = null;
  record: ArxivFacts | null = null;
  /** `dateSort` of the first post that names it by itself. */
  firstSeen = Number.POSITIVE_INFINITY;
  readonly #mentions = new Map<number, Mention>();
  /** As posts spell it → in how many. */
  readonly #titles = new Map<string, number>();
  /** Names that posts give it beside its title → in how many posts. */
  readonly #names = new Map<string, number>();

  see(post: NotedPost, { start, end, rule, title, names }: Sighting): void {
    if (title !== null) add(this.#titles, title);
    for (const name of names) add(this.#names, name);
    this.firstSeen = Math.min(this.firstSeen, post.dateSort);
    this.#mention({
      postId: post.postId,
      channelId: post.channelId,
      dateSort: post.dateSort,
      date: post.date,
      start,
      end,
      rule,
    });
  }

  name({ postId, channelId, dateSort, date, start, end, name }: NamedPost): void {
    const rule = name.startsWith("title:") ? "title" : "name";
    this.#mention({ postId, channelId, dateSort, date, start, end, rule });
  }

  get namesInPosts(): ReadonlyMap<string, number> {
    return this.#names;
  }

  asPaper(aliases: readonly string[]): GatheredPaper {
    const ids = this.keys.map((key) => /^(arxiv|doi|web):(.+)$/.exec(key));
    const of = (kind: string) => ids.find((id) => id?.[1] === kind)?.[2] ?? null;
    const arxivId = of("arxiv");
    const doi = of("doi");
    const page = of("web");
    const title = this.record?.title ?? this.known?.title ?? this.#usualTitle();
    return {
      key: addressKeys({ arxivId, doi, page })[0] ?? keyOfTitle(title ?? ""),
      title: title ?? (arxivId === null ? (doi ?? page ?? "") : `arXiv:${arxivId}`),
      aliases,
      arxivId,
      doi,
      url: page === null ? null : `https://${page}`,
      year: this.known?.year ?? this.record?.year ?? yearOf(arxivId),
      authors: this.record?.authors ?? this.known?.authors ?? [],
      hasMoreAuthors: this.record === null && this.known?.hasMoreAuthors === true,
      keys: this.keys,
      mentions: [...this.#mentions.values()].sort((a, b) => b.dateSort - a.dateSort || b.postId - a.postId),
    };
  }

  /** With its subtitle, where some post gives it; as most posts write it, or as the one does that uses capitals. */
  #usualTitle(): string | null {
    const titles = [...this.#titles].map(([title, times]) => ({
      title,
      times,
      words: keyWords(title).length,
    }));
    titles.sort(
      (a, b) =>
        b.words - a.words ||
        b.times - a.times ||
        capitals(b.title) - capitals(a.title) ||
        (a.title < b.title ? -1 : 1),
    );
    return titles[0]?.title ?? null;
  }

  /** One a post: a title says more than a short name, and of two the first one counts. */
  #mention(mention: Mention): void {
    const known = this.#mentions.get(mention.postId);
    if (
      known === undefined ||
      (isByName(known) && !isByName(mention)) ||
      (isByName(known) === isByName(mention) && mention.start < known.start)
    )
      this.#mentions.set(mention.postId, mention);
  }
}

function capitals(title: string): number {
  return title.match(/\p{Lu}/gu)?.length ?? 0;
}

function isByName({ rule }: Mention): boolean {
  return rule === "name";
}

/** https://info.arxiv.org/help/arxiv_identifier.html: 2402.17152 is of 2024, cs/0703041 of 2007. */
function yearOf(arxivId: string | null): number | null {
  const [, digits] = /(?:^|\/)(\d{2})/.exec(arxivId ?? "") ?? [];
  if (digits === undefined) return null;
  return Number(digits) + (Number(digits) > 90 ? 1900 : 2000);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
