import type { ChannelRef } from "../post.ts";
import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { damaged, truncated, unknownArchive } from "./damage.ts";
import type { ArchiveFile } from "./files.ts";
import { named } from "./naming.ts";
import type { WebPage } from "./web-preview-page.ts";
import { readWebPage } from "./web-preview-page.ts";

/** A saved page of t.me/s/NAME, or a piece of one. */
export async function* readSavedWebPage(
  file: ArchiveFile,
  options: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  options.signal.throwIfAborted();
  const { text, invalidAt } = await file.text();
  const page = readWebPage(text);
  if (page.messages.length === 0 && page.cutOffAtLine === null)
    throw unknownArchive(file.name, "it is a piece of a Telegram page without a whole message");
  yield* webItems(page, { file: file.name, given: options.channel });
  options.onProgress?.(file.sizeBytes, file.sizeBytes);
  const damage = { file: file.name, lastMessageId: lastMessageId(page) };
  if (invalidAt !== null)
    throw damaged({ ...damage, place: `byte ${invalidAt}` }, "bytes that are not UTF-8");
  if (page.cutOffAtLine !== null) throw truncated({ ...damage, place: `line ${page.cutOffAtLine}` });
}

/** The page's messages, each channel before its own; `known` is the channel that was named last. */
export function* webItems(
  page: WebPage,
  { file, given, known }: { file: string; given: string | undefined; known?: ChannelRef | null },
): Generator<ArchiveItem> {
  let username = known?.username;
  for (const message of page.messages) {
    if (message.kind === "skipped") {
      yield message;
      continue;
    }
    if (message.channel.username !== username)
      yield { kind: "channel", channel: named(message.channel, given, file) };
    username = message.channel.username;
    yield { kind: "post", post: message.post };
  }
}

function lastMessageId(page: WebPage): number | null {
  return page.messages.findLast((message) => message.kind === "post")?.id ?? null;
}
