import { readFileSync, statSync } from "node:fs";
import { endianness } from "node:os";
import { AppError } from "../errors.ts";

// https://www.sqlite.org/fileformat2.html#walformat
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682; // its last bit says in which order the bytes of a word are summed up
/** Reading so much takes some fifty milliseconds; a log is that large only where a reader has kept it for long. */
const MOST_BYTES = 64 * 1024 * 1024;
const LOOKS = 3;

/**
 * SQLite reads its log up to the first frame that is not whole, and drops all behind it without a word. That is right for
 * a write that a power failure has cut, which nobody was told of. Where more than one write is behind it, what was kept
 * for good is lost. Throws AppError DATABASE_DAMAGED then, before anybody opens the database.
 */
export function refuseDamagedLog(file: string): void {
  const log = `${file}-wal`;
  const bytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes < HEADER_BYTES || bytes > MOST_BYTES) return;
  // Somebody may be writing it just now: damage is what stays.
  let found = damageIn(readFileSync(log));
  for (let look = 1; look < LOOKS && found !== null; look++) {
    const again = damageIn(readFileSync(log));
    found = again === found ? again : null;
  }
  if (found !== null) throw damagedLog(file, log, found);
}

/** Where it is, in words; null where there is none. */
function damageIn(bytes: Buffer): string | null {
  const header = bytes.subarray(0, HEADER_BYTES);
  if (header.every((byte) => byte === 0)) return null; // a log that was just begun
  const isLittle = header.readUInt32BE(0) === MAGIC;
  const sums: Sums = [0, 0];
  if ((header.readUInt32BE(0) & ~1) !== MAGIC) return "its first bytes";
  addUp(sums, header.subarray(0, 24), isLittle);
  if (!isSum(sums, header.subarray(24))) return "its first bytes";
  const frames = framesOf(bytes);
  const cut = frames.findIndex((frame) => !isWhole(frame, { header, sums, isLittle }));
  if (cut < 0) return null;
  const lost = frames.slice(cut).filter((frame) => isOf(frame, header) && frame.readUInt32BE(4) !== 0);
  return lost.length > 1 ? `frame ${cut + 1}, with ${lost.length} writes behind it` : null;
}

type Sums = [number, number];

function framesOf(bytes: Buffer): Buffer[] {
  const frameBytes = FRAME_HEADER_BYTES + bytes.readUInt32BE(8);
  const count = Math.floor((bytes.length - HEADER_BYTES) / frameBytes);
  return Array.from({ length: count }, (_, at) => {
    const start = HEADER_BYTES + at * frameBytes;
    return bytes.subarray(start, start + frameBytes);
  });
}

/** Frames of an earlier use of the file stand behind the newest, and have another salt. */
function isOf(frame: Buffer, header: Buffer): boolean {
  return frame.subarray(8, 16).equals(header.subarray(16, 24));
}

/** The sums go on from frame to frame. */
function isWhole(
  frame: Buffer,
  { header, sums, isLittle }: { header: Buffer; sums: Sums; isLittle: boolean },
): boolean {
  if (!isOf(frame, header)) return false;
  addUp(sums, frame.subarray(0, 8), isLittle);
  addUp(sums, frame.subarray(FRAME_HEADER_BYTES), isLittle);
  return isSum(sums, frame.subarray(16));
}

function addUp(sums: Sums, bytes: Buffer, isLittle: boolean): void {
  const words = wordsOf(bytes, isLittle);
  let [first, second] = sums;
  for (let at = 0; at < words.length; at += 2) {
    first = (first + (words[at] ?? 0) + second) | 0;
    second = (second + (words[at + 1] ?? 0) + first) | 0;
  }
  sums[0] = first;
  sums[1] = second;
}

/** As this machine reads numbers: a view of millions of them takes some milliseconds, reading each by itself a hundred. */
function wordsOf(bytes: Buffer, isLittle: boolean): Int32Array {
  const isOurs =
    isLittle === (endianness() === "LE") && bytes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
  const readable = isOurs ? bytes : new Uint8Array(bytes);
  if (isLittle !== (endianness() === "LE"))
    Buffer.from(readable.buffer, readable.byteOffset, readable.length).swap32();
  return new Int32Array(readable.buffer, readable.byteOffset, readable.length / Int32Array.BYTES_PER_ELEMENT);
}

function isSum([first, second]: Sums, bytes: Buffer): boolean {
  return bytes.readInt32BE(0) === first && bytes.readInt32BE(4) === second;
}

function damagedLog(file: string, log: string, where: string): AppError {
  return new AppError("DATABASE_DAMAGED", `The log ${log} of the database is damaged: ${where}`, {
    hint:
      "Put a backup in the place of the database (restore FILE --force). To go on with what can be read instead, keep a " +
      `copy of both files and run: sqlite3 ${file} "PRAGMA wal_checkpoint(TRUNCATE)"`,
  });
}
