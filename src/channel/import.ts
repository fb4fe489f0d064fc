import { AppError } from "../errors.ts";
import type { ArchiveItem, ArchiveOptions, SkipReason } from "./archive/archive.ts";
import { type OpenArchive, openArchive } from "./archive/open.ts";
import type { Channel, ChannelRef, Post } from "./post.ts";
import type { PostReader, PostWriter, SaveOutcome } from "./post-store.ts";

export interface ImportDeps {
  readonly store: PostWriter & Pick<PostReader, "findChannel">;
  readonly options: Omit<ArchiveOptions, "onProgress">;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** One line for the operator, as soon as it is known. */
  readonly onNotice?: (text: string) => void;
  /** How many posts are saved so far; after each batch. */
  readonly onSaved?: (posts: number) => void;
  /** Reads the archive; absent = in this thread. */
  readonly open?: OpenArchive;
  /** Absent = as fast as it goes. */
  readonly pace?: ImportPace;
}

/** For an import in a thread that others wait for. */
export interface ImportPace {
  /** Saved in one transaction. */
  readonly batchPosts: number;
  /** Awaited after each item and each batch: the time for the others. */
  giveWay(): Promise<void>;
}

export interface ImportProgress {
  readonly location: string;
  /** Bytes, or pages of a web address. */
  readonly done: number;
  /** Null where nobody can tell. */
  readonly total: number | null;
  readonly posts: number;
}

export type OutcomeCounts = Readonly<Record<SaveOutcome, number>>;

/** What became of one channel of an archive. */
export interface ChannelReport {
  readonly channel: Channel;
  /** Posts read and handed to the store; every one has an outcome. */
  readonly read: number;
  readonly outcomes: OutcomeCounts;
}

/** What became of one archive. */
export interface ArchiveReport {
  readonly location: string;
  readonly channels: readonly ChannelReport[];
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Which messages were skipped and why, the first ones. */
  readonly details: readonly string[];
  readonly notices: readonly string[];
  /** Why the archive was not read to its end; what was read before is saved. */
  readonly failure: AppError | null;
}

const BATCH_POSTS = 200; // one transaction; more does not get faster and holds the database longer
const MAX_DETAILS = 20;

/**
 * Imports archives one after another. One that fails does not stop the others: its report says how far it got.
 * Importing the same archive again changes nothing. Bugs are thrown.
 */
export async function importArchives(
  locations: readonly string[],
  deps: ImportDeps,
): Promise<ArchiveReport[]> {
  const reports: ArchiveReport[] = [];
  for (const location of locations) {
    if (deps.options.signal.aborted && reports.length > 0) break;
    reports.push(await importArchive(location, deps));
  }
  return reports;
}

async function importArchive(location: string, deps: ImportDeps): Promise<ArchiveReport> {
  const run = new ImportRun(location, deps);
  const unread = await failureOf(() => run.readAll(), deps);
  // After a failure, too: what was read is saved.
  const unsaved = await failureOf(() => run.savePending(), deps);
  return run.report(unread ?? unsaved);
}

async function failureOf(step: () => Promise<void>, { options }: ImportDeps): Promise<AppError | null> {
  try {
    await step();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    if (options.signal.aborted) return interrupted(error);
    throw error;
  }
}

function interrupted(cause: unknown): AppError {
  return new AppError("IMPORT_INTERRUPTED", "The import was interrupted", {
    hint: "What was read is kept. Run the same command again to read the rest.",
    cause,
  });
}

interface ChannelCount {
  readonly channel: Channel;
  read: number;
  readonly outcomes: Record<SaveOutcome, number>;
}

class ImportRun {
  readonly #location: string;
  readonly #deps: ImportDeps;
  readonly #channels = new Map<number, ChannelCount>();
  readonly #skipped: Partial<Record<SkipReason, number>> = {};
  readonly #details: string[] = [];
  readonly #notices: string[] = [];
  #current: ChannelCount | null = null;
  #pending: Post[] = [];
  #posts = 0;
  #saved = 0;

  constructor(location: string, deps: ImportDeps) {
    this.#location = location;
    this.#deps = deps;
  }

  async readAll(): Promise<void> {
    const onProgress = (done: number, total: number | null) =>
      this.#deps.onProgress?.({ location: this.#location, done, total, posts: this.#posts });
    const { options, pace, open = openArchive } = this.#deps;
    for await (const item of open(this.#location, { ...options, onProgress })) {
      await this.#take(item);
      await pace?.giveWay();
      options.signal.throwIfAborted();
    }
  }

  async savePending(): Promise<void> {
    const posts = this.#pending.splice(0);
    const count = this.#current;
    if (count === null || posts.length === 0) return;
    for (const { outcome } of await this.#deps.store.savePosts(count.channel.id, posts))
      count.outcomes[outcome] += 1;
    count.read += posts.length;
    this.#saved += posts.length;
    this.#deps.onSaved?.(this.#saved);
  }

  report(failure: AppError | null): ArchiveReport {
    return {
      location: this.#location,
      channels: [...this.#channels.values()],
      skipped: this.#skipped,
      details: this.#details,
      notices: this.#notices,
      failure,
    };
  }

  async #take(item: ArchiveItem): Promise<void> {
    switch (item.kind) {
      case "channel":
        await this.savePending();
        await this.#refuseTaken(item.channel);
        this.#current = this.#countOf(await this.#deps.store.openChannel(item.channel));
        return;
      case "post":
        if (this.#current === null) throw new Error(`${this.#location}: a post before its channel`);
        this.#posts += 1;
        if (this.#pending.push(item.post) >= (this.#deps.pace?.batchPosts ?? BATCH_POSTS))
          await this.savePending();
        return;
      case "skipped":
        this.#skipped[item.reason] = (this.#skipped[item.reason] ?? 0) + 1;
        if (
          item.detail !== undefined &&
          item.reason !== "service message" &&
          this.#details.length < MAX_DETAILS
        )
          this.#details.push(`${item.reason}: ${item.detail}`);
        return;
      case "notice":
        this.#notices.push(item.text);
        this.#deps.onNotice?.(item.text);
        return;
      default:
        item satisfies never;
    }
  }

  /** A username that somebody typed must not take over another channel's posts and links. */
  async #refuseTaken({ username, telegramId }: ChannelRef): Promise<void> {
    const { store, options } = this.#deps;
    if (options.channel === undefined || username == null || telegramId === null) return;
    const owner = await store.findChannel(`@${username}`);
    if (owner === null || owner.telegramId === null || owner.telegramId === telegramId) return;
    throw new AppError(
      "CHANNEL_TAKEN",
      `@${username} is the channel "${owner.title}" (${owner.telegramId}) in the database, and this archive is of ${telegramId}`,
      { hint: "Leave --channel out, or give this channel's own username." },
    );
  }

  #countOf(channel: Channel): ChannelCount {
    const known = this.#channels.get(channel.id);
    if (known) return known;
    const outcomes = { new: 0, updated: 0, adopted: 0, unchanged: 0, outdated: 0 };
    const count = { channel, read: 0, outcomes };
    this.#channels.set(channel.id, count);
    return count;
  }
}
