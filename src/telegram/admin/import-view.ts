import { FormattedString } from "@grammyjs/parse-mode";
import type { ArchiveReport, ChannelReport } from "../../channel/import.ts";
import { type Channel, channelName } from "../../channel/post.ts";
import type { AppError } from "../../errors.ts";
import type { Texts } from "../texts.ts";

type Lines = (FormattedString | string)[];

const BAR_CHARS = 12;
const MAX_DETAILS = 5;
/** What we have own words for; other errors say it themselves. */
const EXPLAINED: ReadonlySet<string> = new Set([
  "archive_unknown",
  "archive_empty",
  "archive_truncated",
  "archive_damaged",
  "not_a_channel",
  "channel_mismatch",
  "channel_not_found",
  "channel_taken",
  "channel_unnamed",
  "import_interrupted",
  "store_full",
  "database_locked",
  "file_too_large",
  "file_unavailable",
]);
/** Of these there is no more to say. */
const PLAIN = new Set(["import_interrupted", "file_too_large", "archive_empty", "channel_unnamed"]);

/** How an archive is sent to us. */
export function showImportHelp(texts: Texts): FormattedString {
  const heading = FormattedString.b(texts.plain("import-heading"));
  const command = FormattedString.code("node dist/main.js import result.json --channel NAME");
  const parts = [
    FormattedString.join([heading, texts.rich("import-steps")], "\n"),
    texts.rich("import-caption"),
    texts.rich("import-formats"),
    texts.rich("import-larger", { command }),
  ];
  return FormattedString.join(parts, "\n\n");
}

export interface ImportStep {
  readonly file: string;
  /** Share of the file that is read, 0 to 1; null where nobody can tell. */
  readonly share: number | null;
  readonly posts: number;
}

/** "▰▰▰▰▱▱▱▱▱▱▱▱ 33 %" under the file's name. */
export function showImportStep({ file, share, posts }: ImportStep, texts: Texts): FormattedString {
  const lines: Lines = [texts.rich("import-reading", { file: FormattedString.b(file) })];
  if (share !== null) lines.push(`${bar(share)} ${Math.floor(share * 100)} %`);
  lines.push(texts.plain("posts-count", { count: posts }));
  return FormattedString.join(lines, "\n");
}

function bar(share: number): string {
  const full = Math.round(share * BAR_CHARS);
  return "▰".repeat(full) + "▱".repeat(BAR_CHARS - full);
}

/** What became of a file. */
export function showImportReport(file: string, report: ArchiveReport, texts: Texts): FormattedString {
  const { channels, failure } = report;
  const heading = failure === null ? "import-done" : channels.length > 0 ? "import-partly" : "import-failed";
  const sections: Lines[] = [
    [FormattedString.b(texts.plain(heading, { file }))],
    ...channels.map((channel) => channelLines(channel, texts)),
    skippedLines(report, texts),
    failure === null ? [] : problemLines(failure, texts),
    report.notices.length === 0 ? [] : [FormattedString.i(report.notices.join("\n"))],
  ];
  const shown = sections.filter((lines) => lines.length > 0);
  return FormattedString.join(
    shown.map((lines) => FormattedString.join(lines, "\n")),
    "\n\n",
  );
}

/** A file that could not even be looked into. */
export function showImportProblem(file: string, error: AppError, texts: Texts): FormattedString {
  const heading = FormattedString.b(texts.plain("import-failed", { file }));
  return FormattedString.join([heading, "", ...problemLines(error, texts)], "\n");
}

function channelLines({ channel, read, outcomes }: ChannelReport, texts: Texts): Lines {
  const updated = outcomes.updated + outcomes.adopted;
  const counts: [key: string, count: number][] = [
    ["outcome-new", outcomes.new],
    ["outcome-updated", updated],
    ["outcome-unchanged", outcomes.unchanged],
    ["outcome-outdated", outcomes.outdated],
  ];
  const shown = counts.filter(([, count]) => count > 0);
  return [
    texts.rich("import-channel", {
      channel: FormattedString.b(shownChannel(channel)),
      posts: texts.plain("posts-count", { count: read }),
    }),
    ...shown.map(([key, count]) => texts.plain(key, { count })),
    ...(channel.username === null ? [texts.rich("import-members-only")] : []),
  ];
}

function shownChannel(channel: Channel): string {
  const { title, username } = channel;
  if (title === null) return channelName(channel);
  return username === null ? title : `${title} (@${username})`;
}

function skippedLines({ skipped, details }: ArchiveReport, texts: Texts): Lines {
  const reasons = Object.entries(skipped).map(([reason, count]) =>
    texts.plain(`skipped-${reason.replace(" ", "-")}`, { count }),
  );
  if (reasons.length === 0) return [];
  return [texts.plain("import-skipped"), ...reasons, ...details.slice(0, MAX_DETAILS)];
}

/** What is wrong and what to do, and the details as the reader of archives tells them. */
function problemLines(error: AppError, texts: Texts): Lines {
  const code = error.code.toLowerCase();
  if (!EXPLAINED.has(code)) return [error.message, error.hint];
  const words = texts.rich(`problem-${code}`);
  return PLAIN.has(code) ? [words] : [words, FormattedString.i(error.message)];
}
