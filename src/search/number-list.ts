/** Numbers below 2^32, packed; a plain array would grow in leaps that copy twice as much. */
export class NumberList {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** 0 past the end. */
  get(place: number): number {
    return this.#numbers[place] ?? 0;
  }

  /** At a place that has a number. */
  set(place: number, number: number): void {
    this.#numbers[place] = number;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.reserve(this.#length * 2);
    this.#numbers[this.#length++] = number;
  }

  /** Makes room for so many numbers in all. */
  reserve(length: number): void {
    if (length > this.#numbers.length) this.#numbers = resized(this.#numbers, length);
  }

  slice(start: number, end: number): Uint32Array {
    return this.#numbers.slice(start, end);
  }
}

/** A copy with zeros at its end. */
export function resized(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(length);
  copy.set(array);
  return copy;
}
