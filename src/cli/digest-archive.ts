import type { DigestComposer } from "../digests/digest.ts";
import type { Messenger } from "../digests/messenger.ts";
import { createComposer } from "../engine/composing.ts";
import { GLOSSARY, loadList } from "../engine/operator-lists.ts";
import { packageFile } from "../package-files.ts";
import { createFinder } from "../search/post-finder.ts";
import { type DigestReader, openDigests } from "../store/open-digests.ts";
import { createWriter } from "../telegram/digests/messenger.ts";
import { readMessage } from "../telegram/digests/written-message.ts";
import { loadTexts } from "../telegram/texts.ts";
import type { Cli } from "./cli.ts";
import { paperFinderOver } from "./paper-archive.ts";

/** The database, and what makes digests and their messages of it; nothing is written or sent. */
export interface DigestArchive {
  readonly store: DigestReader;
  readonly composer: DigestComposer;
  readonly writer: Pick<Messenger, "writeDigest" | "writeNotice">;
}

export async function withDigests<T>(cli: Cli, use: (archive: DigestArchive) => Promise<T>): Promise<T> {
  const { config, now } = cli;
  const store = await openDigests(config.databaseUrl, now);
  try {
    const locales = loadTexts(packageFile("data", "locales"), config.defaultLanguage);
    const writer = createWriter({ chats: store, posts: store, locales });
    return await use({ store, composer: composerOver(store, cli), writer });
  } finally {
    await store.close();
  }
}

function composerOver(store: DigestReader, { config }: Cli): DigestComposer {
  const { timezone } = config;
  const { search, digestPosts } = store;
  const glossary = loadList(GLOSSARY, config.glossary);
  const finder = createFinder({ store: search, timezone, glossary });
  const { papersOfPost } = paperFinderOver(store, { finder, config });
  return createComposer({ store: search, digestPosts, queries: store, glossary, timezone, papersOfPost });
}

/** What a person would read of a message. */
export function textOf(message: string): string {
  return readMessage(message)?.text ?? "";
}
