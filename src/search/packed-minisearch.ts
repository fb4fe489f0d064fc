import MiniSearch from "minisearch";
import { LengthMap, listNumber, PassageMap, TermMap } from "./minisearch-maps.ts";
import type { NumberReader, NumberWriter } from "./number-stream.ts";
import { PostingLists } from "./posting-lists.ts";
import type { IndexedPassage } from "./search-index.ts";

/** MiniSearch numbers the fields by their places here. */
export const FIELDS = ["text", "heading", "aside"] as const;

/**
 * The lists are swept when about this share of them is of removed passages, but not for a few; a little with each
 * removal (in about a millisecond), since sweeping all of a large index takes longer than anyone should wait.
 */
const SWEEP = { dirtFactor: 0.1, dirtCount: 100, numbersPerRemoval: 100_000 };
/** So much is read in well under a millisecond. */
const PASSAGES_PER_STEP = 256;
const NUMBERS_PER_STEP = 4096;

/**
 * MiniSearch, counting words, lengths and documents as ever, but in arrays: our terms are numbers, so a tree of their
 * spellings gains nothing, and nested hash tables take long to fill and much memory. Only adding and discarding work;
 * to search, walk the lists. What MiniSearch does inside is known here and in `minisearch-maps.ts` alone.
 */
export class PackedMiniSearch extends MiniSearch<IndexedPassage & { readonly id: number }> {
  readonly #lists = new PostingLists();
  readonly #lengths = new LengthMap(FIELDS.length);
  readonly #ids = new PassageMap();
  /** Under way: a list must not lose what is still to be written. */
  #writers = 0;
  #sweep: { nextList: number; readonly dirtCount: number } | undefined;

  constructor() {
    super({
      fields: [...FIELDS],
      stringifyField: (stems: readonly number[]) => stems.join(" "),
      tokenize: (text) => (text === "" ? [] : text.split(" ")),
      processTerm: (stem) => stem,
      autoVacuum: false, // see #sweepOn
    });
    this._index = new TermMap(this.#lists, FIELDS.length) as unknown as typeof this._index;
    this._fieldLength = this.#lengths;
    // A passage's id is the number that MiniSearch is about to give it, so both directions are one map.
    this._documentIds = this.#ids;
    this._idToShortId = this.#ids;
  }

  /** The number of the next passage to be added. They ascend, and none is given twice. */
  get nextPassage(): number {
    return this._nextId;
  }

  addPassage(passage: IndexedPassage): void {
    this.add({ ...passage, id: this._nextId });
    this.#lengths.settle();
  }

  removePassages(start: number, end: number): void {
    for (let passage = start; passage < end; passage++) this.discard(passage);
    if (this.#writers === 0) this.#sweepOn();
  }

  /** The passages with the stem in a field, ascending; as often as they have it. Removed ones may stand there still. */
  passagesWith(stem: number, field: number): Uint32Array {
    return this.#lists.list(listNumber(stem, field, FIELDS.length));
  }

  /** How rare a stem is that so many passages have: MiniSearch's idf. */
  rarityOf(passages: number): number {
    return Math.log(1 + (this._documentCount - passages + 0.5) / (passages + 0.5));
  }

  /** How many different stems a passage has in a field. Known of removed passages, too. */
  lengthOf(passage: number, field: number): number {
    return this.#lengths.of(passage, field);
  }

  averageLengthOf(field: number): number {
    return this._avgFieldLength[field] ?? 0;
  }

  /**
   * Writes the passages that are kept, by their number, as they are at the first step: what changes between the steps
   * is left out. They are numbered anew, without gaps. A step ends when the writer is full, or sooner.
   */
  *write(out: NumberWriter, isKept: (passage: number) => boolean): Generator<void> {
    this.#writers++;
    try {
      const listCount = this.#lists.count;
      const passageCount = this._nextId;
      out.number(listCount);
      for (const field of FIELDS.keys()) out.double(this.averageLengthOf(field));
      yield;
      const newNumbers = new Int32Array(passageCount).fill(-1);
      let count = 0;
      for (let passage = 0; passage < passageCount; passage++) {
        if (isKept(passage)) newNumbers[passage] = count++;
      }
      out.number(count);
      yield;
      yield* this.#writeLengths(out, newNumbers);
      for (let list = 0; list < listCount; list++) {
        this.#lists.write(list, out, newNumbers);
        if (out.isFull) yield;
      }
    } finally {
      this.#writers--;
    }
  }

  /** Takes in what `write` wrote. For an empty index. */
  *read(input: NumberReader): Generator<void> {
    const listCount = input.count();
    this._avgFieldLength = FIELDS.map(() => input.double());
    const passageCount = input.count();
    this._documentCount = passageCount;
    this._nextId = passageCount;
    this.#ids.reserve(passageCount);
    this.#lengths.reserve(passageCount);
    this.#lists.reserve(listCount, input.bytesLeft);
    for (let passage = 0; passage < passageCount; passage++) {
      this.#ids.set(passage, passage);
      for (const _ of FIELDS) this.#lengths.add(input.number());
      if (passage % PASSAGES_PER_STEP === 0) yield;
    }
    let numbersRead = 0;
    for (let list = 0; list < listCount; list++) {
      numbersRead += 1 + this.#lists.read(list, input);
      if (numbersRead < NUMBERS_PER_STEP) continue;
      numbersRead = 0;
      yield;
    }
  }

  *#writeLengths(out: NumberWriter, newNumbers: Int32Array): Generator<void> {
    for (const [passage, newNumber] of newNumbers.entries()) {
      if (newNumber < 0) continue;
      for (let field = 0; field < FIELDS.length; field++) out.number(this.lengthOf(passage, field));
      if (out.isFull) yield;
    }
  }

  /** In place of MiniSearch's vacuum, which walks hash tables, and breaks when terms are added while it runs. */
  #sweepOn(): void {
    const isDirty = this.dirtCount >= SWEEP.dirtCount && this.dirtFactor >= SWEEP.dirtFactor;
    if (isDirty) this.#sweep ??= { nextList: 0, dirtCount: this.dirtCount };
    const sweep = this.#sweep;
    if (sweep === undefined) return;
    const isGone = (passage: number) => !this.#ids.has(passage);
    for (let numbers = 0; numbers < SWEEP.numbersPerRemoval && sweep.nextList < this.#lists.count; ) {
      numbers += 1 + this.#lists.sweep(sweep.nextList++, isGone);
    }
    if (sweep.nextList < this.#lists.count) return;
    this._dirtCount -= sweep.dirtCount;
    this.#sweep = undefined;
  }
}
