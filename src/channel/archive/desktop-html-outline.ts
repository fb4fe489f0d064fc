import { AppError } from "../../errors.ts";
import { quoted } from "./damage.ts";
import { readDesktopPage } from "./desktop-html-page.ts";
import type { ArchiveFile } from "./files.ts";

/** A page as a first, quick look shows it. */
export interface PageOutline {
  readonly file: ArchiveFile;
  readonly title: string | null;
  readonly ids: readonly number[];
}

const HEADER_CHARS = 16_384; // the page header ends within the first kilobytes

/** The pages in the order of their messages. Throws AppError MIXED_CHANNELS for pages of two channels. */
export async function outlinePages(
  files: readonly ArchiveFile[],
  signal: AbortSignal,
): Promise<PageOutline[]> {
  const outlines: PageOutline[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    outlines.push(outline(file, (await file.text()).text));
  }
  if (new Set(outlines.map(({ title }) => title)).size > 1) await refuseMixture(outlines);
  return outlines.sort((a, b) => lastId(a) - lastId(b) || firstId(a) - firstId(b));
}

function outline(file: ArchiveFile, html: string): PageOutline {
  // <div class="message default clearfix" id="message3">
  const ids = [...html.matchAll(/\bid="message(\d{1,10})"/g)].map((match) => Number(match[1]));
  return { file, title: readDesktopPage(html.slice(0, HEADER_CHARS)).title, ids };
}

function firstId({ ids }: PageOutline): number {
  return ids.reduce((least, id) => Math.min(least, id), Number.MAX_SAFE_INTEGER);
}

function lastId({ ids }: PageOutline): number {
  return ids.reduce((most, id) => Math.max(most, id), 0);
}

/** A renamed channel has pages with two titles, and the same dates under the same ids on both. */
async function refuseMixture(outlines: readonly PageOutline[]): Promise<void> {
  const dates = new Map<number, { date: string; title: string | null }>();
  for (const { file, title } of outlines) {
    for (const message of readDesktopPage((await file.text()).text).messages) {
      if (message.kind !== "post") continue;
      const known = dates.get(message.id);
      if (known && known.title !== title && known.date !== message.post.date)
        throw new AppError(
          "MIXED_CHANNELS",
          `${file.name} is of ${quoted(title)}, other pages beside it are of ${quoted(known.title)}`,
          {
            hint: "Put the pages of each channel into a folder of their own.",
          },
        );
      dates.set(message.id, { date: message.post.date, title });
    }
  }
}
