import { existsSync } from "node:fs";
import { join } from "node:path";
import { importArchives } from "../channel/import.ts";
import type { Channel, StoredPost } from "../channel/post.ts";
import type { PostReader, PostWriter } from "../channel/post-store.ts";
import { packageFile } from "../package-files.ts";
import { databaseFile } from "../store/database-file.ts";
import type { SqliteStore } from "../store/open.ts";
import { openReader } from "../store/open-reader.ts";
import type { Cli } from "./cli.ts";
import { openArchive } from "./open-archive.ts";

/** What the playground shows: a copy, so that trying things out changes nothing that is kept. */
export interface PlaygroundArchive {
  readonly databaseUrl: string;
  readonly channels: readonly ChannelHistory[];
  readonly posts: number;
  readonly isSample: boolean;
}

export interface ChannelHistory {
  readonly channel: Channel;
  /** The newest ones that have a message id, oldest first. */
  readonly posts: readonly StoredPost[];
}

type ArchiveSurroundings = Pick<Cli, "config" | "now" | "fetch" | "signal">;

const SAMPLE_USERNAME = "lenta_i_vektor";
// As far back as somebody scrolls in the channel's chat; the bot knows all posts.
const SHOWN_POSTS = 300;
const POSTS_A_COPY = 500;

/** The database's posts, when it has some, else the sample channel, in a new database in the folder. */
export async function prepareArchive(cli: ArchiveSurroundings, folder: string): Promise<PlaygroundArchive> {
  const databaseUrl = `file:${join(folder, "playground.db")}`;
  const store = await openArchive({ databaseUrl, knownPapers: cli.config.knownPapers });
  try {
    const isSample = !(await copyOwnPosts(cli.config.databaseUrl, store));
    if (isSample) await importSample(cli, store);
    const channels = await Promise.all(
      (await store.channels()).map((channel) => readHistory(channel, store)),
    );
    return { databaseUrl, channels, posts: await store.countPosts(), isSample };
  } finally {
    await store.close();
  }
}

/** False when there is nothing to copy. */
async function copyOwnPosts(databaseUrl: string, to: SqliteStore): Promise<boolean> {
  if (!existsSync(databaseFile(databaseUrl))) return false;
  const own = await openReader(databaseUrl);
  try {
    await copyPosts(own, to);
    return (await to.countPosts()) > 0;
  } finally {
    await own.close();
  }
}

async function copyPosts(from: PostReader, to: PostWriter): Promise<void> {
  for (let sequence = 0; ; ) {
    const changes = await from.changesAfter(sequence, POSTS_A_COPY);
    if (changes.sequence === sequence) return;
    sequence = changes.sequence;
    for (const [channel, posts] of byChannel(changes.posts)) {
      await to.savePosts((await to.openChannel(channel)).id, posts);
    }
  }
}

function byChannel(posts: readonly StoredPost[]): Map<Channel, StoredPost[]> {
  const groups = new Map<number, [Channel, StoredPost[]]>();
  for (const post of posts) {
    const group = groups.get(post.channel.id);
    if (group === undefined) groups.set(post.channel.id, [post.channel, [post]]);
    else group[1].push(post);
  }
  return new Map(groups.values());
}

async function importSample({ now, fetch, signal }: ArchiveSurroundings, store: SqliteStore): Promise<void> {
  const options = { channel: SAMPLE_USERNAME, now: now(), fetch, signal };
  const [report] = await importArchives([packageFile("data", "sample-channel")], { store, options });
  if (report?.failure) throw report.failure;
}

async function readHistory(channel: Channel, store: PostReader): Promise<ChannelHistory> {
  const { posts } = await store.latestPosts({ channelId: channel.id, offset: 0, limit: SHOWN_POSTS });
  return { channel, posts: posts.filter(({ messageId }) => messageId !== null).reverse() };
}
