import { resized } from "./number-list.ts";
import type { NumberReader, NumberWriter } from "./number-stream.ts";

/** A new list has room for one passage: most words are rare. */
const FIRST_ROOM = 1;
/** Of the length of a list read: the frequent words of the next posts shall not move all the longest lists at once. */
const ROOM_TO_GROW = 1 / 8;

/**
 * Numbered lists of ascending numbers of passages, all in one array: hundreds of thousands of small lists would each
 * need more memory for being an object than for what they hold. A passage stands as often as it has the word.
 */
export class PostingLists {
  #passages = new Uint32Array(1024);
  #used = 0;
  /** By list: where it stands in `#passages`, how long it is, and how long it may grow there. */
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  #rooms = new Uint32Array(1024);
  /** One more than the highest number of a list. */
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** A view, good until the lists change. */
  list(number: number): Uint32Array {
    const start = this.#starts[number] ?? 0;
    return this.#passages.subarray(start, start + (this.#lengths[number] ?? 0));
  }

  isEmpty(number: number): boolean {
    return (this.#lengths[number] ?? 0) === 0;
  }

  /** Adds a passage once more; it must not be below the last one. */
  append(number: number, passage: number): void {
    this.#makeList(number);
    const length = this.#lengths[number] ?? 0;
    if (length === this.#rooms[number]) this.#move(number, Math.max(FIRST_ROOM, length * 2));
    this.#passages[(this.#starts[number] ?? 0) + length] = passage;
    this.#lengths[number] = length + 1;
  }

  /** How often the passage stands at the end of the list. */
  countAtEnd(number: number, passage: number): number {
    const start = this.#starts[number] ?? 0;
    const end = start + (this.#lengths[number] ?? 0);
    let first = end;
    while (first > start && this.#passages[first - 1] === passage) first--;
    return end - first;
  }

  /** Takes the passages that are gone out of a list; says how long it was. */
  sweep(number: number, isGone: (passage: number) => boolean): number {
    const list = this.list(number);
    let kept = 0;
    for (const passage of list) if (!isGone(passage)) list[kept++] = passage;
    this.#lengths[number] = kept;
    return list.length;
  }

  /** Writes the list with the passages that have a new number (at least 0), by that. */
  write(number: number, out: NumberWriter, newNumbers: Int32Array): void {
    const list = this.list(number);
    let length = 0;
    for (const passage of list) if ((newNumbers[passage] ?? -1) >= 0) length++;
    out.number(length);
    let last = 0;
    for (const passage of list) {
      const newNumber = newNumbers[passage] ?? -1;
      if (newNumber < 0) continue;
      out.number(newNumber - last);
      last = newNumber;
    }
  }

  /** Makes room, so that taking in so much does not move what is there again and again. */
  reserve(lists: number, passages: number): void {
    if (lists > this.#starts.length) this.#resizeTables(lists);
    if (this.#used + passages > this.#passages.length)
      this.#passages = resized(this.#passages, this.#used + passages);
  }

  /** Takes in what `write` wrote, as a list that was not there; says how long it is. */
  read(number: number, input: NumberReader): number {
    const length = input.count();
    this.#makeList(number);
    const room = length + Math.floor(length * ROOM_TO_GROW);
    const start = this.#take(room);
    let passage = 0;
    for (let i = start; i < start + length; i++) {
      passage += input.number();
      this.#passages[i] = passage;
    }
    this.#starts[number] = start;
    this.#lengths[number] = length;
    this.#rooms[number] = room;
    return length;
  }

  #makeList(number: number): void {
    this.#count = Math.max(this.#count, number + 1);
    if (this.#count > this.#starts.length) this.#resizeTables(this.#count * 2);
  }

  #resizeTables(length: number): void {
    this.#starts = resized(this.#starts, length);
    this.#lengths = resized(this.#lengths, length);
    this.#rooms = resized(this.#rooms, length);
  }

  #move(number: number, room: number): void {
    const start = this.#take(room);
    this.#passages.set(this.list(number), start);
    this.#starts[number] = start;
    this.#rooms[number] = room;
  }

  /** Where the next so many places start. */
  #take(room: number): number {
    const start = this.#used;
    this.#used += room;
    if (this.#used > this.#passages.length) this.#passages = resized(this.#passages, this.#used * 2);
    return start;
  }
}
