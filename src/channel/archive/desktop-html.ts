import type { AppError } from "../../errors.ts";
import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { damaged, notAChannel, quoted, throwAll, truncated } from "./damage.ts";
import type { PageOutline } from "./desktop-html-outline.ts";
import { outlinePages } from "./desktop-html-outline.ts";
import type { DesktopPage, PageMessage } from "./desktop-html-page.ts";
import { readDesktopPage } from "./desktop-html-page.ts";
import type { ArchiveFile } from "./files.ts";
import { named } from "./naming.ts";

/**
 * The pages of Telegram Desktop's HTML export of one channel, in any order and under any names. Pages of two exports
 * may overlap: a message is taken from the page that goes further, which is the younger one.
 * A damaged page does not hide the others: the errors are thrown after all of them.
 */
export async function* readDesktopHtml(
  files: readonly ArchiveFile[],
  options: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  const outlines = await outlinePages(files, options.signal);
  const source = new Map(outlines.flatMap(({ file, ids }) => ids.map((id) => [id, file] as const)));
  const progress = new PageProgress(files, options);
  const verdict = new ChannelVerdict();
  const errors: AppError[] = [];
  let isOpen = false;
  for (const { file } of outlines) {
    options.signal.throwIfAborted();
    const { page, error } = await readPage(file);
    if (error !== null) errors.push(error);
    verdict.judge(page, file.name);
    if (!isOpen) yield { kind: "channel", channel: channelOf(outlines, options) };
    isOpen = true;
    for (const message of page.messages) {
      if (message.id === null || source.get(message.id) === file) yield toItem(message, page.title);
    }
    progress.add(file);
  }
  throwAll(errors);
}

/** A renamed channel has its last name on its last page. */
function channelOf(outlines: readonly PageOutline[], options: ArchiveOptions) {
  const last = outlines.at(-1);
  const title = outlines.findLast((page) => page.title !== null)?.title ?? null;
  return named({ telegramId: null, title }, options.channel, last?.file.name ?? "");
}

async function readPage(file: ArchiveFile): Promise<{ page: DesktopPage; error: AppError | null }> {
  const { text, invalidAt } = await file.text();
  const page = readDesktopPage(text);
  const lastMessageId = page.messages.findLast(({ kind, id }) => kind === "post" && id !== null)?.id ?? null;
  const damage = { file: file.name, lastMessageId };
  if (invalidAt !== null)
    return { page, error: damaged({ ...damage, place: `byte ${invalidAt}` }, "bytes that are not UTF-8") };
  const line = page.cutOffAtLine;
  return { page, error: line === null ? null : truncated({ ...damage, place: `line ${line}` }) };
}

/** Where a channel shows its authors' profiles, each message is from a person and not from the channel. */
function toItem(message: PageMessage, title: string | null): ArchiveItem {
  if (message.kind === "skipped") return { kind: "skipped", reason: message.reason, detail: message.detail };
  const { post, from } = message;
  const author = post.author ?? (from !== null && title !== null && from !== title ? from : null);
  return { kind: "post", post: { ...post, author } };
}

/**
 * The HTML export does not say what kind of chat it is of. Only a channel writes under its own name alone, signs
 * messages, or has service messages about "Channel …".
 */
class ChannelVerdict {
  #isChannel = false;

  judge(page: DesktopPage, file: string): void {
    const posts = page.messages.filter((message) => message.kind === "post");
    const isSigned = posts.some(({ post }) => post.author !== null);
    this.#isChannel ||= isSigned || page.serviceTexts.some((text) => text.startsWith("Channel "));
    const stranger = posts.find(({ from }) => from !== null && page.title !== null && from !== page.title);
    if (stranger && !this.#isChannel)
      throw notAChannel(
        file,
        `${quoted(page.title)} is a group or a personal chat, ${quoted(stranger.from)} writes in it`,
      );
  }
}

class PageProgress {
  readonly #totalBytes: number;
  readonly #report: ArchiveOptions["onProgress"];
  #doneBytes = 0;

  constructor(files: readonly ArchiveFile[], options: ArchiveOptions) {
    this.#totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    this.#report = options.onProgress;
  }

  add(file: ArchiveFile): void {
    this.#doneBytes += file.sizeBytes;
    this.#report?.(this.#doneBytes, this.#totalBytes);
  }
}
