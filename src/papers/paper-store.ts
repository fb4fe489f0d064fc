import type { StoredPost } from "../channel/post.ts";
import type { ArxivRecord } from "./arxiv-record.ts";
import type { NamePlace, PaperNotes, Sighting } from "./paper-notes.ts";

/** How far the notes on papers have come. */
export interface PaperPosition {
  /** Changes whenever posts that waited to be read for papers have all been read: begin anew with the changes. */
  readonly epoch: string;
  /** Number of the last change to any post. */
  readonly sequence: number;
  /** Number of the last change to what is known beside the posts: hidden papers, records of arXiv. */
  readonly facts: number;
  /** False while posts wait to be read for papers. */
  readonly isComplete: boolean;
}

/** A post that names papers by themselves. */
export interface NotedPost {
  readonly postId: number;
  readonly channelId: number;
  /** Seconds since 1970; a local time as if it were UTC. */
  readonly dateSort: number;
  /** As of a post. */
  readonly date: string;
  readonly sightings: readonly Sighting[];
}

export interface NoteChanges {
  /** Posts that changed after the asked sequence number and name papers. */
  readonly posts: readonly NotedPost[];
  /** Posts that named papers and went, were hidden, or name none any more; empty where all was asked for. */
  readonly removedIds: readonly number[];
  /** Ask with this number next; equal to the asked one when nothing changed. */
  readonly sequence: number;
}

/** A post in which a short name stands. */
export interface NamedPost extends NamePlace {
  readonly postId: number;
  readonly channelId: number;
  readonly dateSort: number;
  /** As of a post. */
  readonly date: string;
}

/** What the catalogue reads. Notes are written in the transaction that keeps the post, hidden posts have none. */
export interface PaperStore {
  paperPosition(): Promise<PaperPosition>;
  /** At most `limit` changed posts, oldest change first; with 0, posts that name papers and no others. */
  notesAfter(sequence: number, limit: number): Promise<NoteChanges>;
  /** Every post in which one of the names (as `nameKey` makes them) stands, once for each name; by post and place. */
  postsNaming(names: readonly string[]): Promise<readonly NamedPost[]>;
  /** What one post says of papers. */
  notesOf(postId: number): Promise<PaperNotes>;
  /** Keys of what administrators took for no paper. */
  hiddenPapers(): Promise<readonly string[]>;
  arxivRecords(): Promise<readonly ArxivRecord[]>;
  postsByIds(ids: readonly number[]): Promise<StoredPost[]>;
}

/** Administrators' word on false papers. */
export interface PaperHider {
  /** False where it is hidden already. Kept by key, for good: a paper found again under the key stays hidden. */
  hidePaper(key: string, at: Date): Promise<boolean>;
  /** False where it is not hidden. */
  unhidePaper(key: string): Promise<boolean>;
}

/** What enriching writes. */
export interface ArxivRecordStore {
  /** Ids that posts or lists name and that have no record yet, of the given ones. */
  withoutRecord(arxivIds: readonly string[]): Promise<readonly string[]>;
  /** One transaction; a record of the same id is replaced. */
  saveArxivRecords(records: readonly ArxivRecord[]): Promise<void>;
}
