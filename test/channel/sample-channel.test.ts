import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const KNOWN_ENTITIES = [
  "plain",
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "code",
  "pre",
  "text_link",
  "link",
  "mention",
  "hashtag",
];
const MAX_TEXT_CHARS = 4096; // UTF-16 units, as Telegram counts
const MAX_CAPTION_CHARS = 1024; // UTF-16 units, text below a photo, a video or a file
const ARXIV_LINK = /arxiv\.org\/(?:abs|pdf)\/(\S*)/; // https://arxiv.org/abs/2402.17152
const ARXIV_ID = /^\d{4}\.\d{4,5}$/;

const entity = z.object({ type: z.string(), text: z.string(), href: z.string().optional() });
const message = z.object({
  id: z.int().positive(),
  type: z.enum(["message", "service"]),
  date: z.iso.datetime({ local: true }),
  date_unixtime: z.string().regex(/^\d+$/),
  edited: z.iso.datetime({ local: true }).optional(),
  edited_unixtime: z.string().regex(/^\d+$/).optional(),
  text: z.union([z.string(), z.array(z.union([z.string(), entity]))]),
  text_entities: z.array(entity),
  photo: z.string().optional(),
  file: z.string().optional(),
  poll: z.object({ total_voters: z.int(), answers: z.array(z.object({ voters: z.int() })) }).optional(),
  reply_to_message_id: z.int().optional(),
  message_id: z.int().optional(),
});
const channel = z.object({ type: z.literal("public_channel"), id: z.int(), messages: z.array(message) });

const file = new URL("../../data/sample-channel/result.json", import.meta.url);
const { messages } = channel.parse(JSON.parse(readFileSync(file, "utf8")));
const posts = messages.filter((one) => one.type === "message");

const textOf = (parts: (string | z.infer<typeof entity>)[]) =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
const entities = messages.flatMap((one) => one.text_entities);
const links = entities.flatMap(({ type, text, href }) => (type === "link" ? [text] : href ? [href] : []));

// Swedish writes dates as ISO does, with a blank for the T.
const MOSCOW = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Moscow",
  dateStyle: "short",
  timeStyle: "medium",
});

function moscowTime(unixtime: string): string {
  return MOSCOW.format(Number(unixtime) * 1000).replace(" ", "T");
}

test("the sample channel has at least forty posts", () => {
  expect(posts.length).toBeGreaterThanOrEqual(40);
});

test("message ids ascend and none is used twice, and no message is older than the one before", () => {
  const ids = messages.map(({ id }) => id);
  const times = messages.map(({ date_unixtime }) => Number(date_unixtime));

  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("every text is the same whether read from text or from text_entities", () => {
  for (const { id, text, text_entities } of messages) {
    const read = typeof text === "string" ? text : textOf(text);
    expect({ id, text: read }).toEqual({ id, text: textOf(text_entities) });
  }
});

test("every date is the Moscow time of its unix time", () => {
  for (const { date, date_unixtime, edited, edited_unixtime } of messages) {
    expect(date).toBe(moscowTime(date_unixtime));
    expect(edited).toBe(edited_unixtime && moscowTime(edited_unixtime));
  }
});

test("an edit is never older than its post", () => {
  for (const { id, date, edited } of messages) {
    expect({ id, ok: edited === undefined || edited > date }).toEqual({ id, ok: true });
  }
});

test("every link is https and every arXiv link ends in an id", () => {
  const arxivIds = links.flatMap((link) => ARXIV_LINK.exec(link)?.[1] ?? []);

  expect(links.filter((link) => !link.startsWith("https://"))).toEqual([]);
  expect(arxivIds.length).toBeGreaterThan(50);
  expect(arxivIds.filter((id) => !ARXIV_ID.test(id))).toEqual([]);
});

test("only formatting that a Telegram export knows is used", () => {
  expect(new Set(entities.map(({ type }) => type))).toEqual(new Set(KNOWN_ENTITIES));
});

test("no text or caption is longer than Telegram allows", () => {
  for (const { id, text_entities, photo, file } of messages) {
    const limit = photo || file ? MAX_CAPTION_CHARS : MAX_TEXT_CHARS;
    const { length } = textOf(text_entities);
    expect({ id, fits: length <= limit }).toEqual({ id, fits: true });
  }
});

test("replies and pins point to messages of the channel, and votes add up to the voters", () => {
  const ids = new Set(messages.map(({ id }) => id));
  const targets = messages.flatMap((one) => one.reply_to_message_id ?? one.message_id ?? []);
  const polls = messages.flatMap(({ poll }) => poll ?? []);

  expect(targets.filter((id) => !ids.has(id))).toEqual([]);
  expect(polls.map((poll) => poll.answers.reduce((sum, { voters }) => sum + voters, 0))).toEqual(
    polls.map((poll) => poll.total_voters),
  );
});
