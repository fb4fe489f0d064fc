import type { Backend } from "../backend.ts";
import { documentOf, type StoredFile } from "../file-shelf.ts";
import { isObject, type JsonObject } from "../json.ts";
import { withPeople } from "../mentions.ts";
import type { Content, Message, PhotoSize } from "../message.ts";
import { asText, jsonParam, type Params, textParam, type Upload } from "../params.ts";
import { captionContent, postAsBot } from "../posting.ts";
import { badRequest } from "../refusal.ts";
import { destination } from "../reply.ts";
import { captionText, type TextSource } from "../text/styled-text.ts";
import type { MethodTable } from "./method.ts";
import { sendContent, textSource } from "./sending.ts";

const MIN_ALBUM = 2;
const MAX_ALBUM = 10;
const FILE_LINK = /^https?:\/\/.+/i;

export const fileMethods: MethodTable = {
  sendPhoto: (backend, params) => sendMedia(backend, params, "photo"),
  sendDocument: (backend, params) => sendMedia(backend, params, "document"),
  sendMediaGroup,
  getFile: ({ files }, params) => {
    const file = files.get(textParam(params, "file_id"));
    if (file === undefined) throw badRequest("invalid file_id");
    if (file.path === undefined) throw badRequest("file is too big");
    const { file_id, file_unique_id, path } = file;
    return { file_id, file_unique_id, file_size: file.bytes.length, file_path: path };
  },
};

type MediaKind = "photo" | "document";

function sendMedia(backend: Backend, params: Params, kind: MediaKind): Message {
  const file = fileNamed(backend, params, { kind, reference: textParam(params, kind), field: kind });
  if (file === undefined) throw badRequest(`there is no ${kind} in the request`);
  const caption = captionOf(backend, textSource(params, "caption", "caption_entities"));
  return sendContent(backend, params, { ...mediaContent(kind, file), ...caption });
}

interface Wanted {
  readonly kind: MediaKind;
  /** A file id, an address, or "attach://name". */
  readonly reference: string;
  /** The part of the form that holds the file when there is no reference. */
  readonly field: string;
}

function fileNamed(
  backend: Backend,
  params: Params,
  { kind, reference, field }: Wanted,
): StoredFile | undefined {
  const name = reference.startsWith("attach://") ? reference.slice("attach://".length) : field;
  const upload = params.files.get(name);
  if (reference !== "" && !reference.startsWith("attach://")) return knownFile(backend, kind, reference);
  if (upload === undefined) return undefined;
  if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
  return backend.files.add(upload, `${kind}s`);
}

/** Nothing is fetched from the network: an address stands for a file of no bytes. */
function knownFile({ files }: Backend, kind: MediaKind, reference: string): StoredFile {
  const known = files.get(reference);
  if (known !== undefined) return known;
  if (!FILE_LINK.test(reference)) throw badRequest("wrong file identifier/HTTP URL specified");
  const name = reference.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  const remote: Upload = { name, mimeType: "application/octet-stream", bytes: new Uint8Array() };
  return files.add(remote, `${kind}s`);
}

function mediaContent(kind: MediaKind, file: StoredFile): Content {
  return kind === "photo" ? { photo: photoOf(file) } : { document: documentOf(file) };
}

function photoOf({ file_id, file_unique_id, bytes }: StoredFile): PhotoSize[] {
  return [{ file_id, file_unique_id, width: 800, height: 600, file_size: bytes.length }];
}

function captionOf(backend: Backend, source: TextSource): Content {
  const { text, entities } = captionText(source);
  return captionContent(text, withPeople(backend.world, entities));
}

/** All of an album is checked before any of it is sent. */
function sendMediaGroup(backend: Backend, params: Params): Message[] {
  const contents = albumOf(params).map((item) => albumContent(backend, params, item));
  const { chat, fields } = destination(backend, params);
  backend.flood.countMessage(chat);
  const media_group_id = `${chat.lastMessageId + 1}${Math.abs(chat.id)}`;
  return contents.map((content) => postAsBot(backend, chat, { ...content, ...fields, media_group_id }));
}

function albumOf(params: Params): unknown[] {
  const given = jsonParam(params, "media", "media");
  if (!Array.isArray(given)) throw badRequest("expected an Array of InputMedia");
  if (given.length < MIN_ALBUM || given.length > MAX_ALBUM) {
    throw badRequest(`album must contain from ${MIN_ALBUM} to ${MAX_ALBUM} media`);
  }
  const kinds = new Set(given.map((item) => (isObject(item) ? item.type : undefined)));
  if (kinds.size > 1) throw badRequest("Can't use the media of the specified type in the album");
  return given;
}

function albumContent(backend: Backend, params: Params, item: unknown): Content {
  if (!isObject(item)) throw unreadable("expected an Object");
  const kind = asText(item.type);
  if (kind !== "photo" && kind !== "document")
    throw unreadable(`type "${kind}" can't be used in sendMediaGroup`);
  const file = fileNamed(backend, params, { kind, reference: asText(item.media), field: "" });
  if (file === undefined) throw unreadable("media not found");
  return { ...mediaContent(kind, file), ...captionOf(backend, sourceOf(item)) };
}

function sourceOf(item: JsonObject): TextSource {
  return { text: asText(item.caption), parseMode: asText(item.parse_mode), entities: item.caption_entities };
}

function unreadable(reason: string): Error {
  return badRequest(`can't parse InputMedia: ${reason}`);
}
