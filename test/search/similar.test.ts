import { expect, test } from "vitest";
import { createSimilarFinder } from "../../src/search/similar.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const HEADER = "Дайджест недели. Подписывайтесь на канал.";
const TEXTS = [
  `${HEADER} Статья про semantic IDs: айтемы кодируют через RQ-VAE.`,
  `${HEADER} Ещё раз про semantic IDs и коллизии в RQ-VAE.`,
  `${HEADER} Обзор калибровки вероятностей.`,
  `${HEADER} Что нового в torchrec.`,
  ...Array.from({ length: 8 }, (_, n) => `${HEADER} Выпуск номер ${n} о разном.`),
];

async function anArchive() {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  const saved = await store.savePosts(
    id,
    TEXTS.map((text, n) => aPost({ messageId: n + 1, text })),
  );
  return { ids: saved.map(({ postId }) => postId), ...createSimilarFinder(store.search) };
}

const PAGE = { offset: 0, limit: 10 };

test("a post is like those that share its rare words, not its header", async () => {
  const { ids, similar } = await anArchive();
  const { hits, total, source } = await similar({ to: { postId: ids[0] ?? 0 }, ...PAGE });
  expect(source?.id).toBe(ids[0]);
  expect(hits.map(({ post }) => post.id)).toEqual([ids[1]]);
  expect(total).toBe(1);
});

test("what two posts have in common is told as the source writes it", async () => {
  const { ids, similar } = await anArchive();
  const { hits } = await similar({ to: { postId: ids[0] ?? 0 }, ...PAGE });
  const told = hits[0]?.shared.join(", ");
  expect(told).toContain("semantic IDs");
  expect(told).toContain("RQ-VAE");
});

test("any text can be compared", async () => {
  const { ids, similar } = await anArchive();
  const { hits } = await similar({ to: { text: "как semantic IDs считают в RQ-VAE" }, ...PAGE });
  expect(hits.map(({ post }) => post.id).sort()).toEqual(ids.slice(0, 2));
});

test("nothing is like a post about something of its own", async () => {
  const { ids, similar } = await anArchive();
  expect(await similar({ to: { postId: ids[3] ?? 0 }, ...PAGE })).toMatchObject({ total: 0, hits: [] });
});

test.each([{ postId: 999 }, { text: "" }, { text: "🔥".repeat(5000) }, { text: "и в на" }])(
  "nothing comes of %o",
  async (to) => {
    const { similar } = await anArchive();
    expect(await similar({ to, ...PAGE })).toMatchObject({ total: 0, hits: [] });
  },
);
