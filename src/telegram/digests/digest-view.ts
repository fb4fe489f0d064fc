import { FormattedString } from "@grammyjs/parse-mode";
import { instantMs } from "../../channel/post-date.ts";
import type { Digest, DigestItem, DigestSection } from "../../digests/digest.ts";
import type { DigestChoices, Subscriber } from "../../digests/subscription.ts";
import { type ListedPaper, paperLinks } from "../../papers/paper.ts";
import type { OutgoingMessage } from "../message.ts";
import { PAPER_SIGN, paperLabel } from "../paper-view.ts";
import { channelTitle, linkedPost, plainTitle, type SourceOptions, showTitle } from "../post-view.ts";
import { shortened } from "../text-cut.ts";
import type { Texts } from "../texts.ts";
import { digestData, digestKeyboard } from "./digest-data.ts";
import { type Block, packed } from "./message-packing.ts";

export interface DigestViewOptions extends SourceOptions {
  readonly texts: Texts;
  /** What would be sent, for whoever set it up, or, where there is nothing of that, older posts; absent = it is sent. */
  readonly preview?: "now" | "older";
}

const MAX_MESSAGES = 3;
/** Of a section; more summaries are read by nobody, and the others are listed by their titles. */
const MOST_SUMMARIES = 6;
/** As long as they are composed: what is longer came from elsewhere. */
const LONGEST_SUMMARY_CHARS = 280;
const MAX_PAPERS_AN_ITEM = 3;
const MAX_PAPERS = 10;
/** Of one post the papers stand in the post. */
const LEAST_POSTS_FOR_PAPERS = 2;
const LONGEST_TITLE_CHARS = 120;

type Recipient = Pick<Subscriber, "timezone" | "digest">;

/** The digest as messages: all whole items, the buttons under the last one. */
export function showDigest(digest: Digest, to: Recipient, options: DigestViewOptions): OutgoingMessage[] {
  const { texts, preview } = options;
  const keyboard = preview !== undefined ? {} : { keyboard: digestKeyboard(texts) };
  if (digest.total === 0) return [{ text: nothingNew(to, texts), ...keyboard }];
  const { messages, left } = packed(blocksOf(digest, to, options), MAX_MESSAGES);
  return messages.map((text, at) => {
    if (at + 1 < messages.length) return { text };
    return left === 0
      ? { text, ...keyboard }
      : { text: withRest(text, left, texts), ...restKeyboard(options) };
  });
}

function nothingNew({ digest }: Recipient, texts: Texts): FormattedString {
  const query = digest?.query ?? "";
  if (query === "") return texts.rich("digest-nothing-new");
  return texts.rich("digest-nothing-new-query", {
    query: FormattedString.i(shortened(query, LONGEST_TITLE_CHARS)),
  });
}

function withRest(text: FormattedString, left: number, texts: Texts): FormattedString {
  return FormattedString.join([text, texts.rich("digest-more", { count: left })], "\n\n");
}

function restKeyboard({ texts, preview }: DigestViewOptions): Pick<OutgoingMessage, "keyboard"> {
  if (preview !== undefined) return {};
  return { keyboard: digestKeyboard(texts).row().text(texts.plain("button-latest"), digestData("latest")) };
}

function blocksOf(digest: Digest, to: Recipient, options: DigestViewOptions): Block[] {
  const { sections } = digest;
  const items = sections.flatMap((section) => sectionBlocks(section, sections.length > 1, options));
  const others = sections.flatMap((section) => section.items.slice(MOST_SUMMARIES));
  return [
    ...headed(headingOf(digest, to, options), items),
    ...paperBlocks(digest, options.texts),
    ...headed(sectionHeading("also", options.texts), otherBlocks(others, options)),
  ];
}

/** A heading never stands alone at the end of a message. */
function headed(heading: FormattedString, [first, ...others]: readonly Block[]): Block[] {
  if (first === undefined) return [];
  const { text, posts, isLine = false } = first;
  return [{ text: FormattedString.join([heading, text], isLine ? "\n" : "\n\n"), posts }, ...others];
}

function headingOf({ sections, total }: Digest, to: Recipient, options: DigestViewOptions): FormattedString {
  const { texts, preview } = options;
  const posts = texts.plain("posts-count", { count: total });
  const dates = datesOf(sections, to.timezone, texts);
  const title = FormattedString.b(texts.plain(`digest-heading-${rhythmOf(to.digest)}`));
  const line = FormattedString.join([title, ` · ${posts} · ${dates}`]);
  if (preview === undefined) return line;
  return FormattedString.join(
    [FormattedString.i(texts.plain(preview === "older" ? "digest-preview-older" : "digest-preview")), line],
    "\n",
  );
}

function rhythmOf(digest: DigestChoices | null): DigestChoices["rhythm"]["kind"] {
  return digest?.rhythm.kind ?? "daily";
}

/** "18–24 ноября": from the first post to the last one. */
function datesOf(sections: readonly DigestSection[], timezone: string, { language }: Texts): string {
  const times = sections.flatMap(({ items }) => items.map(({ post }) => instantMs(post.date)));
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: timezone });
  return format.formatRange(Math.min(...times), Math.max(...times));
}

function sectionBlocks(
  { kind, items }: DigestSection,
  hasHeading: boolean,
  options: DigestViewOptions,
): Block[] {
  const told = items.slice(0, MOST_SUMMARIES);
  const blocks = told.map((item) => ({ text: showItem(item, options), posts: 1 }));
  return hasHeading ? headed(sectionHeading(kind, options.texts), blocks) : blocks;
}

function sectionHeading(kind: DigestSection["kind"] | "also", texts: Texts): FormattedString {
  return FormattedString.b(texts.plain(`digest-section-${kind}`).toUpperCase());
}

function otherBlocks(items: readonly DigestItem[], { texts }: DigestViewOptions): Block[] {
  return items.map((item) => {
    const title = linkedPost(item.post, plainTitle(item, texts));
    return { text: FormattedString.join(["• ", title]), posts: 1, isLine: true };
  });
}

/** The linked title, what the post says, and the papers that it names. */
export function showItem(item: DigestItem, options: DigestViewOptions): FormattedString {
  const title = showTitle(item, options.texts);
  const channel = options.showChannels ? channelTitle(item.post) : "";
  const summary = shortened(item.summary.trim(), LONGEST_SUMMARY_CHARS);
  const papers = papersNamed(item);
  return FormattedString.join(
    [
      channel === "" ? title : FormattedString.join([title, " · ", FormattedString.i(channel)]),
      ...(summary === "" ? [] : [summary]),
      ...(papers === "" ? [] : [FormattedString.i(`${PAPER_SIGN} ${papers}`)]),
    ],
    "\n",
  );
}

/** Those that the title or the summary does not name already. */
function papersNamed({ title, summary, papers }: DigestItem): string {
  const said = `${title}\n${summary}`.toLowerCase();
  const names = papers.map(paperLabel).filter((name) => !said.includes(name.replace(/…$/, "").toLowerCase()));
  return names.slice(0, MAX_PAPERS_AN_ITEM).join(", ");
}

function paperBlocks({ papers, total }: Digest, texts: Texts): Block[] {
  if (papers.length < 2 || total < LEAST_POSTS_FOR_PAPERS) return [];
  const heading = FormattedString.b(texts.plain("digest-papers").toUpperCase());
  const lines = papers.slice(0, MAX_PAPERS).map(paperLine);
  return [{ text: FormattedString.join([heading, ...lines], "\n"), posts: 0 }];
}

function paperLine(paper: ListedPaper): FormattedString {
  const title = shortened(paper.title, LONGEST_TITLE_CHARS);
  const { page } = paperLinks(paper);
  const name = page === null ? title : FormattedString.a(title, page);
  return FormattedString.join(["• ", name, paper.year === null ? "" : ` (${paper.year})`]);
}
