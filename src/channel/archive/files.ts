import type { Stats } from "node:fs";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors.ts";
import { decodeText, detectEncoding, utf8Chunks } from "./encoding.ts";

const HEAD_BYTES = 256 * 1024; // a saved t.me page has its first message within 20 KB, a text page its first date
const CHUNK_BYTES = 256 * 1024;
const MAX_PAGE_BYTES = 256 * 1024 * 1024; // a page is read whole; Telegram Desktop's have 1,000 messages, about 2 MB

/** One file of an archive. It can be read more than once. */
export interface ArchiveFile {
  /** As the person named it. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly encoding: string;
  /** The beginning, to recognise the format by. */
  readonly head: string;
  /** UTF-8 in pieces; calls `onRead` with the bytes of the file read so far. */
  chunks(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
  text(): Promise<{ text: string; invalidAt: number | null }>;
}

/** What stands at a location: a file that cannot be opened does not hide those beside it. */
export interface ListedFiles {
  readonly files: readonly ArchiveFile[];
  /** Why some of a folder's files are not among them. */
  readonly unread: readonly AppError[];
}

/** The file, or the files that stand directly in the folder, by name. Throws when there is nothing to list. */
export async function listFiles(location: string): Promise<ListedFiles> {
  const stats = await readable(location, () => stat(location));
  if (!stats.isDirectory()) return { files: [await openFile(location, stats)], unread: [] };
  const entries = await readable(location, () => readdir(location, { withFileTypes: true }));
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name);
  if (names.length === 0) throw emptyFolder(location, entries.length > 0);
  return openEach(names.sort().map((name) => join(location, name)));
}

async function openEach(paths: readonly string[]): Promise<ListedFiles> {
  const files: ArchiveFile[] = [];
  const unread: AppError[] = [];
  for (const path of paths) {
    try {
      const stats = await readable(path, () => stat(path));
      if (stats.isFile() && stats.size > 0) files.push(await openFile(path, stats));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread.push(error);
    }
  }
  return { files, unread };
}

async function openFile(path: string, stats: Stats): Promise<ArchiveFile> {
  if (!stats.isFile())
    throw new AppError("ARCHIVE_UNREADABLE", `${path} is not a file or a folder`, {
      hint: "Give a file, a folder or an address.",
    });
  if (stats.size === 0)
    throw new AppError("ARCHIVE_EMPTY", `${path} is empty`, { hint: "Export or download it again." });
  const head = await readable(path, () => readHead(path));
  const encoding = detectEncoding(head);
  return {
    name: path,
    sizeBytes: stats.size,
    encoding,
    head: new TextDecoder(encoding).decode(head),
    chunks: (onRead) => utf8Chunks(counted(path, onRead), encoding),
    text: () => readPage(path, stats.size, encoding),
  };
}

async function readPage(path: string, sizeBytes: number, encoding: string) {
  if (sizeBytes <= MAX_PAGE_BYTES) return decodeText(await readable(path, () => readFile(path)), encoding);
  throw new AppError("ARCHIVE_TOO_LARGE", `${path} is too large for a page`, {
    hint: "Export the channel as JSON: that is read piece by piece, whatever its size.",
  });
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* counted(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.length;
    onRead(bytes);
    yield chunk;
  }
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw fileError(path, cause) ?? cause;
  }
}

function fileError(path: string, cause: unknown): AppError | null {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new AppError("ARCHIVE_NOT_FOUND", `${path} does not exist`, { hint: "Check the path.", cause });
  if (code === "EACCES" || code === "EPERM")
    return new AppError("ARCHIVE_UNREADABLE", `${path} may not be read by this user`, {
      hint: "Change its permissions, or run the import as the user who owns it.",
      cause,
    });
  return null;
}

function emptyFolder(path: string, hasFolders: boolean): AppError {
  return new AppError("ARCHIVE_EMPTY", `${path} has no files in it`, {
    hint: hasFolders
      ? "Give the folder inside it that holds result.json or messages.html."
      : "Give the folder that holds the export.",
  });
}
