import fc from "fast-check";
import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { createSavedQueries } from "../../src/digests/saved-queries.ts";
import type { SavedQuery } from "../../src/digests/subscription-store.ts";
import { createPaperReader } from "../../src/papers/recognition/paper-reader.ts";
import { parseGlossary } from "../../src/search/glossary.ts";
import { filteredPost, passes } from "../../src/search/matching/passes.ts";
import { matchedPost, matches } from "../../src/search/matching/query-match.ts";
import { resolveFilter } from "../../src/search/post-filter.ts";
import { parseQuery } from "../../src/search/query-language.ts";
import { paperFinderOver } from "../support/papers.ts";
import { aChannel, aPost, photo } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const timezone = "Europe/Moscow";
const glossary = parseGlossary({ groups: [{ terms: ["холодный старт", "cold start", "coldstart"] }] });

/** A store with these posts, and queries that are saved as the test goes on. */
async function aWorld(posts: readonly Partial<Post>[]) {
  const store = await aStore({ papers: createPaperReader([]) });
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    posts.map((post, n) => aPost({ messageId: n + 1, ...post })),
  );
  const queries: SavedQuery[] = [];
  const saved = createSavedQueries({
    store: store.search,
    queries: {
      savedQueriesAfter: async (after, limit) => queries.filter((query) => query.id > after).slice(0, limit),
    },
    glossary,
    timezone,
    papersOfPost: paperFinderOver(store).papersOfPost,
  });
  const save = (query: string, paperKey: string | null = null) =>
    queries.push({ id: queries.length + 1, query, paperKey });
  const { ids } = await store.search.select({ kind: "all", of: [] }, { offset: 0, limit: 1_000 });
  return { store, saved, save, queries, postIds: [...ids].sort((a, b) => a - b) };
}

const WORDS = [
  ..."рексис рексистемы рексистема recsys reksistemy дипмайнд deepmind dcn v2 dcnv2 DCN-v2 холодный старт".split(
    " ",
  ),
  ..."cold start coldstart мешок мешка gpt gpt4 logq логика и почитать что новый кот коты кода self-play".split(
    " ",
  ),
  ..."selfplay самообучение 2402.17152 2402 джипити прага prague meetup митапа рекомендательная система".split(
    " ",
  ),
];
const word = fc.constantFrom(...WORDS);
const text = fc.array(
  fc.oneof({ weight: 8, arbitrary: word }, fc.constantFrom(".", "\n\n", "#recsys", "#кот_пёс")),
  {
    minLength: 1,
    maxLength: 9,
  },
);
const post = fc.record({
  text: text.map((words) => words.join(" ")),
  author: fc.constantFrom(null, "Никита Семёнов", "Кот"),
  date: fc.constantFrom("2024-05-17T20:59:59Z", "2024-05-17T21:00:00Z", "2024-05-18T00:00:00"),
  media: fc.constantFrom([], [photo()]),
});

const filter = fc.constantFrom(
  ..."#recsys #кот_пёс has:photo has:paper author:семен author:т channel:inforetriever channel:ret".split(
    " ",
  ),
  ..."channel:никто on:2024-05-18 before:2024-05-18 after:2024-05-18".split(" "),
);
const { query } = fc.letrec<{ query: string; part: string }>((tie) => ({
  query: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")),
  part: fc.oneof(
    { weight: 6, arbitrary: word },
    filter,
    word.map((one) => `=${one}`),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(" ")}"`),
    tie("part").map((part) => `-${part}`),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `${a} | ${b}`),
    { weight: 1, depthSize: "small", arbitrary: tie("query").map((inner) => `(${inner})`) },
  ),
}));

const RUNS = { numRuns: 60, seed: 20241119 };

test("the index finds the saved queries that a look at each of them finds", { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(
    fc.array(post, { minLength: 1, maxLength: 4 }),
    fc.array(query, { minLength: 30, maxLength: 60 }),
    async (posts, texts) => {
      const { store, saved, save, queries, postIds } = await aWorld(posts);
      for (const one of texts) save(one);
      const context = { glossary, timezone, channels: await store.search.channels() };
      for (const stored of await store.search.postsByIds(postIds)) {
        const matched = matchedPost(stored);
        const expected: number[] = [];
        for (const one of queries)
          if (await matches(parseQuery(one.query), matched, context)) expected.push(one.id);
        expect(await saved.savedQueriesOf(stored.id)).toEqual(expected);
      }
    },
  );
  await fc.assert(property, RUNS);
});

test("a filter lets the same posts pass as in a search", async () => {
  const filters = fc.array(fc.tuple(fc.constantFrom("", "-"), filter), { minLength: 1, maxLength: 3 });
  const property = fc.asyncProperty(
    fc.array(post, { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(filters, fc.constantFrom(" ", " | ")), { minLength: 20, maxLength: 20 }),
    async (posts, asked) => {
      const { store, postIds } = await aWorld(posts);
      const stored = await store.search.postsByIds(postIds);
      for (const [parts, joint] of asked) {
        const parsed = parseQuery(parts.map((part) => part.join("")).join(joint)).filter;
        if (parsed === null) continue;
        const resolved = await resolveFilter(parsed, { timezone, channels: await store.search.channels() });
        const { ids } = await store.search.select(resolved, { offset: 0, limit: 100 });
        const passing = stored.filter((one) => passes(resolved, filteredPost(one)));
        expect(passing.map((one) => one.id)).toEqual([...ids].sort((a, b) => a - b));
      }
    },
  );
  await fc.assert(property, { ...RUNS, numRuns: 20 });
});

test("a query that is saved later counts for the next post", async () => {
  const { saved, save, postIds } = await aWorld([{ text: "Обзор HSTU" }]);
  const [id = 0] = postIds;
  save("hstu");
  expect(await saved.savedQueriesOf(id)).toEqual([1]);
  save("обзоры");
  save("tiger");
  expect(await saved.savedQueriesOf(id)).toEqual([1, 2]);
});

test("thousands of saved queries are all read", async () => {
  const { saved, save, queries, postIds } = await aWorld([{ text: "Слово номер 2345" }]);
  for (let n = 0; n < 3_000; n++) save(`слово ${n}`);
  expect(await saved.savedQueriesOf(postIds[0] ?? 0)).toEqual([
    queries.find(({ query: one }) => one === "слово 2345")?.id,
  ]);
});

test("what asks for nothing matches nothing", async () => {
  const { saved, save, postIds } = await aWorld([{ text: "Слово" }]);
  for (const nothing of ["", "🙂", "()", "-🙂", "-()"]) save(nothing);
  save("слово ".repeat(1_000));
  expect(await saved.savedQueriesOf(postIds[0] ?? 0)).toEqual([6]);
});

test("what only refuses matches every post but those", async () => {
  const { saved, save, postIds } = await aWorld([{ text: "Слово" }, { text: "Реклама слова" }]);
  const [plain = 0, advertising = 0] = postIds;
  for (const query of ["-реклама", "-(a b)", "-a -b -c", "-слово"]) save(query);
  expect(await saved.savedQueriesOf(plain)).toEqual([1, 2, 3]);
  expect(await saved.savedQueriesOf(advertising)).toEqual([2, 3]);
  expect(await saved.matching("-реклама", postIds)).toEqual([plain]);
});

test("a hidden post matches nothing", async () => {
  const { store, saved, save, postIds } = await aWorld([{ text: "Обзор HSTU" }]);
  const [id = 0] = postIds;
  save("hstu");
  expect(await saved.match("hstu", null, id)).not.toBeNull();
  await store.hidePost(id, new Date("2024-12-01T00:00:00Z"));
  expect(await saved.savedQueriesOf(id)).toEqual([]);
  expect(await saved.match("hstu", null, id)).toBeNull();
  expect(await saved.matching("hstu", [id])).toEqual([]);
});

test("a saved paper matches the posts that name it, by its number, its title or its address", async () => {
  const title = "Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers";
  const { saved, save, postIds } = await aWorld([
    { text: `Статья «${title}», arXiv:2402.17152, про HSTU` },
    { text: "Просто текст про слова" },
  ]);
  const [named = 0, other = 0] = postIds;
  save(title, "arxiv:2402.17152");
  save("другая", "arxiv:2401.00001");
  expect(await saved.savedQueriesOf(named)).toEqual([1]);
  expect(await saved.savedQueriesOf(other)).toEqual([]);
  const match = await saved.match("HSTU", "arxiv:2402.17152", named);
  expect(match?.query).toBe("HSTU");
  expect(match?.snippet.text).toContain("Actions Speak Louder");
  expect(await saved.match("HSTU", "arxiv:2402.17152", other)).toBeNull();
});

test("of many posts those that match are told in the order in which they were asked", async () => {
  const { saved, postIds } = await aWorld(
    Array.from({ length: 12 }, (_, n) => ({ text: n % 3 === 0 ? "HSTU" : "нет" })),
  );
  const asked = postIds.toReversed();
  const expected = asked.filter((id) => postIds.indexOf(id) % 3 === 0);
  expect(await saved.matching("hstu", [...asked, 999])).toEqual(expected);
});

test("a failure to read saved queries is told, and made good the next time", async () => {
  const { store, postIds } = await aWorld([{ text: "HSTU" }]);
  let isBroken = true;
  const saved = createSavedQueries({
    store: store.search,
    queries: {
      savedQueriesAfter: async (after) => {
        if (isBroken) throw new Error("locked");
        return after === 0 ? [{ id: 7, query: "hstu", paperKey: null }] : [];
      },
    },
    glossary: null,
    timezone,
    papersOfPost: async () => [],
  });
  await expect(saved.savedQueriesOf(postIds[0] ?? 0)).rejects.toThrow("locked");
  isBroken = false;
  expect(await saved.savedQueriesOf(postIds[0] ?? 0)).toEqual([7]);
});
