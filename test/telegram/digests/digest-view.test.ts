import { FormattedString } from "@grammyjs/parse-mode";
import fc from "fast-check";
import { expect, test } from "vitest";
import { packageFile } from "../../../src/package-files.ts";
import { type DigestViewOptions, showDigest } from "../../../src/telegram/digests/digest-view.ts";
import type { OutgoingMessage } from "../../../src/telegram/message.ts";
import { dateFormats } from "../../../src/telegram/post-date.ts";
import { loadTexts } from "../../../src/telegram/texts.ts";
import { aDigest, anItem, aSubscriber, choices } from "../../support/digests.ts";
import { aListedPaper } from "../../support/papers.ts";
import { aStoredPost } from "../../support/posts.ts";

const locales = loadTexts(packageFile("data", "locales"), "ru");

function view(parts: Partial<DigestViewOptions> = {}): DigestViewOptions {
  const texts = locales.textsFor("ru");
  return { texts, formatDate: dateFormats("UTC")("ru"), showChannels: false, ...parts };
}

const NONE: OutgoingMessage = { text: new FormattedString("") };

function textOf(messages: readonly OutgoingMessage[]): string {
  return messages.map(({ text }) => text.rawText).join("\n---\n");
}

function labels({ keyboard }: OutgoingMessage): string[] {
  return (keyboard?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

test("a digest says what it is of, and tells of its posts with their links", () => {
  const [message, ...others] = showDigest(aDigest([anItem(7), anItem(8)]), aSubscriber(), view());
  expect(others).toEqual([]);
  expect(message?.text.rawText).toContain("Новое за день · 2 поста · 19 ноября");
  expect(message?.text.rawText).toContain("Пост 7\nАвтор рассказывает о холодном старте.");
  const links = message?.text.rawEntities.filter(({ type }) => type === "text_link");
  expect(links).toMatchObject([
    { url: "https://t.me/inforetriever/7" },
    { url: "https://t.me/inforetriever/8" },
  ]);
});

test("a weekly digest names the days between its first and its last post", () => {
  const monday = anItem(1, { post: aStoredPost({ id: 1, date: "2024-11-18T22:30:00Z" }) });
  const weekly = aSubscriber({ digest: choices({ rhythm: { kind: "weekly", weekday: 7 } }) });
  const sunday = anItem(2, { post: aStoredPost({ id: 2, date: "2024-11-24T10:00:00Z" }) });
  // In Moscow the first one came on Tuesday.
  expect(textOf(showDigest(aDigest([sunday, monday]), weekly, view()))).toContain("19–24 ноября");
});

test("sections have headings where there are several", () => {
  const digest = {
    sections: [
      { kind: "papers", items: [anItem(1)] },
      { kind: "news", items: [anItem(2)] },
    ],
    papers: [],
    total: 2,
  } as const;
  const text = textOf(showDigest(digest, aSubscriber(), view()));
  expect(text.indexOf("О СТАТЬЯХ")).toBeLessThan(text.indexOf("Пост 1"));
  expect(text.indexOf("КОРОТКО")).toBeGreaterThan(text.indexOf("Пост 1"));
  expect(textOf(showDigest(aDigest([anItem(1)]), aSubscriber(), view()))).not.toContain("ПОСТЫ");
});

test("papers are named under a post that does not name them itself, and listed with links", () => {
  const papers = [
    aListedPaper({ aliases: ["QuokkaNet"] }),
    aListedPaper({ key: "title:x", title: "Emu Ranking", aliases: ["Emu"], arxivId: null }),
  ];
  const item = anItem(1, { title: "Разбор Emu", papers });
  const [message] = showDigest(aDigest([item, anItem(2)], papers), aSubscriber(), view());
  expect(message?.text.rawText).toContain("📄 QuokkaNet\n");
  expect(message?.text.rawText).toContain("• Quokka Networks: Marsupial Representations for Ranking (2024)");
  expect(message?.text.rawEntities).toContainEqual(
    expect.objectContaining({ type: "text_link", url: "https://arxiv.org/abs/2401.00001" }),
  );
});

test("a digest without posts is one short line", () => {
  const [message] = showDigest(aDigest([]), aSubscriber(), view());
  expect(message?.text.rawText).toBe("За неделю новых постов не было.");
  expect(labels(message ?? NONE)).toEqual(["Отписаться", "Пауза", "⚙ Настроить"]);
});

test("only the last message has buttons, a preview has none and says what it is", () => {
  const items = Array.from({ length: 150 }, (_, at) => anItem(at, { summary: "слово ".repeat(40) }));
  const messages = showDigest(aDigest(items), aSubscriber(), view());
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.map((message) => labels(message).length > 0)).toEqual(
    messages.map((_, at) => at === messages.length - 1),
  );
  const preview = showDigest(aDigest(items), aSubscriber(), view({ preview: "now" }));
  expect(preview.flatMap(labels)).toEqual([]);
  expect(textOf(preview)).toMatch(/^Пример/);
});

test("of many posts the most important are told of, and the others listed by their titles", () => {
  const items = Array.from({ length: 8 }, (_, at) => anItem(at, { summary: `Рассказ ${at}` }));
  const papers = [aListedPaper(), aListedPaper({ key: "title:x", title: "Emu Ranking" })];
  const text = textOf(showDigest(aDigest(items, papers), aSubscriber(), view()));
  expect(text).toContain("Рассказ 5");
  expect(text).not.toContain("Рассказ 6");
  expect(text).toMatch(/СТАТЬИ ИЗ ЭТИХ ПОСТОВ\n[\s\S]*\n\nА ЕЩЁ\n• Пост 6\n• Пост 7$/);
});

test("what three messages do not hold is counted, and can be read in /latest", () => {
  const items = Array.from({ length: 301 }, (_, at) => anItem(at, { summary: "слово ".repeat(40) }));
  const messages = showDigest(aDigest(items), aSubscriber(), view());
  expect(messages).toHaveLength(3);
  const told = [...textOf(messages).matchAll(/^(?:• )?Пост \d+/gm)].length;
  expect(textOf(messages)).toMatch(new RegExp(`И ещё ${301 - told} пост\\S*: /latest$`));
  expect(labels(messages[2] ?? NONE)).toContain("Что нового");
});

test("of one post the papers are not listed again", () => {
  const papers = [aListedPaper(), aListedPaper({ key: "title:x", title: "Emu Ranking" })];
  const text = textOf(showDigest(aDigest([anItem(1, { papers })], papers), aSubscriber(), view()));
  expect(text).not.toContain("СТАТЬИ");
});

test("a summary is shown as it was composed, and what is cut is cut between words", () => {
  const summary = `${"Слово ".repeat(45)}конец.`;
  const item = anItem(1, {
    summary,
    papers: [aListedPaper({ title: "Quokka ".repeat(9).trim(), aliases: [] })],
  });
  const text = textOf(showDigest(aDigest([item]), aSubscriber(), view()));
  expect(text).toContain(summary);
  expect(text).toMatch(/📄 (?:Quokka )+Quokka…$/m);
});

test("a week without posts for a query says which query", () => {
  const weekly = choices({ rhythm: { kind: "weekly", weekday: 1 }, query: "холодный старт" });
  const text = textOf(showDigest(aDigest([]), aSubscriber({ digest: weekly }), view()));
  expect(text).toBe("За неделю ничего нового по запросу холодный старт.");
});

test("in English it is English", () => {
  const english = view({ texts: locales.textsFor("en") });
  expect(textOf(showDigest(aDigest([anItem(1)]), aSubscriber(), english))).toContain(
    "Daily digest · 1 post · November 19",
  );
});

test("whatever posts say, every message is within Telegram's limits and no post is lost or cut", () => {
  const item = fc.record({
    title: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    summary: fc.string({ unit: "grapheme", maxLength: 700 }),
    papers: fc.array(fc.constant(aListedPaper({ title: "Т".repeat(300) })), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 60 }), (parts) => {
      const items = parts.map((part, at) => anItem(at + 1, part));
      const messages = showDigest(
        aDigest(
          items,
          items.flatMap(({ papers }) => papers),
        ),
        aSubscriber(),
        view(),
      );
      expect(messages.length).toBeLessThanOrEqual(3);
      for (const { text } of messages) {
        expect(text.rawText.length).toBeLessThanOrEqual(4096);
        expect(text.rawEntities.length).toBeLessThanOrEqual(100);
      }
      const told = messages.flatMap(({ text }) =>
        text.rawEntities.filter(({ type }) => type === "bold"),
      ).length;
      expect(told).toBeGreaterThan(0);
      const links = messages.flatMap(({ text }) =>
        text.rawEntities.flatMap((entity) =>
          entity.type === "text_link" && entity.url.startsWith("https://t.me/") ? [entity.url] : [],
        ),
      );
      const left = Number(/И ещё (\d+)/.exec(textOf(messages.slice(-1)))?.[1] ?? 0);
      expect(links).toHaveLength(items.length - left);
      expect(links).toEqual(
        items.slice(0, links.length).map(({ post }) => `https://t.me/inforetriever/${post.id}`),
      );
    }),
    { numRuns: 40 },
  );
});
