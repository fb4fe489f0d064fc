/** Seven bits of a number a byte, the lowest first; the high bit says that more follow. */
const BITS = 128;
const LONGEST_NUMBER_BYTES = 8;
/** So much is written and hashed in about 2 ms. */
const FULL_BYTES = 256 * 1024;

/** Whole numbers from 0 up to 2^53, small ones in one byte. */
export class NumberWriter {
  #bytes = Buffer.allocUnsafe(2 * FULL_BYTES);
  #length = 0;

  /** Time to take what is here. */
  get isFull(): boolean {
    return this.#length >= FULL_BYTES;
  }

  number(value: number): void {
    if (this.#length + LONGEST_NUMBER_BYTES > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest >= BITS) {
      this.#bytes[this.#length++] = (rest % BITS) + BITS;
      rest = Math.floor(rest / BITS);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Any number, to the last bit. */
  double(value: number): void {
    for (const byte of new Uint8Array(Float64Array.of(value).buffer)) this.number(byte);
  }

  text(value: string): void {
    const bytes = Buffer.from(value);
    this.number(bytes.length);
    for (const byte of bytes) this.number(byte);
  }

  /** What was written since the last call; overwritten by the next number. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}

/** Reads what a `NumberWriter` wrote, in the same order. Throws RangeError past the end. */
export class NumberReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** No more numbers than these can follow. */
  get bytesLeft(): number {
    return this.#bytes.length - this.#offset;
  }

  number(): number {
    const byte = this.#byte();
    return byte < BITS ? byte : this.#longer(byte - BITS);
  }

  /** How many numbers or more follow: whoever makes room for so many must not be lied to. Throws RangeError. */
  count(): number {
    const count = this.number();
    if (count > this.bytesLeft) throw new RangeError("more is promised than follows");
    return count;
  }

  double(): number {
    const bytes = Uint8Array.from({ length: Float64Array.BYTES_PER_ELEMENT }, () => this.number());
    return new Float64Array(bytes.buffer)[0] ?? 0;
  }

  text(): string {
    return Buffer.from(Array.from({ length: this.count() }, () => this.number())).toString();
  }

  #longer(low: number): number {
    let value = low;
    for (let scale = BITS; ; scale *= BITS) {
      const byte = this.#byte();
      if (byte < BITS) return value + byte * scale;
      value += (byte - BITS) * scale;
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset++];
    if (byte === undefined) throw new RangeError("it ends too soon");
    return byte;
  }
}
