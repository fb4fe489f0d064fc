import { createInterface } from "node:readline";
import { type Channel, channelName, postUrl } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import { GLOSSARY, loadList } from "../engine/operator-lists.ts";
import { AppError, UsageError } from "../errors.ts";
import type { Finder, Hit, SearchResult } from "../search/hit.ts";
import { createFinder } from "../search/post-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import type { Cli } from "./cli.ts";
import { explanation } from "./explanation.ts";

export type OpenPosts = () => Promise<PostReader & { readonly search: SearchStore; close(): Promise<void> }>;

export interface SearchOptions {
  readonly json?: boolean;
  readonly stdin?: boolean;
  readonly limit: number;
  readonly channel?: string;
  readonly explain?: boolean;
}

/** Answers one query, or every line of stdin. Throws UsageError for both or none of these. */
export async function runSearch(
  query: string,
  options: SearchOptions,
  { cli, open }: { cli: Cli; open: OpenPosts },
): Promise<void> {
  if (options.stdin === true && query !== "") {
    throw new UsageError("TWO_QUERIES", "search got a query and --stdin", { hint: "Give one of the two" });
  }
  if (options.stdin !== true && query.trim() === "") {
    throw new UsageError("NO_QUERY", "search needs a query", {
      hint: 'For example: search "холодный старт"; or --stdin to read queries from a file',
    });
  }
  const store = await open();
  try {
    const finder = createFinder({
      store: store.search,
      timezone: cli.config.timezone,
      glossary: loadList(GLOSSARY, cli.config.glossary),
    });
    const channelId = await findChannelId(options.channel, store);
    const find = (text: string) => findPosts(text, { ...options, finder, channelId });
    if (options.stdin === true) await searchLines(cli, find);
    else await searchOnce(query, find, options.json === true, cli);
  } finally {
    await store.close();
  }
}

async function searchOnce(query: string, find: Find, asJson: boolean, { config, stdout, stderr }: Cli) {
  const result = await find(query);
  for (const remark of remarksOn(result)) stderr.write(`note: ${remark}\n`);
  stdout.write(asJson ? toJson(result) : toText(result, config.timezone));
}

/** What a person should know of how the result came to be. */
function remarksOn({ notices, guesses, retyped, isComplete }: SearchResult): string[] {
  const remarks = notices.map((notice) =>
    notice.kind === "shortened"
      ? "the query was cut to its first 256 characters"
      : `"${notice.part}" was not understood and was searched as words`,
  );
  if (retyped !== null) remarks.push(`typed in another keyboard layout? Searched for: ${retyped}`);
  remarks.push(...guesses.map(({ word, searched }) => `no post has "${word}"; searched for "${searched}"`));
  if (!isComplete) remarks.push("some posts are not indexed yet; run: reindex");
  return remarks;
}

async function findChannelId(name: string | undefined, store: PostReader): Promise<number | undefined> {
  if (name === undefined) return undefined;
  const channel = await store.findChannel(name);
  if (channel !== null) return channel.id;
  const known = (await store.channels()).map(describeChannel).join(", ");
  throw new AppError("UNKNOWN_CHANNEL", `There is no channel "${name}" in the database`, {
    hint: known === "" ? "Import an archive first: import <file>" : `Channels in the database: ${known}`,
  });
}

function describeChannel(channel: Channel): string {
  const name = channelName(channel);
  return channel.title === null || channel.title === name ? name : `${name} (${channel.title})`;
}

interface FindOptions {
  readonly finder: Finder;
  readonly limit: number;
  readonly channelId: number | undefined;
  readonly explain?: boolean;
}

type Find = (query: string) => Promise<SearchResult>;

function findPosts(query: string, options: FindOptions): Promise<SearchResult> {
  const { finder, limit, channelId, explain = false } = options;
  return finder.search({
    query,
    limit,
    offset: 0,
    order: "relevance",
    explain,
    ...(channelId && { channelId }),
  });
}

async function searchLines(cli: Cli, find: Find): Promise<void> {
  const { stdin: input, signal } = cli;
  for await (const line of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (signal.aborted) return;
    cli.stdout.write(toJson({ ...(await find(line)), query: line }));
  }
}

function toJson({ query, total, hits }: SearchResult): string {
  return `${JSON.stringify({ query, total, hits: hits.map(hitToJson) })}\n`;
}

function hitToJson({ post, title, snippet, score, why }: Hit) {
  return {
    channel: channelName(post.channel),
    messageId: post.messageId,
    date: post.date,
    title,
    url: postUrl(post),
    snippet: snippet.text,
    score: Number(score.toFixed(4)),
    ...(why && { why }),
  };
}

function toText({ total, hits, suggestions }: SearchResult, timezone: string): string {
  if (total === 0) return nothing(suggestions);
  const readable = dateFormat(timezone);
  const items = hits.map(({ post, title, snippet, score, why }, at) => {
    const source = [readable(post.date), postUrl(post) ?? channelName(post.channel)].join("  ");
    return `${at + 1}. ${title}\n   ${source}\n   ${snippet.text}\n${why === undefined ? "" : explanation(score, why)}`;
  });
  return `${total} found\n\n${items.join("\n")}`;
}

function nothing(suggestions: SearchResult["suggestions"]): string {
  if (suggestions.length === 0) return "Nothing found. Try fewer or other words.\n";
  const lines = suggestions.map(({ query, total }) => `  ${query}  (${total})`);
  return `Nothing found. But there is:\n${lines.join("\n")}\n`;
}

/** `2024-11-19 21:44` in the configured zone; a time without a zone as it is. */
function dateFormat(timezone: string): (date: string) => string {
  // Swedish writes dates the way ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: timezone,
  });
  return (date) => (date.endsWith("Z") ? format.format(new Date(date)) : date.slice(0, 16).replace("T", " "));
}
