import { readFileSync } from "node:fs";
import type { Post } from "../../src/channel/post.ts";
import { makePost } from "../../src/channel/post.ts";
import { packageFile } from "../../src/package-files.ts";
import { openStore } from "../../src/store/open.ts";
import { seededRandom } from "./random.ts";

const WORDS_A_POST = 100;
const FIRST_POST_MS = Date.UTC(2021, 0, 1);

/** Posts of the sample channel's words, each with a word of its own. */
export function largeArchive(count: number, firstMessageId = 1): Post[] {
  const random = seededRandom(firstMessageId);
  const words = sampleWords();
  return Array.from({ length: count }, (_, at) => {
    const messageId = firstMessageId + at;
    const text = Array.from({ length: WORDS_A_POST }, () => words[Math.floor(random() * words.length)]).join(
      " ",
    );
    const date = new Date(FIRST_POST_MS + messageId * 600_000).toISOString();
    return makePost({ messageId, date, text: `${text} слово${messageId}` });
  });
}

/** A database that has the posts. */
export async function fillDatabase(
  databaseUrl: string,
  posts: readonly Post[],
  telegramId: number,
): Promise<void> {
  const store = await openStore(databaseUrl);
  const { id } = await store.openChannel({ telegramId, username: "kanal", title: "Канал" });
  for (let at = 0; at < posts.length; at += 200) await store.savePosts(id, posts.slice(at, at + 200));
  await store.close();
}

/** The same posts as Telegram Desktop exports them. */
export function exportOf(posts: readonly Post[], telegramId: number): Uint8Array {
  const messages = posts.map(({ messageId, date, text }) => ({
    id: messageId,
    type: "message",
    date: date.slice(0, 19),
    date_unixtime: String(Date.parse(date) / 1000),
    text,
    text_entities: [{ type: "plain", text }],
  }));
  return Buffer.from(JSON.stringify({ name: "Канал", type: "public_channel", id: telegramId, messages }));
}

function sampleWords(): string[] {
  const sample = readFileSync(packageFile("data", "sample-channel", "result.json"), "utf8");
  const texts = [...sample.matchAll(/"text": ?("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) => text);
  return texts.flatMap((text) => String(JSON.parse(text)).match(/[\p{L}\p{N}]+/gu) ?? []);
}
