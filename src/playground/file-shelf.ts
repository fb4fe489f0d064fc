import type { Document } from "./message.ts";
import type { Upload } from "./params.ts";

export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

export interface StoredFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** Below /file/bot<token>/; undefined when it is too big for a bot to download. */
  readonly path: string | undefined;
}

/** Files that were sent once and can be sent again by their id. */
export class FileShelf {
  readonly #files = new Map<string, StoredFile>();
  readonly #paths = new Map<string, StoredFile>();

  add({ name, mimeType, bytes }: Upload, folder: string): StoredFile {
    const number = this.#files.size + 1;
    const path = bytes.length > MAX_DOWNLOAD_BYTES ? undefined : `${folder}/file_${number}${extension(name)}`;
    const file: StoredFile = {
      file_id: `PLAYGROUND-file-${number}`,
      file_unique_id: `unique-${number}`,
      name,
      mimeType,
      bytes,
      path,
    };
    this.#files.set(file.file_id, file);
    if (path !== undefined) this.#paths.set(path, file);
    return file;
  }

  get(fileId: string): StoredFile | undefined {
    return this.#files.get(fileId);
  }

  atPath(path: string): StoredFile | undefined {
    return this.#paths.get(path);
  }
}

export function documentOf({ file_id, file_unique_id, name, mimeType, bytes }: StoredFile): Document {
  return { file_id, file_unique_id, file_name: name, mime_type: mimeType, file_size: bytes.length };
}

/** As a person's app would name it. */
export function mimeTypeOf(name: string): string {
  return MIME_TYPES[extension(name)] ?? "application/octet-stream";
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".json": "application/json",
  ".md": "text/markdown",
  ".pdf": "application/pdf",
  ".txt": "text/plain",
  ".zip": "application/zip",
};

function extension(name: string): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? "";
}
