import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { readableText } from "../../src/channel/passages.ts";
import { ENTITY_TYPES, type StoredPost, type TextEntity } from "../../src/channel/post.ts";
import { packageFile } from "../../src/package-files.ts";
import type { ListedPaper } from "../../src/papers/paper.ts";
import type { Hit, TextRange } from "../../src/search/hit.ts";
import { openingHit } from "../../src/search/opening.ts";
import { snippetAround } from "../../src/search/snippet.ts";
import { showAnswer } from "../../src/telegram/answer-view.ts";
import { showCard } from "../../src/telegram/card-view.ts";
import { deepLinks } from "../../src/telegram/deep-links.ts";
import { postArticle } from "../../src/telegram/inline-article.ts";
import { showPage } from "../../src/telegram/list-view.ts";
import { fitMessage, type OutgoingMessage } from "../../src/telegram/message.ts";
import { showPapersPage } from "../../src/telegram/papers-view.ts";
import { postBody } from "../../src/telegram/post-body.ts";
import { dateFormats } from "../../src/telegram/post-date.ts";
import { textPages } from "../../src/telegram/text-cut.ts";
import { loadTexts } from "../../src/telegram/texts.ts";
import { ANNA, GROUP, MINUTE, openStage, type Stage } from "../playground/stage.ts";
import { aListedPaper } from "../support/papers.ts";
import { aStoredPost, media } from "../support/posts.ts";

const { textsFor } = loadTexts(packageFile("data", "locales"), "ru");
const texts = textsFor("ru");
const formatDate = dateFormats("Europe/Moscow")("ru");
const TOKEN = "Xk2_abcDEF-9";
const RUNS = { numRuns: 150, seed: 20241119 };
const PAGE = { chars: 3500, entities: 90 };

const PIECES = [
  "<&>_*[`~|\\",
  "</b><a href='x'>",
  "مرحبا بالعالم",
  "\u202eзадом\u202c наперёд",
  "Z̵̛̘a̷͎̕l̶̰̐g̴̱̓o̵̦͝",
  "👨‍👩‍👧‍👦",
  "🇷🇺",
  "🦊".repeat(60),
  "й",
  "\n\n",
  "\n",
  " ",
  "https://arxiv.org/abs/2402.17152",
  "@someone #tag",
  "слово ".repeat(40),
  "нерасстановочный".repeat(20),
  "\u200b\ufeff",
  "\ue000",
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 20 })), {
    maxLength: 120,
  })
  .map((pieces) => pieces.join(""));

/** Entities where a character ends, as every reader of archives makes them. */
function entitiesOf(written: string): fc.Arbitrary<TextEntity[]> {
  const ends = [...written].reduce<number[]>(
    (all, character) => {
      all.push((all.at(-1) ?? 0) + character.length);
      return all;
    },
    [0],
  );
  const place = fc.integer({ min: 0, max: ends.length - 1 }).map((at) => ends[at] ?? 0);
  const url = fc.constantFrom(
    "https://arxiv.org/abs/1706.03762",
    "http://[",
    "javascript:alert(1)",
    "tg://user?id=1",
    "",
  );
  return fc.array(
    fc.tuple(place, place, fc.constantFrom(...ENTITY_TYPES), url).map(([a, b, type, address]) => ({
      type,
      offset: Math.min(a, b),
      length: Math.abs(a - b),
      ...(type === "text_link" ? { url: address } : {}),
    })),
    { maxLength: 130 },
  );
}

const post: fc.Arbitrary<StoredPost> = text
  .chain((written) =>
    fc.record({
      text: fc.constant(written),
      entities: entitiesOf(written.slice(0, 2000)),
      media: fc.constantFrom([], [media("photo")], [media("document", "<&>_*[.pdf")]),
      poll: fc.constantFrom(null, { question: "Что «лучше»?", options: ["<b>", "🦊"] }),
      author: fc.constantFrom(null, "_*[Автор<&>"),
      messageId: fc.constantFrom(null, 7),
      date: fc.constantFrom("2024-10-18T21:50:00Z", "2024-10-18T21:50:00"),
    }),
  )
  .map((parts) => aStoredPost(parts));

test("whatever the post, its card is accepted by Telegram, page by page", async () => {
  const stage = await openStage();
  await fc.assert(
    fc.asyncProperty(post, async (shown) => {
      const pages = textPages(postBody(shown), PAGE);
      for (const [page, pageText] of pages.entries()) {
        const papers = [aListedPaper({ title: `Paper ${shown.text}` }), aListedPaper({ aliases: ["HSTU"] })];
        const card = { post: shown, text: pageText, page, pages: pages.length, papers, older: 1, newer: 2 };
        const options = { texts, formatDate, showChannels: true, token: TOKEN };
        await expectAccepted(
          stage,
          showCard(card, { ...options, from: { page: 3, order: "newest" }, next: null }),
        );
      }
    }),
    RUNS,
  );
}, 60_000);

test("whatever the posts, a list of ten is accepted by Telegram, in private and in a group", async () => {
  const stage = await openStage();
  await fc.assert(
    fc.asyncProperty(
      fc.array(post, { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      async (posts, isBrief) => {
        const hits = posts.map(withManyMarks);
        const list = {
          kind: "search",
          query: [...(posts[0]?.text ?? "")].slice(0, 100).join(""),
          pageSize: 10,
        } as const;
        const page = {
          list,
          order: "relevance",
          page: 0,
          pages: 2,
          total: 20,
          query: list.query,
          hits,
        } as const;
        const kept = { token: TOKEN, suggestions: [] };
        const buttons = isBrief
          ? ({ kind: "group", continueUrl: "https://t.me/inforetriever_bot?start=n", ...kept } as const)
          : ({ kind: "private", ...kept } as const);
        await expectAccepted(
          stage,
          showPage(page, { texts, formatDate, showChannels: true, buttons, isBrief }),
        );
      },
    ),
    RUNS,
  );
}, 60_000);

test("whatever is quoted, an answer is accepted by Telegram, in private and in a group", async () => {
  const stage = await openStage();
  await fc.assert(
    fc.asyncProperty(
      fc.array(post, { minLength: 1, maxLength: 4 }),
      fc.option(text),
      fc.constantFrom("answered", "worded", "closest"),
      fc.boolean(),
      async (posts, short, kind, isGroup) => {
        const answer = kind === "closest" ? nearTo(posts) : answerOutOf(posts, short, kind === "worded");
        const kept = { token: TOKEN, suggestions: [] };
        const buttons = isGroup
          ? ({ kind: "group", continueUrl: "https://t.me/inforetriever_bot?start=q", ...kept } as const)
          : ({ kind: "private", ...kept } as const);
        const message = showAnswer(answer, {
          texts,
          formatDate,
          showChannels: true,
          buttons,
          isBrief: isGroup,
        });
        if (kind !== "closest") expect(message.text.text.length).toBeLessThanOrEqual(4096);
        await expectAccepted(stage, message);
      },
    ),
    RUNS,
  );
}, 60_000);

/** Quotes as long as their posts, marked at every word. */
function answerOutOf(posts: readonly StoredPost[], short: string | null, isWorded: boolean): Answer {
  const citations = posts.map((cited) => {
    const whole = readableText(cited);
    return { post: cited, quote: { text: whole, marks: wordsIn(whole) } };
  });
  const sentence = {
    text: `${short ?? "–"} <b>_*[ `.repeat(40).slice(0, 300),
    citations: posts.map((_, at) => at),
  };
  const worded = isWorded ? Array.from({ length: 5 }, () => sentence) : null;
  return {
    question: "?",
    answered: true,
    isSure: short !== null,
    short,
    worded,
    citations,
    closest: [],
    passages: [],
  };
}

function nearTo(posts: readonly StoredPost[]): Answer {
  const closest = posts.map(withManyMarks);
  return {
    question: "?",
    answered: false,
    isSure: false,
    short: null,
    worded: null,
    passages: [],
    citations: [],
    closest,
  };
}

const paper: fc.Arbitrary<ListedPaper> = fc
  .record({
    title: fc.oneof(
      text.map((written) => written.trim() || "—"),
      fc.constantFrom("<&>_*[", "🦊".repeat(4096), "مرحبا: بالعالم", "\u202eElder\u202c"),
    ),
    aliases: fc.constantFrom([], ["<&>_*["], ["🦊".repeat(90)]),
    arxivId: fc.constantFrom(null, "2402.17152", "cs/0703041"),
    doi: fc.constantFrom(null, "10.1145/3460231.3474255", "10.1002/(sici)1097-4571(199009)41:6<391::aid>3.0"),
    url: fc.constantFrom(null, "https://openreview.net/forum?id=AbC-12_x"),
    year: fc.constantFrom(null, 2024),
    authors: fc.array(fc.constantFrom("Ada Quokka", "_*[<&>", "🦊".repeat(90), "Ł. Ø"), { maxLength: 6 }),
    hasMoreAuthors: fc.boolean(),
    posts: fc.constantFrom(0, 1, 21),
    last: fc.constantFrom(null, "2024-02-01T00:00:00Z"),
  })
  .map((parts) => aListedPaper({ ...parts, key: `title:${parts.title}` }));

test("whatever the paper, its card is accepted by Telegram with every button", async () => {
  const stage = await openStage();
  const list = { kind: "paper", query: "HSTU", pageSize: 10 } as const;
  const asked = { list, query: list.query, order: "relevance", page: 0, pages: 2 } as const;
  const hits = fc.array(post.map(withManyMarks), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.option(paper),
      fc.array(paper, { maxLength: 8 }),
      hits,
      fc.boolean(),
      async (shown, alternatives, found, isExact) => {
        const page = { ...asked, paper: shown, alternatives, isExact, total: found.length, hits: found };
        const buttons = { kind: "private", token: TOKEN, suggestions: [], hideToken: TOKEN } as const;
        const options = { texts, formatDate, showChannels: true, buttons, isBrief: false };
        await expectAccepted(stage, showPage(page, options));
      },
    ),
    RUNS,
  );
}, 60_000);

test("whatever the papers, a list of ten is accepted by Telegram, in private and in a group", async () => {
  const stage = await openStage();
  await fc.assert(
    fc.asyncProperty(
      fc.array(paper, { maxLength: 10 }),
      fc.constantFrom("", "<&>_*[", "🦊".repeat(300)),
      fc.boolean(),
      async (papers, query, isGroup) => {
        const list = { kind: "papers", query, pageSize: 10 } as const;
        const place = { page: 0, order: "relevance", pages: 2, source: null, isComplete: false } as const;
        const page = { list, ...place, total: papers.length, papers };
        const kept = { token: TOKEN, suggestions: [] };
        const buttons = isGroup
          ? ({ kind: "group", continueUrl: "https://t.me/inforetriever_bot?start=b", ...kept } as const)
          : ({ kind: "private", ...kept } as const);
        await expectAccepted(stage, showPapersPage(page, { texts, formatDate, buttons }));
      },
    ),
    RUNS,
  );
}, 60_000);

test("whatever the post, it is an inline result that Telegram accepts", async () => {
  const stage = await openStage();
  let offset = 0;
  let confirmed = 0;
  const buttons = {
    saveButton: async () => undefined,
    findButton: async () => null,
    pruneButtons: async () => 0,
  };
  const links = deepLinks("inforetriever_bot", { buttons, now: () => new Date() });
  await fc.assert(
    fc.asyncProperty(post, async (shown) => {
      const source = { formatDate, showChannels: true };
      const asking = stage.telegram.inlineQuery(ANNA, "", String(++offset));
      const query = (await stage.updates({ offset: confirmed })).at(-1);
      confirmed = (query?.update_id ?? 0) + 1;
      const asked = query?.inline_query;
      const id = asked instanceof Object && "id" in asked ? asked.id : "";
      const results = [postArticle(withManyMarks(shown), { texts, source, links })];
      expect(await stage.refusal("answerInlineQuery", { inline_query_id: id, results })).toBe("ok");
      expect(await asking).toMatchObject({ results: [{ id: "p1" }] });
    }),
    { ...RUNS, numRuns: 60 },
  );
}, 60_000);

test("pages of a text lose nothing but the space between them, and cut no character", () => {
  fc.assert(
    fc.property(text, (written) => {
      const pages = textPages(postBody(aStoredPost({ text: written })), { chars: 200, entities: 90 });
      expect(pages.map(({ rawText }) => rawText.replace(/\s/g, "")).join("")).toBe(
        readableText(aStoredPost({ text: written })).replace(/\s/g, ""),
      );
      for (const { rawText } of pages) {
        expect(rawText.length).toBeLessThanOrEqual(200);
        expect(rawText.isWellFormed()).toBe(true);
      }
    }),
    RUNS,
  );
});

/** Marked at nearly every word, which is more than fits. */
function withManyMarks(shown: StoredPost): Hit {
  const readable = readableText(shown);
  return { ...openingHit(shown), snippet: snippetAround(readable, wordsIn(readable)) };
}

function wordsIn(written: string): TextRange[] {
  return [...written.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
}

async function expectAccepted(stage: Stage, message: OutgoingMessage): Promise<void> {
  const { text: sent, entities } = fitMessage(message.text);
  expect(sent.length).toBeLessThanOrEqual(4096);
  expect(entities.length).toBeLessThanOrEqual(100);
  expect(sent.isWellFormed()).toBe(true);
  for (const { offset, length } of entities) {
    expect(offset + length).toBeLessThanOrEqual(sent.length);
    expect(sent.slice(offset, offset + length).isWellFormed()).toBe(true);
  }
  stage.pass(MINUTE);
  const payload = { chat_id: GROUP, text: sent, entities, reply_markup: message.keyboard };
  expect(await stage.refusal("sendMessage", payload)).toBe("ok");
}
