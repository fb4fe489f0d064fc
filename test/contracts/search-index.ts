import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import {
  ASIDE_SHARE,
  type Candidate,
  type IndexTerm,
  type SearchIndex,
} from "../../src/search/search-index.ts";
import { stemOf } from "../../src/search/words/stems.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const LEAST = 0.4;
const NO_STEM = 999_999;

/** Makes the index that follows a store; asked anew after every change. */
export type IndexOf = (store: SqliteStore) => Promise<SearchIndex>;

/** The promises of SearchIndex, for every index that is used. */
export function searchIndexContract(name: string, indexOf: IndexOf): void {
  async function anArchive(...texts: string[]) {
    const store = await aStore();
    const { id } = await store.openChannel(aChannel());
    const save = async (posts: readonly Partial<Post>[]) => {
      const results = await store.savePosts(id, posts.map(aPost));
      return results.map(({ postId }) => postId);
    };
    const ids = await save(texts.map((text, n) => ({ messageId: n + 1, text })));
    const number = (word: string) => store.search.vocabulary.numberOf(stemOf(word)) ?? NO_STEM;
    const term = (words: Record<string, number>, worth = 1): IndexTerm => ({
      stems: new Map(Object.entries(words).map(([word, weight]) => [number(word), weight])),
      worth,
    });
    const ask = async (terms: readonly IndexTerm[], allowed: ReadonlySet<number> | null = null) => {
      const index = await indexOf(store);
      const found = await index.candidates({ terms, allowed, least: LEAST, leastOfBest: 0.6 });
      return new Map(found.map((candidate) => [candidate.postId, candidate]));
    };
    return { store, ids, save, term, ask };
  }

  test(`${name}: a post with a word is found, with the weight of the best alternative`, async () => {
    const { ids, term, ask } = await anArchive("дистилляция и калибровка", "дистилляция", "поиск");
    const found = await ask([term({ дистилляция: 1, калибровка: 0.5 })]);
    expect([...found.keys()].sort()).toEqual(ids.slice(0, 2));
    expect(foundOf(found, ids[0])).toEqual([1]);
  });

  test(`${name}: a weaker alternative counts as much as its weight says`, async () => {
    const { ids, term, ask } = await anArchive("калибровка", "поиск");
    const found = await ask([term({ дистилляция: 1, калибровка: 0.6 })]);
    expect(foundOf(found, ids[0])[0]).toBeCloseTo(0.6);
  });

  test(`${name}: every post with enough of the query comes back with all that it has`, async () => {
    const { ids, term, ask } = await anArchive("редкое частое", "частое", "редкое", "частое");
    const found = await ask([term({ частое: 1 }, 0.3), term({ редкое: 1 }, 0.7)]);
    expect(foundOf(found, ids[0])).toEqual([1, 1]);
    expect(foundOf(found, ids[2])).toEqual([0, 1]);
  });

  test(`${name}: a post that has the frequent word alone is left out where that is too little`, async () => {
    const { ids, term, ask } = await anArchive("редкое частое", "частое", "частое");
    const found = await ask([term({ частое: 1 }, 0.3), term({ редкое: 1 }, 0.7)]);
    expect([...found.keys()]).toEqual([ids[0]]);
  });

  test(`${name}: without terms nothing is found`, async () => {
    const { ask } = await anArchive("частое");
    expect(await ask([])).toEqual(new Map());
  });

  test(`${name}: terms count wherever in the post they stand`, async () => {
    const filler = "обычный рассказ о том, как всё устроено внутри рекомендаций и поиска. ".repeat(10);
    const { ids, term, ask } = await anArchive(
      `редкое слово. ${filler}\n\nЗдесь другое: частое. ${filler}`,
      "частое",
    );
    const found = await ask([term({ редкое: 1 }, 0.7), term({ частое: 1 }, 0.3)]);
    expect(foundOf(found, ids[0])).toEqual([1, 1]);
  });

  test(`${name}: only allowed posts come back`, async () => {
    const { ids, term, ask } = await anArchive("поиск", "поиск", "поиск");
    const found = await ask([term({ поиск: 1 })], new Set(ids.slice(1, 2)));
    expect([...found.keys()]).toEqual(ids.slice(1, 2));
  });

  test(`${name}: a word in an address counts less than one in the text`, async () => {
    const { ids, term, ask } = await anArchive("поиск https://example.org/torchrec", "torchrec");
    const found = await ask([term({ torchrec: 1 })]);
    expect(foundOf(found, ids[0])[0]).toBeCloseTo(ASIDE_SHARE);
    expect(foundOf(found, ids[1])).toEqual([1]);
  });

  test(`${name}: a rarer word scores higher, and so does one that stands more often`, async () => {
    const { ids, term, ask } = await anArchive(
      "частое слово тут",
      "редкое слово тут",
      "частое частое частое",
      ...Array.from({ length: 20 }, () => "частое и другое"),
    );
    const found = await ask([term({ частое: 1 }, 0.5), term({ редкое: 1 }, 0.5)]);
    const score = (at: number) => found.get(ids[at] ?? 0)?.bm25 ?? 0;
    expect(score(1)).toBeGreaterThan(score(0));
    expect(score(2)).toBeGreaterThanOrEqual(score(0));
  });

  test(`${name}: an edited post is found by its new words only, a removed one by none`, async () => {
    const { store, ids, save, term, ask } = await anArchive("калибровка", "поиск");
    await save([{ messageId: 1, text: "дистилляция", editedAt: "2024-12-01T00:00:00Z" }]);
    expect([...(await ask([term({ дистилляция: 1 })])).keys()]).toEqual([ids[0]]);
    expect((await ask([term({ калибровка: 1 })])).size).toBe(0);
    expect(store.search.vocabulary.has(stemOf("калибровка"))).toBe(false);
  });

  test(`${name}: a stem that no post has finds nothing`, async () => {
    const { term, ask } = await anArchive("поиск");
    expect((await ask([term({ небывальщина: 1 })])).size).toBe(0);
  });
}

function foundOf(found: ReadonlyMap<number, Candidate>, id: number | undefined): readonly number[] {
  return found.get(id ?? 0)?.found ?? [];
}
