import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { damaged, truncated, unknownArchive } from "./damage.ts";
import { ChatSieve } from "./desktop-json-chats.ts";
import { desktopJsonMessage } from "./desktop-json-message.ts";
import { InvalidBytes } from "./encoding.ts";
import type { ArchiveFile } from "./files.ts";
import { isRecord } from "./json-fields.ts";
import type { JsonValue } from "./json-stream.ts";
import { JsonDamage, streamJson } from "./json-stream.ts";
import { messageId } from "./message-id.ts";

/** A single chat stands at the root, the chats of a whole account in two lists. */
const CHATS = ["$", "$.chats.list.*", "$.left_chats.list.*"] as const;
const HEADERS = CHATS.flatMap((chat) => [`${chat}.name`, `${chat}.type`, `${chat}.id`]);
const MESSAGES = CHATS.map((chat) => `${chat}.messages.*`);

/** Telegram Desktop's JSON export of a channel or of a whole account, read as a stream. */
export async function* readDesktopJson(
  file: ArchiveFile,
  options: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  const chats = new ChatSieve(file.name, options.channel);
  let lastMessageId: number | null = null;
  try {
    for await (const { path, value } of values(file, [...HEADERS, ...MESSAGES], options)) {
      const key = path.at(-1);
      if (typeof key === "string") {
        chats.learn(chatKey(path), key, value);
        continue;
      }
      const chat = chatKey(path);
      if (chats.isNamelessAt(chat)) await learnHeaders(chats, file, options);
      const opening = chats.enter(chat, value);
      if (opening === null) continue;
      yield* opening;
      const item = desktopJsonMessage(value, `message no. ${Number(key) + 1}`, chats.currentId);
      if (item.kind === "post") lastMessageId = isRecord(value) ? messageId(value.id) : null;
      yield item;
    }
  } catch (error) {
    throw readError(error, file, lastMessageId);
  }
  yield* chats.end();
}

/** `["chats", "list", 3, "messages", 7]` and `["chats", "list", 3, "name"]` are of the chat `chats.list.3`. */
function chatKey(path: JsonValue["path"]): string {
  const isMessage = typeof path.at(-1) === "number";
  return path.slice(0, isMessage ? -2 : -1).join(".");
}

async function* values(
  file: ArchiveFile,
  paths: string[],
  options: ArchiveOptions,
): AsyncGenerator<JsonValue> {
  const chunks = file.chunks((bytes) => {
    options.signal.throwIfAborted();
    options.onProgress?.(bytes, file.sizeBytes);
  });
  yield* streamJson(chunks, paths);
}

/** Tools that sort the keys put a chat's messages before its name and type: then the file is read twice. */
async function learnHeaders(chats: ChatSieve, file: ArchiveFile, options: ArchiveOptions): Promise<void> {
  try {
    for await (const { path, value } of values(file, HEADERS, options))
      chats.learn(chatKey(path), String(path.at(-1)), value);
  } catch (error) {
    if (!(error instanceof JsonDamage || error instanceof InvalidBytes)) throw error;
  }
}

function readError(error: unknown, file: ArchiveFile, lastMessageId: number | null): unknown {
  const at = (offset: number) =>
    file.encoding === "utf-8" ? `byte ${offset}` : `byte ${offset} of its UTF-8 form`;
  const damage = { file: file.name, lastMessageId };
  if (error instanceof InvalidBytes)
    return damaged({ ...damage, place: at(error.offset) }, "bytes that are not UTF-8");
  if (!(error instanceof JsonDamage)) return error;
  if (error.isCutOff) return truncated({ ...damage, place: `byte ${file.sizeBytes}` });
  if (error.offset < 2 && lastMessageId === null) return unknownArchive(file.name, "it is not JSON");
  return damaged({ ...damage, place: at(error.offset) }, "not JSON from here on");
}
