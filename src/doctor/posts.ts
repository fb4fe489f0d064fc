import { type Channel, channelName } from "../channel/post.ts";
import type { AcceptedChannel } from "../config.ts";
import { counted, DAY_MS, dayText, spanText } from "./amounts.ts";
import { type Finding, ok, skipped, warning } from "./finding.ts";

/** Message ids that are not here, between two that are. */
export interface Gap {
  readonly after: number;
  readonly before: number;
  /** When the posts on both sides were published. */
  readonly from: Date;
  readonly until: Date;
}

/** What is kept of a channel, as far as its posts have message ids. */
export interface KeptChannel {
  readonly channel: Channel;
  readonly posts: number;
  /** The first and the last of the ids; null where no post has one. */
  readonly ends: { readonly first: PostMark; readonly last: PostMark } | null;
  /** In order. */
  readonly gaps: readonly Gap[];
}

export interface PostMark {
  readonly messageId: number;
  readonly date: Date;
}

/** A time in which nothing at all came from Telegram. */
export interface Silence {
  readonly from: Date;
  readonly until: Date;
}

export interface PostFacts {
  readonly channels: readonly KeptChannel[];
  /** CHANNELS. */
  readonly accepted: readonly AcceptedChannel[];
  /** When the database was made: older posts have come from archives. */
  readonly madeAt: Date;
  /** Of more than a day, as far as it is known. */
  readonly silences: readonly Silence[];
  readonly now: Date;
}

/** Telegram keeps for a bot that is down what is younger than this: https://core.telegram.org/bots/api#getting-updates */
const TELEGRAM_KEEPS_MS = DAY_MS;
/** A deleted post, or a message that is none (a pinned one, a new photo of the channel), leaves so few. */
const FEW = 2;
const UNUSUAL_PAUSE = 2;
/** Archives end and begin where somebody has cut them. */
const MISSING_OF_ARCHIVE = 20;
const PAUSE_OF_ARCHIVE_MS = 7 * DAY_MS;
const UNUSUAL_PAUSE_OF_ARCHIVE = 10;
const SHOWN_GAPS = 3;

/** Which posts are not here though they were published, as far as their numbers tell. */
export function judgePosts(facts: PostFacts): Finding[] {
  const findings = [
    ...facts.channels.flatMap((kept) => judgeKept(kept, facts)),
    ...channelsWithoutPosts(facts),
  ];
  if (findings.length > 0) return findings;
  return [skipped("posts", "there are none yet", "Import the channel's archive: import <file|folder|url>")];
}

function channelsWithoutPosts({ channels, accepted }: PostFacts): Finding[] {
  const empty = accepted.filter(
    (entry) => !channels.some(({ channel, posts }) => posts > 0 && isSame(channel, entry)),
  );
  return empty.map((entry) =>
    warning(
      "posts",
      `none is kept of ${nameOf(entry)}`,
      `Bots cannot read what was published before them. Import it: ${howToImport(entry)}`,
    ),
  );
}

function judgeKept(kept: KeptChannel, facts: PostFacts): Finding[] {
  const { channel, ends, posts, gaps } = kept;
  if (posts === 0) return [];
  const name = channel.username === null ? channelName(channel) : `@${channel.username}`;
  const pauseMs = usualPauseMs(kept);
  const suspicious = gaps.filter((gap) => isSuspicious(gap, { pauseMs, ...facts }));
  const findings = [
    ...missingBeginning(name, kept),
    ...shown(suspicious).map((gap) => gapFinding(name, gap, { pauseMs, channel })),
    ...unshown(name, suspicious),
  ];
  if (findings.length > 0) return findings;
  const newest =
    ends === null ? "" : `, the newest of ${spanText(facts.now.getTime() - ends.last.date.getTime())} ago`;
  return [ok("posts", `${name}: ${counted(posts, "post")}${newest}; ${smallGaps(gaps)}`)];
}

/** Ids before the first one: the archive was never imported, or not from its beginning. */
function missingBeginning(name: string, { channel, ends }: KeptChannel): Finding[] {
  if (ends === null || ends.first.messageId <= MISSING_OF_ARCHIVE) return [];
  const { messageId, date } = ends.first;
  return [
    warning(
      "posts",
      `${name}: the first post that is kept has number ${messageId}, of ${dayText(date)}; nothing of the ${counted(messageId - 1, "number")} before it`,
      `If these were not all deleted, import them: ${howToImport(channel)}`,
    ),
  ];
}

interface Usual {
  readonly pauseMs: number;
}

/** How long it is from one post to the next, on average. */
function usualPauseMs({ ends, posts }: KeptChannel): number {
  if (ends === null || posts < 2) return DAY_MS;
  return (ends.last.date.getTime() - ends.first.date.getTime()) / (posts - 1);
}

function isSuspicious(gap: Gap, { pauseMs, madeAt, silences }: Usual & PostFacts): boolean {
  const missing = missingIn(gap);
  const lastedMs = gap.until.getTime() - gap.from.getTime();
  if (gap.until.getTime() < madeAt.getTime() - TELEGRAM_KEEPS_MS) {
    const isLong = lastedMs >= Math.max(PAUSE_OF_ARCHIVE_MS, UNUSUAL_PAUSE_OF_ARCHIVE * pauseMs);
    return missing >= MISSING_OF_ARCHIVE && isLong;
  }
  if (silences.some(({ from, until }) => gap.from < until && gap.until > from)) return true;
  return missing > FEW && lastedMs >= Math.max(TELEGRAM_KEEPS_MS, UNUSUAL_PAUSE * pauseMs);
}

/** The largest ones and the latest one, in order. */
function shown(gaps: readonly Gap[]): Gap[] {
  const largest = [...gaps].sort((a, b) => missingIn(b) - missingIn(a)).slice(0, SHOWN_GAPS);
  const latest = gaps.slice(-1).filter((gap) => !largest.includes(gap));
  return [...largest, ...latest].sort((a, b) => a.after - b.after);
}

function gapFinding(name: string, gap: Gap, { pauseMs, channel }: Usual & { channel: Channel }): Finding {
  const { after, before, from, until } = gap;
  const missing = missingIn(gap);
  const ids =
    missing === 1
      ? `number ${after + 1} is`
      : `numbers ${after + 1}–${before - 1} (${missing.toLocaleString("en-US")}) are`;
  const lasted = spanText(until.getTime() - from.getTime());
  return warning(
    "posts",
    `${name}: ${ids} not here, between ${dayText(from)} and ${dayText(until)}: nothing for ${lasted}, where a post comes every ${spanText(pauseMs)}`,
    `They may have been deleted, or were published while the bot was down for over a day. To have them: ${howToImport(channel)}; importing again changes nothing else`,
  );
}

function unshown(name: string, suspicious: readonly Gap[]): Finding[] {
  const rest = suspicious.length - shown(suspicious).length;
  if (rest <= 0) return [];
  return [
    warning(
      "posts",
      `${name}: ${counted(rest, "smaller gap")} like these`,
      "The same import brings their posts, too",
    ),
  ];
}

function smallGaps(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return "no number is missing";
  const missing = gaps.reduce((sum, gap) => sum + missingIn(gap), 0);
  return `${counted(missing, "number")} missing in small gaps, as deleted posts and service messages leave them`;
}

function missingIn({ after, before }: Gap): number {
  return before - after - 1;
}

function isSame({ telegramId, username }: Channel, entry: AcceptedChannel): boolean {
  return "telegramId" in entry
    ? entry.telegramId === telegramId
    : entry.username.toLowerCase() === username?.toLowerCase();
}

function nameOf(entry: AcceptedChannel): string {
  return "telegramId" in entry ? String(entry.telegramId) : `@${entry.username}`;
}

/** A channel without a username has no web page. */
function howToImport(channel: AcceptedChannel | Channel): string {
  const username = "username" in channel ? channel.username : null;
  const page = username === null ? "" : `import https://t.me/s/${username}, or `;
  return `${page}export the channel in Telegram Desktop (JSON) and import the file`;
}
