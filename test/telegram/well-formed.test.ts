import { expect, test } from "vitest";
import { isWellFormed } from "../../src/telegram/well-formed.ts";

const CHANNEL = { id: -1_001_500_000_001, type: "channel", title: "Канал", username: "kanal" };
const POST = { message_id: 5, date: 1_760_000_000, chat: CHANNEL, sender_chat: CHANNEL };
const ANNA = { id: 1001, is_bot: false, first_name: "Анна" };
const FILE = { file_id: "f", file_unique_id: "u" };
const PHOTO = [{ ...FILE, width: 90, height: 90 }];

/** What a post of a channel may have. */
const PARTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  text: { text: "Квокка", entities: [{ type: "text_link", offset: 0, length: 3, url: "https://x.y" }] },
  "a language": { text: "x = 1", entities: [{ type: "pre", offset: 0, length: 5, language: "python" }] },
  "a date of its edit": { text: "Квокка", edit_date: 1_760_000_100 },
  "a photo of an album": { photo: PHOTO, media_group_id: "7", caption: "Квокка" },
  "a signature": { text: "Квокка", author_signature: "Анна" },
  "a channel it is from": { forward_origin: { type: "channel", date: 1, message_id: 3, chat: CHANNEL } },
  "a chat it is from": { forward_origin: { type: "chat", date: 1, sender_chat: CHANNEL } },
  "a person it is from": { forward_origin: { type: "user", date: 1, sender_user: ANNA } },
  "somebody it is from": { forward_origin: { type: "hidden_user", date: 1, sender_user_name: "Анна" } },
  "a poll": { poll: { id: "1", question: "Кто?", options: [{ text: "Квокка", voter_count: 0 }] } },
  "a file": { document: { ...FILE, file_name: "a.pdf", file_size: 5 } },
  "a song": { audio: { ...FILE, performer: "Bach", title: "Aria", file_name: "a.mp3" } },
  "a video": { video: { ...FILE, file_name: "a.mp4" } },
  "an animation": { animation: { ...FILE, file_name: "a.mp4" } },
  "a sticker": { sticker: { ...FILE, emoji: "🦊" } },
  "a place": { venue: { title: "Зоопарк", address: "Москва" } },
  "a contact": { contact: { first_name: "Анна", phone_number: "1" } },
  "its buttons": { reply_markup: { inline_keyboard: [[{ text: "1", callback_data: "1:x:run" }]] } },
  "the place of a topic": { message_thread_id: 2, is_topic_message: true },
};

test.each(Object.entries(PARTS))("a post with %s is one", (_name, parts) => {
  expect(isWellFormed({ update_id: 1, channel_post: { ...POST, ...parts } })).toBe(true);
});

const RUBBISH = [null, { x: 1 }, [[]], true];

test.each(Object.entries(PARTS))(
  "a post with %s is none when any of it is of another type",
  (_name, parts) => {
    const passed: string[] = [];
    for (const [path, broken] of variants(parts, RUBBISH))
      if (isWellFormed({ update_id: 1, channel_post: { ...POST, ...broken } })) passed.push(path);
    expect(passed.filter((path) => !UNUSED.test(path))).toEqual([]);
  },
);

/** What nobody here looks at. */
const UNUSED =
  /file_unique_id|width|height|voter_count|phone_number|is_topic_message|poll\.id|(?:photo|video|audio|document|animation|sticker)\.(?:\d|file_id)|photo$/;

test.each(["channel", "chat", "user", "hidden_user"])(
  "a forward from a %s that is not told is none",
  (type) => {
    const post = { ...POST, text: "Квокка", forward_origin: { type, date: 1 } };
    expect(isWellFormed({ update_id: 1, channel_post: post })).toBe(false);
  },
);

test("a forward of a kind that there is not yet is one", () => {
  const post = { ...POST, text: "Квокка", forward_origin: { type: "newest", date: 1, owner: 5 } };
  expect(isWellFormed({ update_id: 1, channel_post: post })).toBe(true);
});

test("a group that moves to what is no id, and a membership that is not told, are none", () => {
  const group = { id: -5, type: "group", title: "Группа" };
  const moved = (to: unknown) => ({ message: { ...POST, chat: group, migrate_to_chat_id: to } });
  expect([isWellFormed(moved(-1_001)), isWellFormed(moved([])), isWellFormed(moved("x"))]).toEqual([
    true,
    false,
    false,
  ]);
  const change = { chat: group, from: ANNA, date: 1, old_chat_member: { status: "left", user: ANNA } };
  expect(isWellFormed({ my_chat_member: change })).toBe(false);
  expect(isWellFormed({ my_chat_member: { ...change, new_chat_member: { status: "member" } } })).toBe(true);
});

test("a post of a channel whose name is no text is none", () => {
  for (const broken of [{ title: 5 }, { username: ["kanal"] }, { title: null }])
    expect(isWellFormed({ update_id: 1, channel_post: { ...POST, chat: { ...CHANNEL, ...broken } } })).toBe(
      false,
    );
});

test("a time that no calendar has is none", () => {
  for (const date of [-1, 8_640_000_000_001, 1.5])
    expect(isWellFormed({ update_id: 1, channel_post: { ...POST, date, text: "Квокка" } })).toBe(false);
});

/** The value with each of its parts replaced by each of the others, and where that was. */
function* variants(value: unknown, others: readonly unknown[], at = ""): Generator<[string, object]> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const path = at === "" ? name : `${at}.${name}`;
    const changed = (to: unknown) =>
      Array.isArray(value)
        ? value.map((one, n) => (String(n) === name ? to : one))
        : { ...value, [name]: to };
    for (const other of others) {
      const isSame = Array.isArray(other)
        ? Array.isArray(inner)
        : typeof other === typeof inner && other !== null;
      if (!isSame) yield [path, changed(other)];
    }
    for (const [deeper, broken] of variants(inner, others, path)) yield [deeper, changed(broken)];
  }
}
