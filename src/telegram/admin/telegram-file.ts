import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Api, GrammyError } from "grammy";
import { signalWithin } from "../../deadline.ts";
import { AppError } from "../../errors.ts";

/** A file that somebody sent. */
export interface SentFile {
  readonly id: string;
  /** As its sender calls it. */
  readonly name: string;
  /** Null where Telegram does not tell. */
  readonly bytes: number | null;
}

export interface DownloadDeps {
  readonly token: string;
  /** Null is Telegram's own server. */
  readonly apiRoot: string | null;
  readonly fetch: typeof globalThis.fetch;
}

// https://core.telegram.org/bots/api#getfile: bots can download files of up to 20 MB.
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const DOWNLOAD_TIMEOUT_MS = 5 * 60 * 1000;
const LONGEST_NAME_CHARS = 100;

/**
 * Loads the file into the folder; returns its path. Throws AppError FILE_TOO_LARGE or FILE_UNAVAILABLE. The address
 * of a file has the token in it, so nothing here repeats it.
 */
export async function downloadFile(
  api: Api,
  file: SentFile,
  { folder, signal, ...deps }: DownloadDeps & { folder: string; signal: AbortSignal },
): Promise<string> {
  const path = join(folder, safeName(file.name));
  const source = await filePath(api, file.id);
  const address = `${deps.apiRoot ?? "https://api.telegram.org"}/file/bot${deps.token}/${source}`;
  const patience = signalWithin(DOWNLOAD_TIMEOUT_MS, signal);
  try {
    const { ok, status, body } = await deps.fetch(address, { redirect: "error", signal: patience });
    if (!ok || body === null) throw unavailable(`HTTP ${status}`);
    await pipeline(Readable.fromWeb(body), atMost(MAX_FILE_BYTES), createWriteStream(path), {
      signal: patience,
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    signal.throwIfAborted();
    throw unavailable(error instanceof Error ? error.name : "unknown");
  }
  return path;
}

async function filePath(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path } = await api.getFile(fileId);
    if (file_path !== undefined) return file_path;
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    if (/too big/i.test(error.description)) throw tooLarge();
    throw unavailable(error.description);
  }
  throw unavailable("no path");
}

function atMost(limit: number) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > limit) throw tooLarge();
      yield chunk;
    }
  };
}

/** Only a name: no folder, nothing that hides, nothing longer than a disk takes. */
function safeName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._ -]+/gu, "_").replace(/^[. ]+/, "");
  return plain.slice(-LONGEST_NAME_CHARS) || "archive";
}

export function tooLarge(): AppError {
  return new AppError("FILE_TOO_LARGE", "The file is larger than 20 MB", {
    hint: "Import it on the command line",
  });
}

function unavailable(reason: string): AppError {
  return new AppError("FILE_UNAVAILABLE", `Telegram did not give the file (${reason})`, {
    hint: "Send the file again",
  });
}
