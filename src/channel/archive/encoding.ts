import { isUtf8 } from "node:buffer";

/** The bytes stop being text in their encoding; `offset` counts from the start of the file. */
export class InvalidBytes extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super(`byte ${offset} is not UTF-8`);
    this.offset = offset;
  }
}

/** Which encoding the beginning of a file is in: by its byte order mark, its zero bytes, its own word, its letters. */
export function detectEncoding(head: Uint8Array): string {
  return byByteOrderMark(head) ?? byZeroBytes(head) ?? byMetaTag(head) ?? byLetters(head);
}

/** Text up to the first byte that cannot be read, and where that is. */
export function decodeText(bytes: Uint8Array, encoding: string): { text: string; invalidAt: number | null } {
  if (encoding !== "utf-8") return { text: new TextDecoder(encoding).decode(bytes), invalidAt: null };
  const validLength = isUtf8(bytes) ? bytes.length : validUtf8Length(bytes);
  const text = new TextDecoder().decode(bytes.subarray(0, validLength));
  return { text, invalidAt: validLength === bytes.length ? null : validLength };
}

/** The same text in UTF-8 without a byte order mark. Throws InvalidBytes after everything before it was yielded. */
export async function* utf8Chunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  if (encoding === "utf-8") yield* checkedChunks(chunks);
  else yield* transcodedChunks(chunks, encoding);
}

async function* transcodedChunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

async function* checkedChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let carried: Uint8Array = new Uint8Array();
  let offset = 0;
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const whole = bytes.subarray(0, bytes.length - incompleteTail(bytes));
    carried = bytes.slice(whole.length);
    yield* checked(whole, offset);
    offset += whole.length;
  }
  // Half a letter at the end is no other encoding: the file is cut off there, which its reader finds out.
}

function* checked(bytes: Uint8Array, offset: number): Generator<Uint8Array> {
  const start = offset === 0 && hasUtf8Mark(bytes) ? 3 : 0;
  if (isUtf8(bytes)) return yield bytes.subarray(start);
  const validLength = validUtf8Length(bytes);
  yield bytes.subarray(start, validLength);
  throw new InvalidBytes(offset + validLength);
}

/** How many bytes at the end begin a character that the next chunk ends (0–3). */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** The longest valid beginning, by bisection: a beginning is decodable iff every shorter one is. */
function validUtf8Length(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isUtf8Beginning(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good - incompleteTail(bytes.subarray(0, good));
}

function isUtf8Beginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function byByteOrderMark(head: Uint8Array): string | null {
  if (hasUtf8Mark(head)) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** All our formats begin with ASCII, and ASCII in UTF-16 has a zero in every pair of bytes. */
function byZeroBytes(head: Uint8Array): string | null {
  if (head.length < 4) return null;
  if (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return "utf-16le";
  return head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0 ? "utf-16be" : null;
}

// <meta charset="windows-1251">, <meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
const META_CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i;

function byMetaTag(head: Uint8Array): string | null {
  const declared = META_CHARSET.exec(Buffer.from(head.subarray(0, 4096)).toString("latin1"))?.[1];
  // A page that says UTF-16 in ASCII letters is not UTF-16.
  if (declared === undefined || /^utf-?16/i.test(declared)) return null;
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return null;
  }
}

/** No UTF-8 letters at all, but bytes that are Russian letters in windows-1251: an old editor saved it. */
function byLetters(head: Uint8Array): string {
  const high = head.filter((byte) => byte >= 0x80);
  if (high.length === 0 || /[\u0080-\uFFFC]/.test(new TextDecoder().decode(head))) return "utf-8";
  const russian = high.filter((byte) => byte >= 0xc0 || byte === 0xa8 || byte === 0xb8).length;
  return russian / high.length > 0.8 && high.length > 20 ? "windows-1251" : "utf-8";
}
