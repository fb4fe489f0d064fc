import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { composing, outline } from "../support/composing.ts";
import { aChannel, aPost, photo } from "../support/posts.ts";

const ARXIV = "https://arxiv.org/abs/2402.17152";

let lastMessage = 0;
const written = (text: string, parts: Partial<Post> = {}) => {
  lastMessage++;
  return aPost({ messageId: lastMessage, text, date: "2024-11-19T10:00:00Z", ...parts });
};
const long = (title: string, sentence: string) => `${title}\n\n${`${sentence} `.repeat(6).trim()}`;

const LOGS = long("Про логи", "Разбираемся, почему признаки в обучении и на проде расходятся.");
const NEWS = "Митап перенесли на четверг.";
const PAPER = long(`HSTU ${ARXIV}`, "Авторы предлагают один большой трансформер вместо многих моделей.");

test("posts about papers, longer posts and news stand apart, in this order", async () => {
  const posts = [NEWS, LOGS, PAPER, "Коротко: вышла новая версия."].map((text) => written(text));
  const { digest } = await composing(posts);
  expect(outline(await digest())).toEqual([
    ["papers", [`HSTU ${ARXIV}`]],
    ["posts", ["Про логи"]],
    ["news", ["Коротко: вышла новая версия", "Митап перенесли на четверг"]],
  ]);
});

test("a few posts are not parted", async () => {
  const { digest } = await composing([NEWS, PAPER].map((text) => written(text)));
  expect(outline(await digest())).toEqual([["posts", [`HSTU ${ARXIV}`, "Митап перенесли на четверг"]]]);
});

test("a paper that a long post names in passing does not make it a post about papers", async () => {
  const inPassing = `${long("Про митап", "Собрались, поговорили о логах и разошлись по домам.")}\n${"Потом пили чай и снова говорили. ".repeat(12)}\n${ARXIV}`;
  const { digest } = await composing([inPassing, LOGS, NEWS, PAPER].map((text) => written(text)));
  const [papers, posts] = outline(await digest());
  expect(papers).toEqual(["papers", [`HSTU ${ARXIV}`]]);
  expect(posts?.[1]).toContain("Про митап");
});

test("papers of the period come most named first, counted in its posts only", async () => {
  const other = "https://arxiv.org/abs/2308.07192";
  const posts = [`До того ${ARXIV}`, `Раз ${other} и ${ARXIV}`, `Два ${ARXIV}`].map((text) => written(text));
  const { digest, postIds } = await composing(posts);
  const span = { after: postIds[0] ?? 0, upTo: postIds[2] ?? 0, publishedSince: new Date(0) };
  const { papers } = await digest({ posts: span });
  expect(papers.map(({ arxivId, posts: named }) => [arxivId, named])).toEqual([
    ["2402.17152", 2],
    ["2308.07192", 1],
  ]);
});

test("only posts of the span, of the channels and matching the query are told of, and counted", async () => {
  const { digest, store, channelId, postIds } = await composing(
    [LOGS, NEWS, PAPER].map((text) => written(text)),
  );
  const other = await store.openChannel(aChannel({ telegramId: 5, username: "other", title: "Другой" }));
  await store.savePosts(other.id, [written("Чужой митап")]);
  const titles = async (parts: Parameters<typeof digest>[0]) => {
    const found = await digest(parts);
    return [found.total, found.sections.flatMap(({ items }) => items.map(({ title }) => title))];
  };
  const span = { after: postIds[0] ?? 0, upTo: postIds[1] ?? 0, publishedSince: new Date(0) };
  expect(await titles({ posts: span })).toEqual([1, ["Митап перенесли на четверг"]]);
  expect(await titles({ channelIds: [other.id] })).toEqual([1, ["Чужой митап"]]);
  expect(await titles({ query: "Митап" })).toEqual([1, ["Митап перенесли на четверг"]]);
  expect(await titles({ query: "Чужой", channelIds: [channelId] })).toEqual([0, []]);
});

test("a hidden post is not told of, an edited one as it is now", async () => {
  const posts = [written(NEWS), written("Второе")];
  const { digest, store, channelId, postIds } = await composing(posts);
  await store.hidePost(postIds[0] ?? 0, new Date());
  const edited = { ...posts[1], ...written("Стало третье"), messageId: posts[1]?.messageId ?? null };
  await store.savePosts(channelId, [{ ...edited, editedAt: "2024-11-20T00:00:00Z" }]);
  const { total, sections } = await digest();
  expect([total, outline({ sections })]).toEqual([1, [["posts", ["Стало третье"]]]]);
});

test("nothing new is a digest without sections", async () => {
  const { digest } = await composing([]);
  expect(await digest()).toEqual({ sections: [], papers: [], total: 0 });
});

test("what all write about comes first; advertisements and reposts come last", async () => {
  const about = (title: string) =>
    long(title, "Квантование остатка даёт семантические айдишники для ретривала.");
  const posts = [
    written(long("Курс", "Квантование остатка и семантические айдишники. Реклама. erid: 2Vtzqw")),
    written(about("Чужое"), { forwardedFrom: { name: "Сосед" } }),
    written(about("Квантование")),
    written(long("Погода", "В Сингапуре жарко, в зале холодно, все ходят в худи.")),
    written(about("Айдишники")),
  ];
  const { digest } = await composing(posts);
  const [[, titles] = []] = outline(await digest());
  expect(titles?.slice(0, 2)).toEqual(["Квантование", "Айдишники"]);
  expect(titles?.at(-1)).toBe("Курс");
});

test("of equals the newest comes first", async () => {
  const days = [20, 22, 21].map((day) => written("", { date: `2024-11-${day}T10:00:00Z`, media: [photo()] }));
  const { digest } = await composing(days);
  const { sections } = await digest();
  const dates = sections.flatMap(({ items }) => items.map(({ post }) => post.date.slice(8, 10)));
  expect(dates).toEqual(["22", "21", "20"]);
});

test("a post that more people saw than usual comes before the others of its channel", async () => {
  const posts = [100, 100, 400].map((views, at) => written(`Слово ${at}`, { views }));
  const { digest } = await composing(posts);
  const [[, titles] = []] = outline(await digest());
  expect(titles?.[0]).toBe("Слово 2");
});

test("what is posted again, nearly as it was, is told of once; a weekly column is another each time", async () => {
  const gift = "Какой подарок вы хотели бы на Новый год?\n\nДа, начинать готовиться никогда не рано";
  const { digest } = await composing([
    aPost({ messageId: 1, text: `${gift}, честно` }),
    aPost({ messageId: 2, text: gift }),
    aPost({ messageId: 3, text: "Новости недели\n\nЯндекс выложил датасет про музыку" }),
    aPost({ messageId: 4, text: "Новости недели\n\nПинтерест рассказал о новом ранкере" }),
  ]);
  const { sections, total } = await digest();
  const told = sections.flatMap(({ items }) => items.map(({ post }) => post.messageId));
  expect(told.toSorted()).toEqual([1, 3, 4]);
  expect(total).toBe(4);
});

test("an album is told of once", async () => {
  const { digest } = await composing([
    written("Слайды", { albumMessageIds: [901, 902], messageId: 900, media: [photo(), photo(), photo()] }),
  ]);
  expect((await digest()).total).toBe(1);
});

test("while an archive is being saved, the papers of a digest are gathered once, not for each post", async () => {
  let gathered = 0;
  let saved = 0;
  const posts = Array.from({ length: 40 }, (_, at) =>
    written(`Статья ${at} https://arxiv.org/abs/2402.17${100 + at}`),
  );
  const { digest } = await composing(posts, (papers) => ({
    ...papers,
    // Each time that anybody else has their turn.
    paperPosition: async () => ({ ...(await papers.paperPosition()), sequence: saved }),
    arxivRecords: () => {
      gathered += 1;
      return papers.arxivRecords();
    },
  }));
  let isSaving = true;
  const save = () => {
    saved += 1;
    if (isSaving) setImmediate(save);
  };
  save();
  const { total } = await digest();
  isSaving = false;
  expect(total).toBe(40);
  expect(gathered).toBe(1);
});
