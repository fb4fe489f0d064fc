import { channelName, postUrl } from "../channel/post.ts";
import { AppError, UsageError } from "../errors.ts";
import { bibtexOf } from "../papers/bibtex.ts";
import { type ListedPaper, paperLinks } from "../papers/paper.ts";
import type { MentionHit, PaperFinder, PaperMentions } from "../papers/paper-finder.ts";
import { createFinder } from "../search/post-finder.ts";
import type { Cli } from "./cli.ts";
import { type PaperArchive, paperFinderOver } from "./paper-archive.ts";

export type OpenPapers = () => Promise<PaperArchive & { close(): Promise<void> }>;

interface PaperRun {
  readonly cli: Cli;
  readonly open: OpenPapers;
}

const MENTIONS_A_READ = 200;

/** Prints a paper and its mentions. Throws AppError where BibTeX is asked of what is no known paper. */
export async function runPaper(
  text: string,
  { json = false, bibtex = false }: { json?: boolean; bibtex?: boolean },
  { cli, open }: PaperRun,
): Promise<void> {
  if (text.trim() === "")
    throw new UsageError("NO_PAPER", "paper needs a title, a short name or an arXiv id", {
      hint: 'For example: paper "Actions Speak Louder than Words"; or paper 2402.17152',
    });
  await withPapers({ cli, open }, async (papers) => {
    const found = await allMentions(text, papers);
    if (bibtex) cli.stdout.write(`${bibtexFor(found)}\n`);
    else cli.stdout.write(json ? `${JSON.stringify(toJson(found))}\n` : toText(found));
  });
}

/** Opens what finds papers, and closes it. */
export async function withPapers<T>(
  { cli, open }: PaperRun,
  use: (papers: PaperFinder) => Promise<T>,
): Promise<T> {
  const archive = await open();
  try {
    const finder = createFinder({ store: archive.search, timezone: cli.config.timezone });
    return await use(paperFinderOver(archive, { finder, config: cli.config }));
  } finally {
    await archive.close();
  }
}

/** Every post that names the paper; of posts that are merely near a page. */
async function allMentions(name: string, papers: PaperFinder): Promise<PaperMentions> {
  const first = await papers.findPaper({ name, offset: 0, limit: MENTIONS_A_READ });
  const hits = [...first.hits];
  while (first.isExact && hits.length < first.total) {
    const more = await papers.findPaper({ name, offset: hits.length, limit: MENTIONS_A_READ });
    if (more.hits.length === 0) break;
    hits.push(...more.hits);
  }
  return { ...first, hits };
}

function bibtexFor({ query, paper }: PaperMentions): string {
  if (paper !== null) return bibtexOf(paper);
  throw new AppError("UNKNOWN_PAPER", `No paper is known as "${query}"`, {
    hint: `paper "${query}" without --bibtex shows what is near`,
  });
}

function toJson({ query, paper, alternatives, isExact, hits }: PaperMentions) {
  return {
    query,
    paper: paper === null ? null : paperToJson(paper),
    mentions: isExact ? hits.map(mentionToJson) : [],
    alternatives: alternatives.map(paperToJson),
  };
}

/** A paper as scripts get it. */
export function paperToJson(paper: ListedPaper) {
  const { title, arxivId, doi, year, authors, aliases, posts } = paper;
  const { page, pdf } = paperLinks(paper);
  return { title, arxivId, doi, year, authors, aliases, links: { page, pdf }, posts };
}

function mentionToJson({ post, snippet, rule }: MentionHit) {
  return {
    channel: channelName(post.channel),
    messageId: post.messageId,
    date: post.date,
    url: postUrl(post),
    passage: snippet.text,
    ...(rule !== null && { rule }),
  };
}

function toText(found: PaperMentions): string {
  const { paper, alternatives, isExact, total, hits } = found;
  const heading = paper === null ? "" : `${paperLine(paper)}\n${linksLine(paper)}`;
  const mentions = hits.map(
    ({ post, snippet }) =>
      `- ${post.date.slice(0, 10)}  ${postUrl(post) ?? channelName(post.channel)}\n  ${snippet.text}\n`,
  );
  const count = isExact
    ? `${total === 1 ? "1 post names" : `${total} posts name`} it`
    : "No post names it. The nearest posts:";
  const others = alternatives.map((other) => `  ${paperLine(other)}`);
  return [
    heading,
    mentions.length === 0 && !isExact
      ? "No post names it, and none is near.\n"
      : total === 0
        ? ""
        : `${count}\n\n${mentions.join("")}`,
    others.length === 0 ? "" : `${paper === null ? "Did you mean" : "See also"}:\n${others.join("")}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** "Title (2024), 3 posts" */
export function paperLine({ title, year, posts }: ListedPaper): string {
  return `${title}${year === null ? "" : ` (${year})`}, ${posts} post${posts === 1 ? "" : "s"}\n`;
}

function linksLine(paper: ListedPaper): string {
  const { page, pdf } = paperLinks(paper);
  const links = [page, pdf].filter((link) => link !== null);
  return links.length === 0 ? "" : `${links.join("  ")}\n`;
}
