import { expect, test } from "vitest";
import type { ChannelRef, Post } from "../../src/channel/post.ts";
import type { Finder, SearchRequest } from "../../src/search/hit.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { aChannel, anAlbumMessage, aPageTextPost, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

interface Room {
  readonly finder: Finder;
  readonly store: SqliteStore;
  /** Saves posts to a channel. */
  save(posts: readonly Partial<Post>[], channel?: Partial<ChannelRef>): Promise<number>;
  /** Texts of the posts found. */
  find(query: string, request?: Partial<SearchRequest>): Promise<string[]>;
}

/** A finder over the given texts; later ones are newer. */
async function aRoom(...texts: string[]): Promise<Room> {
  const store = await aStore();
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  const room: Room = {
    finder,
    store,
    save: async (posts, channel = {}) => {
      const { id } = await store.openChannel(aChannel(channel));
      await store.savePosts(id, posts.map(aPost));
      return id;
    },
    find: async (query, request = {}) => {
      const found = await finder.search({ query, order: "relevance", offset: 0, limit: 10, ...request });
      return found.hits.map(({ post }) => post.text);
    },
  };
  await room.save(texts.map((text, n) => ({ messageId: n + 1, text, date: dayOf(n) })));
  return room;
}

function dayOf(n: number): string {
  return new Date(Date.UTC(2024, 0, 1 + n)).toISOString().replace(".000", "");
}

const POSTS = [
  "Семантические айдишники получают из RQ-VAE на миллиарде айтемов",
  "Соседняя команда выложила ядра torchrec'а",
  "Новость: DCN-v2 и logQ-коррекция в проде",
  "Наконец-то пообщались с Пинтерестом, спрашивали про PinnerFormer",
  "Ещё раз о дистилляции: учитель и ученик",
  "Разбор статьи Actions Speak Louder than Words от авторов HSTU",
];

test.each([
  ["семантический айдишник", 0],
  ["TORCHREC", 1],
  ["еще раз дистилляция", 4],
  ["dcnv2", 2],
  ["dcn v2", 2],
  ["dcn-v2", 2],
  ["log q коррекция", 2],
  ["дистил", 4],
  ["пинтрестом", 3],
  ["torhcrec", 1],
  ["торчрек", 1],
  ["pinterest", 3],
  ["ctvfynbxtcrbt fqlbiybrb", 0],
  ["ещксркус", 1],
  ["semanticheskie aidishniki", 0],
  ["«speak louder than words»", 5],
])("%s finds its post", async (query, place) => {
  const { find } = await aRoom(...POSTS);
  expect((await find(query))[0]).toBe(POSTS[place]);
});

test.each(["рекомендательные системы", "recommender systems", "эйчэстию", "дисиэн"])(
  "%s is found under its short form",
  async (query) => {
    const { find } = await aRoom("тренды рексистем, RecSys, HSTU и DCN", "трансляция митапа");
    expect(await find(query)).toHaveLength(1);
  },
);

test.each([
  ["холодныйстарт", "холодный старт рекомендаций"],
  ["холодныстарт", "холодный старт рекомендаций"],
  ["автаэнкодер", "автоэнкодер"],
  ["пин сейдж", "PinSage"],
  ["реклама на .ne,t", "реклама на Ютубе"],
])("%s, typed without a space or with a typo, finds %s", async (query, answer) => {
  const { find } = await aRoom(
    "холодный старт рекомендаций",
    "автоэнкодер",
    "PinSage",
    "реклама на Ютубе",
    "NE и t",
  );
  expect((await find(query))[0]).toBe(answer);
});

test.each([
  ["тсукирман", "лекция Цукермана"],
  ["пелюген", "заметки Пилюгина"],
])("%s, spelt as it sounds, finds %s", async (query, answer) => {
  const { find } = await aRoom("лекция Цукермана", "заметки Пилюгина", "сотня серверов");
  expect(await find(query)).toEqual([answer]);
});

test("the commoner of two words is no answer, the rarer two of five are", async () => {
  const { find } = await aRoom(
    "новое лицо в команде",
    "лицо и маска",
    "лицо на портрете",
    "распознавание речи",
    "Bitzlato: криптобиржа закрыта",
    "вчера был розыск",
    "нас объявили",
  );
  expect(await find("распознавание лиц")).toEqual(["распознавание речи"]);
  expect(await find("почему сотрудников криптобиржи Bitzlato объявили в международный розыск")).toContain(
    "Bitzlato: криптобиржа закрыта",
  );
});

test("what a question is worded with decides less than what it is about", async () => {
  const { find } = await aRoom("где лучше почитать книгу", "тренды рекомендаций", "ещё книги", "и тренды");
  expect((await find("где почитать тренды"))[0]).toContain("тренды");
});

test("of posts that fit alike the newer comes first, a better one stays above", async () => {
  const { find } = await aRoom(
    "калибровка",
    "калибровка и ещё",
    "лента",
    "калибровка ранжирования",
    "калибровка лент",
  );
  expect((await find("калибровка ранжирования"))[0]).toBe("калибровка ранжирования");
  const { find: findOther } = await aRoom("лекция Цукермана", "лента", "лекция Цукермана!");
  expect(await findOther("цукерман")).toEqual(["лекция Цукермана!", "лекция Цукермана"]);
});

test("two words are not taken for another word that begins like both", async () => {
  const { find } = await aRoom("холст и кисть", "холодный старт");
  expect(await find("холодный старт")).toEqual(["холодный старт"]);
});

test.each([
  ["rjyj[f", "карта деревни Коноха"],
  ["бэд", "bad weather"],
])("%s is read with all its letters", async (query, answer) => {
  const { find } = await aRoom("l = 1", "рыжий кот", "карта деревни Коноха", "bad weather");
  expect((await find(query))[0]).toBe(answer);
});

test.each([
  "",
  "   ",
  "🔥",
  "…",
  '""',
  "-",
  "рецепт борща",
  "kubernetes ingress",
  "bbbb",
  "щщщщ",
  "dddd ssss",
])("%s finds nothing", async (query) => {
  const { finder } = await aRoom(...POSTS);
  const found = await finder.search({ query, order: "relevance", offset: 0, limit: 10 });
  expect(found).toMatchObject({ total: 0, hits: [] });
});

test("a query of stop words only is searched all the same", async () => {
  const { find } = await aRoom("быть или не быть", "семантические айдишники");
  expect(await find("или не")).toEqual(["быть или не быть"]);
});

test("a quoted phrase must stand there as it is", async () => {
  const { find } = await aRoom("матрица эмбеддингов", "эмбеддингов большая матрица");
  expect(await find('"матрица эмбеддингов"')).toEqual(["матрица эмбеддингов"]);
});

test("a word with a minus excludes the posts that have it", async () => {
  const { find } = await aRoom("трансформер и реклама", "трансформер без рекламы", "трансформер для музыки");
  expect(await find("трансформер -реклама")).toEqual(["трансформер для музыки"]);
});

test("an arXiv id behind a word is found", async () => {
  const { finder, save } = await aRoom();
  const link = {
    type: "text_link",
    offset: 0,
    length: 6,
    url: "https://arxiv.org/abs/2402.17152v2",
  } as const;
  await save([{ messageId: 1, text: "статья про HSTU", entities: [link] }]);
  const found = await finder.search({ query: "2402.17152", order: "relevance", offset: 0, limit: 5 });
  expect(found.total).toBe(1);
  expect(found.hits[0]?.snippet).toEqual({ text: "статья про HSTU", marks: [] });
});

test("a poll, a file's name, the author and the origin of a forward are found", async () => {
  const { save, find } = await aRoom();
  await save([
    { messageId: 1, text: "", poll: { question: "Какой лосс?", options: ["pointwise", "pairwise"] } },
    { messageId: 2, text: "слайды", media: [{ kind: "document", title: "calibration-notes.pdf" }] },
    { messageId: 3, text: "о поиске", author: "Марина Кузнецова" },
    { messageId: 4, text: "новость", forwardedFrom: { name: "Волна рекомендаций" } },
  ]);
  expect(await find("pairwise")).toEqual([""]);
  expect(await find("calibration")).toEqual(["слайды"]);
  expect(await find("кузнецова")).toEqual(["о поиске"]);
  expect(await find("волна рекомендаций")).toEqual(["новость"]);
});

test("Chinese is found by any part of a sentence", async () => {
  const { find } = await aRoom("川陀大学图书馆开放", "别的新闻");
  expect(await find("大学图书")).toEqual(["川陀大学图书馆开放"]);
  expect(await find("馆")).toEqual(["川陀大学图书馆开放"]);
});

test("an edited post is found by its new words only", async () => {
  const { save, find } = await aRoom("старый текст про гистограммы");
  await save([
    { messageId: 1, text: "новый текст про калибровку", editedAt: "2024-02-01T00:00:00Z", date: dayOf(0) },
  ]);
  expect(await find("гистограммы")).toEqual([]);
  expect(await find("калибровка")).toEqual(["новый текст про калибровку"]);
});

test("words of an edited post's old text are not offered as spellings", async () => {
  const { save, find } = await aRoom("гистограммы", "калибровка моделей");
  await save([{ messageId: 1, text: "пусто", editedAt: "2024-02-01T00:00:00Z", date: dayOf(0) }]);
  expect(await find("гистограмы")).toEqual([]);
});

test("newest first is by date, and relevance puts the better post first", async () => {
  const better = "Калибровка ранжирования: калибровка по бакетам";
  const { find } = await aRoom(better, "Калибровка и ещё одна мысль о ранжировании, не о ней");
  expect((await find("калибровка ранжирования"))[0]).toBe(better);
  expect((await find("калибровка ранжирования", { order: "newest" }))[1]).toBe(better);
});

test("posts that are equal in everything else come newest first", async () => {
  const { finder } = await aRoom("трансформер", "трансформер", "трансформер");
  const { hits } = await finder.search({ query: "трансформер", order: "relevance", offset: 0, limit: 10 });
  expect(hits.map(({ post }) => post.messageId)).toEqual([3, 2, 1]);
});

test("pages go on where the last one ended, and the total counts all posts", async () => {
  const { finder } = await aRoom(...Array.from({ length: 75 }, (_, n) => `трансформер номер ${n}`));
  const ids: (number | null)[] = [];
  for (let offset = 0; offset < 80; offset += 10) {
    const page = await finder.search({ query: "трансформер", order: "relevance", offset, limit: 10 });
    expect(page.total).toBe(75);
    ids.push(...page.hits.map(({ post }) => post.messageId));
  }
  expect(new Set(ids).size).toBe(75);
});

test("scores never rise from one hit to the next", async () => {
  const texts = Array.from(
    { length: 120 },
    (_, n) => `трансформер ${"слово ".repeat(n % 7)} рекомендаций ${n}`,
  );
  const { finder } = await aRoom(...texts);
  const { hits } = await finder.search({
    query: "трансформер рекомендаций",
    order: "relevance",
    offset: 0,
    limit: 120,
  });
  const scores = hits.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test("one channel is searched by itself, all of them together", async () => {
  const { save, find } = await aRoom("трансформер в рекомендациях");
  const other = await save([{ messageId: 1, text: "трансформер в поиске" }], {
    telegramId: 77,
    username: "searchers",
    title: "Searchers",
  });
  expect(await find("трансформер", { channelId: other })).toEqual(["трансформер в поиске"]);
  expect(await find("трансформер")).toHaveLength(2);
});

test("a hit of a digest shows the item that answers", async () => {
  const item = (topic: string) =>
    `• ${topic}: ${"авторы сравнивают модели на открытых данных и честно пишут про ошибки. ".repeat(4)}`;
  const { finder } = await aRoom(
    ["Дайджест", item("графы"), item("дистилляция ранкера"), item("аукционы")].join("\n"),
  );
  const { hits } = await finder.search({
    query: "дистилляция ранкера",
    order: "relevance",
    offset: 0,
    limit: 1,
  });
  expect(hits[0]?.title).toBe("Дайджест");
  expect(hits[0]?.snippet.text).toContain("дистилляция ранкера");
});

test("the query is given back as it was searched", async () => {
  const { finder } = await aRoom("текст");
  const { query } = await finder.search({
    query: ` а ${"б".repeat(300)}`,
    order: "relevance",
    offset: 0,
    limit: 1,
  });
  expect(query).toHaveLength(256);
});

test("a post that turned out to be another one is no longer found", async () => {
  const { finder, save } = await aRoom();
  const text = "Обзор статьи про семантические айдишники";
  await save([aPageTextPost({ text })]);
  await save([anAlbumMessage(1)]);
  await save([anAlbumMessage(2, { text })]);
  const found = await finder.search({ query: "айдишники", order: "relevance", offset: 0, limit: 5 });
  expect(found.hits.map(({ post }) => post.messageId)).toEqual([1]);
});

test("an archive of one post finds it, also by a question with words that it lacks", async () => {
  const { find } = await aRoom("семантические айдишники из RQ-VAE");
  expect(await find("семантические айдишники подробно")).toHaveLength(1);
});

test.each([
  Array.from({ length: 400 }, (_, n) => `слово${n}`).join(" "),
  "a".repeat(4000),
  "(a|(b|(c|".repeat(100),
  "__proto__ constructor toString",
])("a hostile query is answered in time (%#)", async (query) => {
  const { finder } = await aRoom(
    ...POSTS,
    ...Array.from({ length: 200 }, (_, n) => `слово${n} слово${n + 1}`),
  );
  const start = performance.now();
  await finder.search({ query, order: "relevance", offset: 0, limit: 10 });
  expect(performance.now() - start).toBeLessThan(1000);
});
