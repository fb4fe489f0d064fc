import type { Upload } from "./params.ts";

export interface Form {
  readonly values: Record<string, string>;
  readonly files: Map<string, Upload>;
}

const LINE = "\r\n";
const HEADERS_END = "\r\n\r\n";

/**
 * Reads multipart/form-data as leniently as Telegram does: grammY writes lower-case headers without spaces and file
 * names without quotes, which the parser of fetch refuses. Undefined when it is damaged.
 */
export function parseMultipart(body: Buffer, contentType: string): Form | undefined {
  const boundary = parameter(contentType, "boundary");
  const parts = boundary === undefined ? undefined : splitParts(body, boundary);
  if (parts === undefined) return undefined;
  const form: Form = { values: {}, files: new Map() };
  for (const part of parts) addPart(form, part);
  return form;
}

/** Undefined without the closing boundary: then something is missing. */
function splitParts(body: Buffer, boundary: string): Buffer[] | undefined {
  const opening = `--${boundary}`;
  let at = body.indexOf(opening);
  const parts: Buffer[] = [];
  while (at !== -1) {
    const start = at + opening.length;
    if (body.subarray(start, start + 2).toString() === "--") return parts;
    const end = body.indexOf(LINE + opening, start);
    if (end === -1) return undefined;
    parts.push(body.subarray(start + LINE.length, end));
    at = end + LINE.length;
  }
  return undefined;
}

function addPart({ values, files }: Form, part: Buffer): void {
  const headersEnd = part.indexOf(HEADERS_END);
  if (headersEnd === -1) return;
  const headers = part.subarray(0, headersEnd).toString().split(LINE);
  const disposition = headerOf(headers, "content-disposition") ?? "";
  const bytes = part.subarray(headersEnd + HEADERS_END.length);
  const name = parameter(disposition, "name");
  const fileName = parameter(disposition, "filename");
  if (name === undefined) return;
  if (fileName === undefined) values[name] = bytes.toString();
  else {
    const mimeType = headerOf(headers, "content-type") ?? "application/octet-stream";
    files.set(name, { name: fileName, mimeType, bytes: new Uint8Array(bytes) });
  }
}

function headerOf(headers: readonly string[], name: string): string | undefined {
  const header = headers.find((line) => line.toLowerCase().startsWith(`${name}:`));
  return header?.slice(name.length + 1).trim();
}

/** `form-data; name="a"; filename=b.txt` → its `name` or `filename`. */
function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;]*))`, "i").exec(header);
  return match === null ? undefined : (match[1] ?? match[2])?.trim();
}
