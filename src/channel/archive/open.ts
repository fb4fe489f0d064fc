import { existsSync } from "node:fs";
import { AppError } from "../../errors.ts";
import { joinAlbums } from "./albums.ts";
import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { throwAll, unknownArchive } from "./damage.ts";
import { readDesktopHtml } from "./desktop-html.ts";
import { readDesktopJson } from "./desktop-json.ts";
import type { ArchiveFormat } from "./detect.ts";
import { detectFormat } from "./detect.ts";
import type { ArchiveFile } from "./files.ts";
import { listFiles } from "./files.ts";
import { readPageText } from "./page-text.ts";
import { readSavedWebPage } from "./web-preview.ts";
import { readWebChannel, shortAddress, webAddress } from "./web-preview-url.ts";

export type OpenArchive = (location: string, options: ArchiveOptions) => AsyncGenerator<ArchiveItem>;

/**
 * The posts of a file, a folder or a public channel's address, whatever the format; a path that exists is no address.
 * Throws AppError for what a person can do something about, after everything before it was yielded.
 */
export async function* openArchive(location: string, options: ArchiveOptions): AsyncGenerator<ArchiveItem> {
  const address = webAddress(location) ?? (existsSync(location) ? null : shortAddress(location));
  if (address) return yield* readWebChannel(address, options);
  const { files, unread } = await listFiles(location);
  const byFormat = sortFiles(files);
  if (byFormat.size === 0) throwAll(unread);
  if (byFormat.size === 0) throw unknownArchive(location, whatItIs(files));
  const exports = byFormat.get("desktop-json") ?? [];
  const pages = byFormat.get("desktop-html") ?? [];
  if (exports.length > 0 && pages.length > 0) yield { kind: "notice", text: bothForms(location) };
  const isHtmlRead = pages.length > 0 && exports.length === 0;
  const readers = [
    ...exports.map((file) => joinAlbums(readDesktopJson(file, options))),
    ...(isHtmlRead ? [joinAlbums(readDesktopHtml(pages, options))] : []),
    ...(byFormat.get("web-preview") ?? []).map((file) => readSavedWebPage(file, options)),
    ...(byFormat.get("page-text") ?? []).map((file) => readPageText(file, options)),
  ];
  yield* oneAfterAnother(readers, unread);
}

/** A damaged file does not hide those beside it: its error is thrown after all of them, with those before. */
async function* oneAfterAnother(
  files: readonly AsyncIterable<ArchiveItem>[],
  before: readonly AppError[],
): AsyncGenerator<ArchiveItem> {
  const errors = [...before];
  for (const file of files) {
    try {
      yield* file;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors.push(error);
    }
  }
  throwAll(errors);
}

function sortFiles(files: readonly ArchiveFile[]): Map<ArchiveFormat, ArchiveFile[]> {
  const byFormat = new Map<ArchiveFormat, ArchiveFile[]>();
  for (const file of files) {
    const format = detectFormat(file.head);
    if (format !== null) byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
  }
  return byFormat;
}

function whatItIs(files: readonly ArchiveFile[]): string {
  if (files.length !== 1) return "none of its files is one";
  return files[0]?.head.trimStart().startsWith("<")
    ? "it is another kind of HTML page"
    : "its content is of no known format";
}

function bothForms(location: string): string {
  return `${location} also has the export as HTML pages; the JSON beside them tells more and was read instead`;
}
