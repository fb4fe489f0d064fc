import { expect, test } from "vitest";
import {
  archiveFile,
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  readArchive,
} from "../../support/archives.ts";

const TEXT = "Эмбеддинги 👩‍🔬 и «рексис»";
const JSON_TEXT = JSON.stringify(desktopJson([jsonMessage(1, { text: TEXT }), jsonMessage(2)]));
const HTML_TEXT = desktopHtml([htmlMessage({ id: 1, text: TEXT })]);

function utf16le(text: string, { hasMark }: { hasMark: boolean }): Uint8Array {
  return Buffer.from((hasMark ? "\ufeff" : "") + text, "utf16le");
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
}

/** Windows-1251 has Russian letters at 0xC0, in the order of the alphabet. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    return code < 0x80 ? code : 0x3f;
  });
}

test.each([
  ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16 LE with a byte order mark", (text: string) => utf16le(text, { hasMark: true })],
  ["UTF-16 LE without one", (text: string) => utf16le(text, { hasMark: false })],
  ["UTF-16 BE", utf16be],
])("JSON and HTML in %s are read", async (_, encode) => {
  for (const content of [JSON_TEXT, HTML_TEXT]) {
    const { posts, error } = await readArchive(await archiveFile(encode(content)));
    expect(error).toBeNull();
    expect(posts[0]?.text).toBe(TEXT);
  }
});

test("a page that says it is in windows-1251 is read so", async () => {
  const html = HTML_TEXT.replace('charset="utf-8"', 'charset="windows-1251"').replace(TEXT, "Эмбеддинги");
  expect((await readArchive(await archiveFile(windows1251(html)))).posts[0]?.text).toBe("Эмбеддинги");
});

test("a page text of an old Russian editor is known by its letters", async () => {
  const page = "Заметки\n\nЗаметки\n\n19 ноября, 21:44\n\nПост про рекомендательные системы и поиск\n";
  const { channels, posts } = await readArchive(await archiveFile(windows1251(page)));
  expect(channels[0]?.title).toBe("Заметки");
  expect(posts[0]?.text).toBe("Пост про рекомендательные системы и поиск");
});

test("a byte that is not UTF-8 is named, and what stands before it is read", async () => {
  const bytes = Buffer.from(JSON_TEXT);
  const at = bytes.indexOf("Post 2") + 2;
  bytes[at] = 0xff;
  const { posts, error } = await readArchive(await archiveFile(bytes, "result.json"));
  expect(posts.map(({ messageId }) => messageId)).toEqual([1]);
  expect(error).toMatchObject({
    code: "ARCHIVE_DAMAGED",
    message: expect.stringContaining(`result.json is damaged at byte ${at} `),
  });
});

test("an HTML page with such a byte gives the posts before it", async () => {
  const html = desktopHtml([htmlMessage({ id: 1, text: TEXT }), htmlMessage({ id: 2, text: "broken" })]);
  const bytes = Buffer.from(html);
  const at = bytes.indexOf("broken");
  bytes[at] = 0x80;
  const { posts, error } = await readArchive(await archiveFile(bytes));
  expect(posts.map(({ text }) => text)).toEqual([TEXT]);
  expect(error?.message).toContain(`byte ${at} `);
});

test("letters that fall between two pieces of a large file stay whole", async () => {
  const text = "я👩‍🔬".repeat(300_000);
  for (const shift of ["", "a", "ab", "abc"]) {
    const { posts, error } = await readArchive(
      await archiveFile(desktopJson([jsonMessage(1, { text: shift + text })])),
    );
    expect(error).toBeNull();
    expect(posts[0]?.text === shift + text).toBe(true);
  }
});
