import { FormattedString } from "@grammyjs/parse-mode";
import { channelName } from "../../channel/post.ts";
import type { AnswerFigures } from "../feedback.ts";
import { dateFormats, type FormatDate, shownDate } from "../post-date.ts";
import type { Language, Texts } from "../texts.ts";
import type { ChannelStatus, Status } from "./status.ts";
import { troubleSection } from "./trouble-view.ts";

/** How numbers and times are written in a language. */
export interface StatusFormats {
  readonly date: FormatDate;
  /** "14:03", with the day where it is not today. */
  time(at: Date, now: Date): string;
  /** "3,4 МБ" */
  size(bytes: number): string;
  /** "2 дня 4 часа" */
  duration(ms: number): string;
  count(value: number): string;
}

// A line each; more channels make no page.
const MAX_CHANNELS = 10;

/** The page: bold heads, one thing a line. */
export function showStatus(status: Status, texts: Texts, formats: StatusFormats): FormattedString {
  const sections: Section[] = [
    ...troubleSection(status, texts, formats),
    ["status-posts", postLines(status, texts, formats)],
    ["status-search", searchLines(status, texts, formats)],
    ["status-answers", answerLines(status, texts, formats)],
    ["status-updates", updateLines(status, texts, formats)],
    ["status-deliveries", deliveryLines(status, texts, formats)],
    ["status-process", processLines(status, texts, formats)],
  ];
  return showSections(sections, texts);
}

/** The name of the text that stands above, and what stands below. */
export type Section = readonly [head: string, lines: readonly (FormattedString | string)[]];

export function showSections(sections: readonly Section[], texts: Texts): FormattedString {
  const shown = sections.map(([head, lines]) =>
    FormattedString.join([FormattedString.b(texts.plain(head)), ...lines], "\n"),
  );
  return FormattedString.join(shown, "\n\n");
}

function postLines({ channels, figures }: Status, texts: Texts, formats: StatusFormats) {
  const lines = channels.slice(0, MAX_CHANNELS).map((channel) => channelLine(channel, texts, formats));
  const rest = channels.length - lines.length;
  return [
    ...(channels.length === 0 ? [texts.plain("status-no-posts")] : lines),
    ...(rest > 0 ? [texts.plain("status-more-channels", { count: rest })] : []),
    ...(figures.hiddenPosts > 0 ? [texts.plain("status-hidden", { count: figures.hiddenPosts })] : []),
  ];
}

function channelLine({ channel, posts, newest }: ChannelStatus, texts: Texts, { date }: StatusFormats) {
  const name = channel.title ?? channelName(channel);
  const count = texts.plain("posts-count", { count: posts });
  if (newest === null) return texts.rich("status-channel-empty", { name, posts: count });
  return texts.rich("status-channel", { name, posts: count, date: shownDate(newest, date) });
}

function searchLines({ index, figures }: Status, texts: Texts, { count }: StatusFormats): string[] {
  const { indexedPosts, waitingPosts } = figures;
  const inMemory =
    index?.kind === "ready"
      ? texts.plain("index-ready", { posts: texts.plain("posts-count", { count: index.posts }) })
      : texts.plain(`index-${index?.kind ?? "silent"}`);
  return [
    inMemory,
    texts.plain("status-on-disk", { posts: texts.plain("posts-count", { count: indexedPosts }) }),
    ...(waitingPosts > 0 ? [texts.plain("status-waiting", { count: count(waitingPosts) })] : []),
  ];
}

function answerLines(status: Status, texts: Texts, formats: StatusFormats): string[] {
  return [...countLines(status, texts, formats), ...modelLines(status, texts, formats)];
}

function countLines({ answers }: Status, texts: Texts, { count }: StatusFormats): string[] {
  const { week, ever } = answers;
  if (ever.answered + ever.unanswered === 0) return [texts.plain("status-answers-none")];
  const counts = (figures: AnswerFigures) => ({
    answered: count(figures.answered),
    unanswered: count(figures.unanswered),
    helpful: count(figures.helpful),
    unhelpful: count(figures.unhelpful),
  });
  return [texts.plain("status-answers-week", counts(week)), texts.plain("status-answers-ever", counts(ever))];
}

/** Since the start; reasons for quotes by their names in the documentation, most frequent first. */
function modelLines({ model }: Status, texts: Texts, { count }: StatusFormats): string[] {
  if (model === null) return [];
  const reasons = Object.entries(model.fellBack).sort(([, a], [, b]) => b - a);
  const worded = texts.plain("status-model", { worded: count(model.worded) });
  const quoted = reasons.map(([reason, times]) => `${reason} ${count(times)}`).join(", ");
  return [
    quoted === "" ? worded : texts.plain("status-model-quotes", { worded, reasons: quoted }),
    ...(model.breaker === "closed" ? [] : [texts.plain("status-model-paused")]),
  ];
}

function updateLines({ figures, parkedUpdates, now }: Status, texts: Texts, { time }: StatusFormats) {
  const { lastUpdateAt, queuedUpdates } = figures;
  return [
    lastUpdateAt === null
      ? texts.plain("status-no-update")
      : texts.plain("status-last-update", { time: time(lastUpdateAt, now) }),
    texts.plain("status-queue", { count: queuedUpdates }),
    ...(parkedUpdates > 0 ? [texts.plain("status-parked", { count: parkedUpdates })] : []),
  ];
}

/** Why some were not sent, by the reasons' names in the documentation, most frequent first. */
function deliveryLines({ deliveries, now }: Status, texts: Texts, formats: StatusFormats): string[] {
  const { pending, sending, oldestDueAt, sentLastDay, deadLastDay, subscribers, alerts } = deliveries;
  const { count, duration } = formats;
  const dead = Object.entries(deadLastDay).sort(([, a], [, b]) => b - a);
  const reasons = dead.map(([reason, times]) => `${reason} ${count(times)}`).join(", ");
  return [
    texts.plain("status-subscribers", { subscribers: count(subscribers), alerts: count(alerts) }),
    texts.plain("status-owed", { count: pending + sending }),
    ...(oldestDueAt === null
      ? []
      : [texts.plain("status-oldest-due", { time: duration(now.getTime() - oldestDueAt.getTime()) })]),
    texts.plain("status-sent", { count: count(sentLastDay) }),
    ...(reasons === "" ? [] : [texts.plain("status-dead", { reasons })]),
  ];
}

function processLines({ pulse, figures, memoryBytes, now }: Status, texts: Texts, formats: StatusFormats) {
  const { lastError } = pulse;
  const errors = texts.plain("status-errors", { count: pulse.errors });
  return [
    lastError === null
      ? errors
      : texts.rich("status-last-error", {
          errors,
          id: FormattedString.code(lastError.id),
          time: formats.time(lastError.at, now),
        }),
    texts.plain("status-database", { size: formats.size(figures.bytes) }),
    texts.plain("status-memory", { size: formats.size(memoryBytes) }),
    texts.plain("status-uptime", { time: formats.duration(now.getTime() - pulse.startedAt.getTime()) }),
    texts.plain("status-version", { version: pulse.version }),
  ];
}

export function statusFormats(language: Language, timezone: string): StatusFormats {
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: timezone });
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: timezone });
  const number = new Intl.NumberFormat(language);
  return {
    date: dateFormats(timezone)(language),
    time: (at, now) =>
      day.format(at) === day.format(now) ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`,
    size: (bytes) => sizeIn(language, bytes),
    duration: (ms) => durationIn(language, ms),
    count: (value) => number.format(value),
  };
}

const BYTES = { kilobyte: 1024, megabyte: 1024 ** 2, gigabyte: 1024 ** 3 } as const;

/** "3,4 МБ" */
export function sizeIn(language: Language, bytes: number): string {
  const unit =
    bytes >= BYTES.gigabyte ? "gigabyte" : bytes >= BYTES.megabyte ? "megabyte" : ("kilobyte" as const);
  return withUnit(language, bytes / BYTES[unit], unit, "short");
}

const MINUTES = { day: 24 * 60, hour: 60, minute: 1 } as const;

/** The two largest units say enough: "2 дня 4 часа", "5 минут". */
function durationIn(language: Language, ms: number): string {
  let left = Math.floor(ms / 60_000);
  const parts: string[] = [];
  for (const unit of ["day", "hour", "minute"] as const) {
    const count = Math.floor(left / MINUTES[unit]);
    left -= count * MINUTES[unit];
    if (count > 0 || (unit === "minute" && parts.length === 0))
      parts.push(withUnit(language, count, unit, "long"));
  }
  return parts.slice(0, 2).join(" ");
}

function withUnit(language: Language, value: number, unit: string, unitDisplay: "short" | "long"): string {
  const maximumFractionDigits = value < 10 && unitDisplay === "short" ? 1 : 0;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits }).format(
    value,
  );
}
