import type { ArchiveReport, ChannelReport, OutcomeCounts } from "../channel/import.ts";
import type { Channel } from "../channel/post.ts";

/** The report for a person at a terminal. It says why archives failed iff several did: the error of one says it. */
export function importReportText(reports: readonly ArchiveReport[]): string {
  const saysWhy = reports.filter(({ failure }) => failure !== null).length > 1;
  return reports.map((report) => archiveText(report, saysWhy)).join("\n");
}

/** The report for a script: one JSON object, one line. */
export function importReportJson(reports: readonly ArchiveReport[]): string {
  return `${JSON.stringify({ archives: reports.map(archiveJson) })}\n`;
}

/** `1 post`, `2,054 posts` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

function archiveText(report: ArchiveReport, saysWhy: boolean): string {
  const lines = [
    report.location,
    ...report.channels.map(channelText),
    ...skippedText(report),
    ...failureText(report, saysWhy),
  ];
  return `${lines.join("\n")}\n`;
}

function failureText({ channels, failure }: ArchiveReport, saysWhy: boolean): string[] {
  if (failure === null) return [];
  const outcome = channels.length === 0 ? "nothing was read" : "not read to the end";
  return saysWhy ? [`  ${outcome}: ${failure.message}`, `  ${failure.hint}`] : [`  ${outcome}`];
}

function channelText({ channel, read, outcomes }: ChannelReport): string {
  const line = `  ${channelWords(channel)}: ${counted(read, "post")} read: ${outcomesText(outcomes)}`;
  if (channel.username !== null) return line;
  return `${line}\n  Links to its posts open for members only; if it is public, import again with --channel USERNAME.`;
}

function channelWords({ title, username, telegramId }: Channel): string {
  const address = username === null ? telegramId?.toString() : `@${username}`;
  if (title === null) return address ?? "a channel without a name";
  return address === undefined ? title : `${title} (${address})`;
}

function outcomesText(outcomes: OutcomeCounts): string {
  const parts = [
    `${number(outcomes.new)} new`,
    updatedText(outcomes),
    `${number(outcomes.unchanged)} unchanged`,
  ];
  if (outcomes.outdated > 0) parts.push(`${number(outcomes.outdated)} older than what is kept`);
  return parts.join(", ");
}

/** A page-text post that now has its message id counts as updated. */
function updatedText({ updated, adopted }: OutcomeCounts): string {
  const all = `${number(updated + adopted)} updated`;
  return adopted === 0
    ? all
    : `${all} (${number(adopted)} found again with ${adopted === 1 ? "its" : "their"} message id)`;
}

function skippedText({ skipped, details }: ArchiveReport): string[] {
  const reasons = Object.entries(skipped).map(([reason, count]) => counted(count, reason));
  if (reasons.length === 0) return [];
  return [`  skipped: ${reasons.join(", ")}`, ...details.map((detail) => `    ${detail}`)];
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function archiveJson({ location, channels, skipped, details, notices, failure }: ArchiveReport) {
  return {
    location,
    channels: channels.map(({ channel, read, outcomes }) => ({
      username: channel.username,
      telegramId: channel.telegramId,
      title: channel.title,
      read,
      ...outcomes,
    })),
    skipped,
    details,
    notices,
    error: failure === null ? null : { code: failure.code, message: failure.message, hint: failure.hint },
  };
}
