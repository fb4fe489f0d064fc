import { REMOVED, scoreCandidates } from "./candidate-scores.ts";
import { NumberList } from "./number-list.ts";
import type { NumberReader, NumberWriter } from "./number-stream.ts";
import { PackedMiniSearch } from "./packed-minisearch.ts";
import { ScoreSheet } from "./score-sheet.ts";
import type { Candidate, IndexedPassage, IndexQuery, SearchIndex } from "./search-index.ts";

/** In a snapshot, before a passage of the same post as the one before it; else one more than the post's key. */
const SAME_POST = 0;
const NOTHING: IndexedPassage = { text: [], heading: [], aside: [] };
/** So many passages are read in well under a millisecond. */
const PASSAGES_PER_STEP = 256;

/** Posts by their words, in memory. */
export class MiniSearchIndex implements SearchIndex {
  readonly #passages = new PackedMiniSearch();
  /** A post's first passage; the others have the numbers after it. */
  readonly #posts = new Map<number, number>();
  /** By passage: the first of its post, or `REMOVED`. */
  readonly #firstPassages = new NumberList();
  /** By passage: its post. */
  readonly #postIds = new NumberList();
  readonly #scores = new ScoreSheet();

  get postCount(): number {
    return this.#posts.size;
  }

  /** Adds a post, or replaces it where it is there. Keys are below 2^32. */
  put(postId: number, passages: readonly IndexedPassage[]): void {
    this.remove(postId);
    const first = this.#passages.nextPassage;
    // Every post has a passage, so that it has a number.
    for (const passage of passages.length > 0 ? passages : [NOTHING]) {
      this.#enter(postId, first);
      this.#passages.addPassage(passage);
    }
  }

  /** Removing a post that is not there changes nothing. */
  remove(postId: number): void {
    const first = this.#posts.get(postId);
    if (first === undefined) return;
    let end = first;
    while (end < this.#firstPassages.length && this.#firstPassages.get(end) === first) {
      this.#firstPassages.set(end++, REMOVED);
    }
    this.#posts.delete(postId);
    this.#passages.removePassages(first, end);
  }

  async candidates(query: IndexQuery): Promise<readonly Candidate[]> {
    return scoreCandidates(query, {
      passages: this.#passages,
      postCount: this.postCount,
      firstPassages: this.#firstPassages,
      postIds: this.#postIds,
      sheet: this.#scores,
    });
  }

  /** Writes the index as it is at the first step, however it changes between the steps. No step is long. */
  *write(out: NumberWriter): Generator<void> {
    const firstPassages = this.#firstPassages.slice(0, this.#firstPassages.length);
    yield* this.#passages.write(out, (passage) => firstPassages[passage] !== REMOVED);
    for (const [passage, first] of firstPassages.entries()) {
      if (first === REMOVED) continue;
      out.number(first === passage ? 1 + this.#postIds.get(passage) : SAME_POST);
      if (out.isFull) yield;
    }
  }

  /** Takes in what `write` wrote, in small steps. */
  static *read(input: NumberReader): Generator<void, MiniSearchIndex> {
    const index = new MiniSearchIndex();
    yield* index.#passages.read(input);
    index.#firstPassages.reserve(index.#passages.nextPassage);
    index.#postIds.reserve(index.#passages.nextPassage);
    let first = 0;
    let postId = 0;
    for (let passage = 0; passage < index.#passages.nextPassage; passage++) {
      const code = input.number();
      if (code !== SAME_POST) {
        first = passage;
        postId = code - 1;
      }
      index.#enter(postId, first);
      if (passage % PASSAGES_PER_STEP === 0) yield;
    }
    return index;
  }

  /** Notes whose the next passage is. */
  #enter(postId: number, firstPassage: number): void {
    if (firstPassage === this.#firstPassages.length) this.#posts.set(postId, firstPassage);
    this.#firstPassages.push(firstPassage);
    this.#postIds.push(postId);
  }
}
