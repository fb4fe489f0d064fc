import { createHash } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { MiniSearchIndex } from "./minisearch-index.ts";
import { NumberReader, NumberWriter } from "./number-stream.ts";

/** What a stored index was made of; any difference means: rebuild. */
export interface IndexStamp {
  readonly epoch: string;
  readonly analyser: number;
  readonly sequence: number;
  readonly posts: number;
}

/** Raise it with every change to what is written, here or in what the index writes. */
const FORMAT = 1;
const DIGEST = { algorithm: "sha256", bytes: 32 };
/** Hashing so much takes about a millisecond. */
const CHUNK_BYTES = 256 * 1024;
/** Others have their turn after so long, with room for a step that takes longer than most. */
const SLICE_MS = 5;

/**
 * Stores the index as it is now; what changes while this writes is not in it. The file that was there stays until
 * the new one is complete. Rejects with the signal's reason when told to stop.
 */
export async function saveSnapshot(
  index: MiniSearchIndex,
  stamp: IndexStamp,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const unfinished = `${file}.new`;
  const chunks = chunksOf(index, stamp);
  try {
    await writeSnapshot(chunks, unfinished, signal);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    chunks.return(undefined);
  }
}

/** The stored index, or null where there is none that can be trusted: missing, damaged or of another format. */
export async function loadSnapshot(
  file: string,
): Promise<{ index: MiniSearchIndex; stamp: IndexStamp } | null> {
  const bytes = await readIfThere(file);
  if (bytes === null || !(await isWhole(bytes))) return null;
  const input = new NumberReader(bytes.subarray(0, -DIGEST.bytes));
  if (input.number() !== FORMAT) return null;
  const stamp = readStamp(input);
  const index = await inSlices(MiniSearchIndex.read(input));
  return input.bytesLeft === 0 ? { stamp, index } : null;
}

/** What a kept index is, as far as its file tells. */
export type SnapshotState =
  | { readonly kind: "missing" }
  | { readonly kind: "damaged" }
  | { readonly kind: "of-another-version" }
  | { readonly kind: "whole"; readonly stamp: IndexStamp };

/** Looks at the stored index without loading it. Rejects where the file cannot be read. */
export async function inspectSnapshot(file: string): Promise<SnapshotState> {
  const bytes = await readIfThere(file);
  if (bytes === null) return { kind: "missing" };
  if (!(await isWhole(bytes))) return { kind: "damaged" };
  const input = new NumberReader(bytes.subarray(0, -DIGEST.bytes));
  if (input.number() !== FORMAT) return { kind: "of-another-version" };
  return { kind: "whole", stamp: readStamp(input) };
}

async function writeSnapshot(chunks: Generator<Buffer>, file: string, signal: AbortSignal): Promise<void> {
  // Before the first await: the chunks hold the index as it is when the first one is asked for.
  let chunk = chunks.next();
  const handle = await open(file, "w");
  try {
    for (; !chunk.done; chunk = chunks.next()) {
      await handle.writeFile(chunk.value);
      signal.throwIfAborted();
    }
    await handle.sync();
    signal.throwIfAborted();
  } finally {
    await handle.close();
  }
}

/** The file piece by piece; a piece is good until the next one is asked for. The last one is the digest of the others. */
function* chunksOf(index: MiniSearchIndex, stamp: IndexStamp): Generator<Buffer> {
  const digest = createHash(DIGEST.algorithm);
  const out = new NumberWriter();
  out.number(FORMAT);
  writeStamp(stamp, out);
  for (const _ of index.write(out)) {
    const chunk = out.take();
    digest.update(chunk);
    yield chunk;
  }
  const rest = out.take();
  yield rest;
  yield digest.update(rest).digest();
}

function writeStamp({ epoch, analyser, sequence, posts }: IndexStamp, out: NumberWriter): void {
  out.text(epoch);
  for (const number of [analyser, sequence, posts]) out.number(number);
}

function readStamp(input: NumberReader): IndexStamp {
  return {
    epoch: input.text(),
    analyser: input.number(),
    sequence: input.number(),
    posts: input.number(),
  };
}

async function readIfThere(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

async function isWhole(bytes: Buffer): Promise<boolean> {
  const content = bytes.subarray(0, -DIGEST.bytes);
  const digest = createHash(DIGEST.algorithm);
  for (let start = 0; start < content.length; start += CHUNK_BYTES) {
    digest.update(content.subarray(start, start + CHUNK_BYTES));
    await nextTurn();
  }
  return digest.digest().equals(bytes.subarray(content.length));
}

/** Runs the steps to their end, letting others have their turn in between. */
async function inSlices<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (let sliceStart = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await nextTurn();
    sliceStart = performance.now();
  }
}
