import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArchiveItem, ArchiveOptions } from "../../src/channel/archive/archive.ts";
import { openArchive } from "../../src/channel/archive/open.ts";
import type { ChannelRef, Post } from "../../src/channel/post.ts";
import { AppError } from "../../src/errors.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Json = Record<string, unknown>;

/** Writes one file into a folder of its own; objects as JSON. */
export async function archiveFile(content: string | Uint8Array | Json, name = "archive"): Promise<string> {
  const path = join(temporaryFolder(), name);
  const isRaw = typeof content === "string" || content instanceof Uint8Array;
  await writeFile(path, isRaw ? content : JSON.stringify(content));
  return path;
}

/** A folder with the given files. */
export async function archiveFolder(
  files: Readonly<Record<string, string | Uint8Array | Json>>,
): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    await writeFile(join(folder, name), isRaw ? content : JSON.stringify(content));
  }
  return folder;
}

export interface ReadArchive {
  readonly channels: ChannelRef[];
  readonly posts: Post[];
  readonly skipped: { reason: string; detail?: string }[];
  readonly notices: string[];
  /** What was thrown after all the rest. */
  readonly error: AppError | null;
}

export function archiveOptions(options: Partial<ArchiveOptions> = {}): ArchiveOptions {
  return {
    now: new Date("2026-03-01T12:00:00Z"),
    fetch: () => Promise.reject(new Error("no network in this test")),
    signal: new AbortController().signal,
    ...options,
  };
}

/** Everything that an archive tells, with what was told before an error. */
export async function readArchive(
  location: string,
  options: Partial<ArchiveOptions> = {},
): Promise<ReadArchive> {
  const items: ArchiveItem[] = [];
  const error = await collect(location, archiveOptions(options), items);
  return {
    channels: items.flatMap((item) => (item.kind === "channel" ? [item.channel] : [])),
    posts: items.flatMap((item) => (item.kind === "post" ? [item.post] : [])),
    skipped: items.flatMap((item) =>
      item.kind === "skipped"
        ? [{ reason: item.reason, ...(item.detail === undefined ? {} : { detail: item.detail }) }]
        : [],
    ),
    notices: items.flatMap((item) => (item.kind === "notice" ? [item.text] : [])),
    error,
  };
}

async function collect(
  location: string,
  options: ArchiveOptions,
  into: ArchiveItem[],
): Promise<AppError | null> {
  try {
    for await (const item of openArchive(location, options)) into.push(item);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Telegram Desktop's JSON export of one channel. */
export function desktopJson(messages: readonly unknown[], header: Json = {}): Json {
  return { name: "Ranking Notes", type: "public_channel", id: 1500000001, ...header, messages };
}

/** A message of Telegram Desktop's JSON export: 10:00:00 UTC, seen from UTC+03:00, and a minute later for each id. */
export function jsonMessage(id: number, parts: Json = {}): Json {
  const seconds = Date.UTC(2024, 4, 1, 10, 0) / 1000 + id * 60;
  return {
    id,
    type: "message",
    date: new Date((seconds + 3 * 3600) * 1000).toISOString().slice(0, 19),
    date_unixtime: String(seconds),
    from: "Ranking Notes",
    from_id: "channel1500000001",
    text: `Post ${id}`,
    text_entities: [],
    ...parts,
  };
}

/** A page of Telegram Desktop's HTML export. */
export function desktopHtml(messages: readonly string[], title = "Ranking Notes"): string {
  return `<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
${title} 
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
${messages.join("\n")}
    </div>
   </div>
  </div>
 </body>
</html>
`;
}

export interface HtmlMessage {
  readonly id: number;
  /** As the page shows it: 01.05.2024 13:01:00 UTC+03:00 */
  readonly title?: string;
  readonly text?: string;
  readonly media?: string;
  readonly signature?: string;
  readonly from?: string;
  readonly isJoined?: boolean;
  /** Name and date of the origin; "" for a message joined to a forwarded one. */
  readonly forward?: string;
}

/** A message of Telegram Desktop's HTML export. */
export function htmlMessage({ id, isJoined = false, from = "Ranking Notes", ...parts }: HtmlMessage): string {
  const title = parts.title ?? `01.05.2024 13:${String(id).padStart(2, "0")}:00 UTC+03:00`;
  const content = [
    parts.media === undefined ? "" : `<div class="media_wrap clearfix">\n${parts.media}\n       </div>`,
    parts.text === undefined ? "" : `<div class="text">\n${parts.text}\n       </div>`,
    parts.signature === undefined ? "" : `<div class="signature details">\n${parts.signature}\n       </div>`,
  ].join("\n       ");
  const origin = parts.forward ? `<div class="from_name">\n${parts.forward}\n        </div>` : "";
  const body =
    parts.forward === undefined ? content : `<div class="forwarded body">\n${origin}${content}</div>`;
  return `
     <div class="message default clearfix${isJoined ? " joined" : ""}" id="message${id}">
      <div class="body">
       <div class="pull_right date details" title="${title}">
${title.slice(11, 16)}
       </div>
       ${isJoined ? "" : `<div class="from_name">\n${from} \n       </div>`}
       ${body}
      </div>
     </div>`;
}

/** A page of t.me/s/NAME. */
export function webPage(
  messages: readonly string[],
  { name = "ranking_notes", before }: { name?: string; before?: number } = {},
): string {
  const link =
    before === undefined
      ? ""
      : `<a href="/s/${name}?before=${before}" class="tme_messages_more js-messages_more" data-before="${before}"></a>`;
  return `<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>Ranking Notes – Telegram</title></head>
<body class="widget_frame_base tgme_webpreview">
<div class="tgme_channel_info_header_title"><span dir="auto">Ranking Notes</span></div>
<section class="tgme_channel_history js-message_history">${link}
${messages.join("\n")}
</section>
</body>
</html>
`;
}

/** A message of t.me/s/NAME; `inside` is everything between the author and the footer. */
export function webMessage(id: number, inside: string, { name = "ranking_notes", footer = "" } = {}): string {
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${name}/${id}" data-peer="c1500000001_-17">
<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/${name}"><span dir="auto">Ranking Notes</span></a></div>
${inside}
<div class="tgme_widget_message_footer compact js-message_footer">${footer}<a class="tgme_widget_message_date" href="https://t.me/${name}/${id}"><time datetime="2024-05-01T10:${String(id % 60).padStart(2, "0")}:00+00:00" class="time">13:00</time></a></div>
</div></div>`;
}

export function webText(html: string): string {
  return `<div class="tgme_widget_message_text js-message_text" dir="auto">${html}</div>`;
}
