import { channelName, postUrl } from "../channel/post.ts";
import type { Digest, DigestItem } from "../digests/digest.ts";
import type { DigestChoices, Subscriber } from "../digests/subscription.ts";
import { USUAL_DIGEST } from "../digests/usual-digest.ts";
import { AppError, UsageError } from "../errors.ts";
import { parseQuery } from "../search/query-language.ts";
import type { Cli } from "./cli.ts";
import type { PreviewOptions } from "./digest.ts";
import { type DigestArchive, textOf, withDigests } from "./digest-archive.ts";
import { type Period, periodOf, readLocalTime } from "./digest-period.ts";
import { paperToJson } from "./run-paper.ts";

/** Prints a digest as its chat would get it. Throws AppError where the chat has none. */
export async function runDigestPreview(options: PreviewOptions, cli: Cli): Promise<void> {
  checkOptions(options);
  const at = options.at === undefined ? null : readLocalTime(options.at);
  await withDigests(cli, async (archive) => {
    const to = await recipientOf(options, archive, cli);
    const period = periodOf(at, to, cli.now());
    const { query, channelIds } = to.digest;
    const posts = { after: 0, upTo: Number.MAX_SAFE_INTEGER, ...period };
    const digest = await archive.composer.composeDigest({ posts, query, channelIds });
    const messages = digest.total === 0 ? [] : (await archive.writer.writeDigest(digest, to)).map(textOf);
    const json = () => JSON.stringify(toJson(digest, { chat: options.chat, period, messages }));
    cli.stdout.write(`${options.json === true ? json() : toText(messages)}\n`);
  });
}

function checkOptions({ chat, topic, weekly = false, query = "" }: PreviewOptions): void {
  if (chat === undefined && topic !== undefined)
    throw new UsageError("TOPIC_OF_WHAT", "--topic is of a chat", { hint: "Name the chat with --chat" });
  if (chat !== undefined && (weekly || query !== ""))
    throw new UsageError("TWO_DIGESTS", "--weekly and --query are of a digest that no chat has", {
      hint: "Leave them out, or leave out --chat",
    });
  const { words, filter } = parseQuery(query);
  if (query !== "" && words.length === 0 && filter === null)
    throw new UsageError("EMPTY_QUERY", `--query is "${query}", which has nothing to look for`, {
      hint: 'Give words, such as --query "cold start"',
    });
}

type Recipient = Subscriber & { readonly digest: DigestChoices };

async function recipientOf(options: PreviewOptions, { store }: DigestArchive, cli: Cli): Promise<Recipient> {
  const { chat, topic, weekly = false, query = "" } = options;
  if (chat === undefined) return anybody({ weekly, query }, cli);
  const found = await store.subscriberAt({ chatId: chat, topicId: topic ?? null });
  if (found !== null && found.digest !== null) return { ...found, digest: found.digest };
  throw new AppError(
    "NO_DIGEST",
    `Chat ${chat}${topic === undefined ? "" : `, topic ${topic},`} has no digest`,
    {
      hint: "Set one up there with /digest, or leave out --chat to see a digest of everything",
    },
  );
}

/** A digest that a chat might set up. */
function anybody({ weekly, query }: { weekly: boolean; query: string }, { config }: Cli): Recipient {
  return {
    id: 0,
    place: { chatId: 0, topicId: null },
    timezone: config.timezone,
    quietHours: null,
    isSilent: false,
    language: config.defaultLanguage,
    digest: { ...USUAL_DIGEST, query, ...(weekly ? { rhythm: { kind: "weekly", weekday: 1 } } : {}) },
    alerts: [],
    endedBecause: null,
  };
}

function toText(messages: readonly string[]): string {
  return messages.length === 0 ? "No posts in that time." : messages.join("\n\n---\n\n");
}

interface Shown {
  readonly chat: number | undefined;
  readonly period: Period;
  readonly messages: readonly string[];
}

function toJson({ sections, papers, total }: Digest, { chat, period, messages }: Shown) {
  return {
    chat: chat ?? null,
    since: period.publishedSince,
    at: period.publishedUntil,
    total,
    sections: sections.map(({ kind, items }) => ({ kind, items: items.map(itemToJson) })),
    papers: papers.map(paperToJson),
    messages,
  };
}

function itemToJson({ post, title, summary, papers }: DigestItem) {
  const { channel, messageId, date } = post;
  const names = papers.map((paper) => paper.title ?? paper.aliases[0] ?? paper.arxivId);
  return {
    channel: channelName(channel),
    messageId,
    date,
    url: postUrl(post),
    title,
    summary,
    papers: names,
  };
}
