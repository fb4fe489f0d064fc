import { createHash } from "node:crypto";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { MiniSearchIndex } from "../../src/search/minisearch-index.ts";
import { type IndexStamp, loadSnapshot, saveSnapshot } from "../../src/search/minisearch-snapshot.ts";
import {
  ASIDE_SHARE,
  type Candidate,
  type IndexedPassage,
  type IndexQuery,
  type IndexTerm,
} from "../../src/search/search-index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const STAMP: IndexStamp = { epoch: "archive Ω", analyser: 3, sequence: 5_000_000_000, posts: 2 };

function aPassage(passage: Partial<IndexedPassage>): IndexedPassage {
  return { text: [], heading: [], aside: [], ...passage };
}

/** Posts 1, 2, …; each of one passage with the given text. */
function anIndex(...texts: readonly (readonly number[])[]): MiniSearchIndex {
  const index = new MiniSearchIndex();
  for (const [n, text] of texts.entries()) index.put(n + 1, [aPassage({ text })]);
  return index;
}

/** Stems count in full, unless given with a weight. */
function aTerm(stems: readonly (number | readonly [number, number])[], worth = 1): IndexTerm {
  return { stems: new Map(stems.map((stem) => (typeof stem === "number" ? [stem, 1] : stem))), worth };
}

function aQuery(...terms: readonly IndexTerm[]): IndexQuery {
  return { terms, allowed: null, least: 0, leastOfBest: 0 };
}

async function ask(index: MiniSearchIndex, query: IndexQuery): Promise<Candidate[]> {
  return (await index.candidates(query)).toSorted((a, b) => a.postId - b.postId);
}

async function postsWith(index: MiniSearchIndex, ...stems: readonly number[]): Promise<number[]> {
  return (await ask(index, aQuery(aTerm(stems)))).map(({ postId }) => postId);
}

test("a post is found by the stems of all its passages, and comes once", async () => {
  const index = new MiniSearchIndex();
  index.put(7, [aPassage({ text: [0, 1] }), aPassage({ heading: [2] }), aPassage({ aside: [3, 0] })]);
  for (const stem of [0, 1, 2, 3]) expect(await postsWith(index, stem)).toEqual([7]);
  expect(await postsWith(index, 4)).toEqual([]);
});

test("a replaced post is found by its new stems only", async () => {
  const index = anIndex([1], [1]);
  index.put(1, [aPassage({ text: [2] })]);
  expect(index.postCount).toBe(2);
  expect(await postsWith(index, 1)).toEqual([2]);
  expect(await postsWith(index, 2)).toEqual([1]);
});

test("a removed post is gone, and removing it again changes nothing", async () => {
  const index = anIndex([1], [1]);
  index.remove(1);
  index.remove(1);
  expect(index.postCount).toBe(1);
  expect(await postsWith(index, 1)).toEqual([2]);
});

test("a post without passages counts, and is found by nothing", async () => {
  const index = anIndex([1]);
  index.put(2, []);
  index.put(3, [aPassage({ text: [1] })]);
  expect(index.postCount).toBe(3);
  expect(await postsWith(index, 1)).toEqual([1, 3]);
  index.remove(2);
  expect(await postsWith(index, 1)).toEqual([1, 3]);
});

test("an empty index and a query without terms find nothing", async () => {
  expect(await postsWith(new MiniSearchIndex(), 1)).toEqual([]);
  expect(await ask(anIndex([1]), aQuery())).toEqual([]);
});

test("a post without the telling term is left out where the others are too little", async () => {
  const query = { ...aQuery(aTerm([1], 0.7), aTerm([2], 0.3)), least: 0.4 };
  const found = await ask(anIndex([1, 2], [2], [1]), query);
  expect(found.map(({ postId, found }) => ({ postId, found }))).toEqual([
    { postId: 1, found: [1, 1] },
    { postId: 3, found: [1, 0] },
  ]);
});

test("only allowed posts come back", async () => {
  const query = { ...aQuery(aTerm([1]), aTerm([2])), allowed: new Set([2, 4]) };
  expect((await ask(anIndex([1, 2], [1, 2], [2]), query)).map(({ postId }) => postId)).toEqual([2]);
});

test("a term is found with the best of its stems", async () => {
  const query = aQuery(aTerm([[1, 0.6], [2, 0.9], 3]));
  expect((await ask(anIndex([1, 2], [1]), query)).map(({ found }) => found)).toEqual([[0.9], [0.6]]);
});

test("a stem aside counts less, unless the post has it elsewhere", async () => {
  const index = new MiniSearchIndex();
  index.put(1, [aPassage({ aside: [1] })]);
  index.put(2, [aPassage({ aside: [1], text: [1] })]);
  index.put(3, [aPassage({ aside: [1] }), aPassage({ heading: [1] })]);
  const found = await ask(index, aQuery(aTerm([[1, 0.5]])));
  expect(found.map(({ found }) => found)).toEqual([[0.5 * ASIDE_SHARE], [0.5], [0.5]]);
});

test("a stem of two terms is found for both and scored once, with its better weight", async () => {
  const index = anIndex([1], [2]);
  const [twice] = await ask(index, aQuery(aTerm([[1, 0.4]]), aTerm([[1, 0.8]])));
  const [once] = await ask(index, aQuery(aTerm([[1, 0.8]])));
  expect(twice?.found).toEqual([0.4, 0.8]);
  expect(twice?.bm25).toBe(once?.bm25);
});

test("a post is as good as its best passage, not as all of them together", async () => {
  const index = new MiniSearchIndex();
  index.put(1, [aPassage({ text: [1, 2] })]);
  index.put(2, [aPassage({ text: [1, 3] }), aPassage({ text: [2, 3] })]);
  const [together, apart] = await ask(index, aQuery(aTerm([1]), aTerm([2])));
  expect(together?.bm25).toBeCloseTo(2 * (apart?.bm25 ?? 0));
});

const stems = fc.array(fc.nat(12), { maxLength: 6 });
const passages = fc.array(fc.record({ text: stems, heading: stems, aside: stems }), { maxLength: 3 });
/** Puts, and removals where there are no passages given. */
const changes = fc.array(fc.tuple(fc.nat(8), fc.option(passages)), { maxLength: 25 });
const weight = fc.constantFrom(1, 0.9, 0.6);
const query: fc.Arbitrary<IndexQuery> = fc.record({
  terms: fc.array(
    fc.record({
      stems: fc.array(fc.tuple(fc.nat(14), weight), { maxLength: 4 }).map((pairs) => new Map(pairs)),
      worth: fc.constantFrom(0.1, 0.3, 0.6),
    }),
    { maxLength: 4 },
  ),
  allowed: fc.option(fc.array(fc.nat(8)).map((ids) => new Set(ids))),
  least: fc.constantFrom(0, 0.3, 0.8),
  leastOfBest: fc.constantFrom(0, 0.6),
});

type Posts = ReadonlyMap<number, readonly IndexedPassage[]>;

function build(list: readonly (readonly [number, readonly IndexedPassage[] | null])[]) {
  const index = new MiniSearchIndex();
  const posts = new Map<number, readonly IndexedPassage[]>();
  for (const [postId, passages] of list) {
    if (passages === null) index.remove(postId);
    else index.put(postId, passages);
    posts.delete(postId);
    if (passages !== null) posts.set(postId, passages);
  }
  return { index, posts };
}

interface FoundPost {
  readonly postId: number;
  readonly found: readonly number[];
}

/** What each post that may be found has of the query, read off the promises of the port. */
function modelOf(posts: Posts, { terms, allowed }: IndexQuery): FoundPost[] {
  const found = [...posts].map(([postId, passages]) => ({
    postId,
    found: terms.map(({ stems }) => Math.max(0, ...[...stems].map((stem) => shareOf(passages, stem)))),
  }));
  return found
    .filter(
      (post) => post.found.some((weight) => weight > 0) && (allowed === null || allowed.has(post.postId)),
    )
    .toSorted((a, b) => a.postId - b.postId);
}

/** Those of the posts that an index may not leave out. */
function wantedOf(model: readonly FoundPost[], { terms, least, leastOfBest }: IndexQuery): FoundPost[] {
  const coverage = ({ found }: FoundPost) =>
    terms.reduce((sum, { worth }, place) => sum + worth * (found[place] ?? 0), 0);
  const best = Math.max(0, ...model.map(coverage));
  return model.filter((post) => coverage(post) >= Math.max(least, leastOfBest * best));
}

function shareOf(passages: readonly IndexedPassage[], [stem, weight]: readonly [number, number]): number {
  if (passages.some(({ text, heading }) => text.includes(stem) || heading.includes(stem))) return weight;
  return passages.some(({ aside }) => aside.includes(stem)) ? weight * ASIDE_SHARE : 0;
}

/** BM25+ of each post's best passage, by MiniSearch as it comes: notices when another version of it counts differently. */
function scoresByMiniSearch(posts: Posts, { terms }: IndexQuery): Map<number, number> {
  const plain = new MiniSearch({
    fields: ["text", "heading", "aside"],
    stringifyField: (stems: number[]) => stems.join(" "),
    tokenize: (text) => (text === "" ? [] : text.split(" ")),
    searchOptions: { boost: { text: 1, heading: 0.5, aside: 0.5 }, bm25: { k: 1.2, b: 0.3, d: 0.5 } },
  });
  const all = [...posts].flatMap(([postId, passages]) =>
    orNothing(passages).map((passage) => ({ postId, ...passage })),
  );
  plain.addAll(all.map((passage, id) => ({ id, ...passage })));
  const weights = new Map<string, number>();
  for (const [stem, weight] of terms.flatMap(({ stems }) => [...stems])) {
    weights.set(String(stem), Math.max(weights.get(String(stem)) ?? 0, weight));
  }
  const best = new Map<number, number>();
  const queries = [...weights].map(([stem, weight]) => ({ queries: [stem], boostTerm: () => weight }));
  for (const { id, score, queryTerms } of plain.search({ combineWith: "OR", queries })) {
    const postId = all[id]?.postId ?? 0;
    best.set(postId, Math.max(best.get(postId) ?? 0, score / queryTerms.length));
  }
  return best;
}

/** A post without passages counts as one with an empty one. */
function orNothing(passages: readonly IndexedPassage[]): readonly IndexedPassage[] {
  return passages.length > 0 ? passages : [aPassage({})];
}

test("whatever was put and removed, posts are found as the port promises", async () => {
  await fc.assert(
    fc.asyncProperty(changes, query, async (list, query) => {
      const { index, posts } = build(list);
      const found = await ask(index, query);
      expect(index.postCount).toBe(posts.size);
      const shown = found.map(({ postId, found }) => ({ postId, found }));
      const model = modelOf(posts, query);
      expect(model).toEqual(expect.arrayContaining(shown));
      expect(shown).toEqual(expect.arrayContaining(wantedOf(model, query)));
    }),
  );
});

test("posts score as MiniSearch scores them", async () => {
  await fc.assert(
    fc.asyncProperty(changes, query, async (list, query) => {
      const { index, posts } = build(list);
      const scores = scoresByMiniSearch(posts, query);
      for (const { postId, bm25 } of await ask(index, query))
        expect(bm25).toBeCloseTo(scores.get(postId) ?? 0);
    }),
  );
});

/** Most of its lists were swept of removed passages at least once. */
function anEditedIndex(): MiniSearchIndex {
  const { index } = build(
    Array.from({ length: 2000 }, (_, n) => [
      n % 300,
      [
        aPassage({ text: [n % 7, n % 11, n % 7, 20 + n], heading: [n % 5] }),
        aPassage({ text: [n % 13], aside: [n % 3] }),
      ],
    ]),
  );
  for (let postId = 0; postId < 300; postId += 9) index.remove(postId);
  return index;
}

const BROAD = aQuery(aTerm([1, [2, 0.9], [3, 0.5]]), aTerm([[4, 0.7], 10, 1730]), aTerm([0]));

async function aSnapshot(index = anEditedIndex()): Promise<string> {
  const file = join(temporaryFolder(), "index");
  await saveSnapshot(index, STAMP, file, new AbortController().signal);
  return file;
}

test("many edits later, only what is there is found", async () => {
  const found = await postsWith(anEditedIndex(), 1);
  const isThere = (postId: number) => postId % 9 !== 0;
  const last = (postId: number) => (postId < 200 ? 1800 + postId : 1500 + postId);
  const hasOne = (n: number) => [n % 7, n % 11, n % 5, n % 13, n % 3].includes(1);
  expect(found).toEqual(
    Array.from({ length: 300 }, (_, id) => id).filter((id) => isThere(id) && hasOne(last(id))),
  );
});

test("a large index is found right before, while and after its removed passages are swept out", async () => {
  const index = new MiniSearchIndex();
  const text = Array.from({ length: 60 }, (_, n) => n);
  for (let postId = 0; postId < 2500; postId++) index.put(postId, [aPassage({ text })]);
  for (let postId = 0; postId < 300; postId++) {
    index.remove(postId);
    for (const stem of [0, 30, 59]) {
      const found = await index.candidates(aQuery(aTerm([stem])));
      expect(found.length).toBe(2499 - postId);
    }
  }
});

test("a stored index answers as the one it was made of, and can be changed as that", async () => {
  const index = anEditedIndex();
  const loaded = await loadSnapshot(await aSnapshot(index));
  expect(loaded?.stamp).toEqual(STAMP);
  const copy = loaded?.index ?? new MiniSearchIndex();
  expect(copy.postCount).toBe(index.postCount);
  expect(await ask(copy, BROAD)).toEqual(await ask(index, BROAD));
  for (const one of [copy, index]) {
    one.put(5, [aPassage({ text: [1, 1, 9999] })]);
    one.remove(7);
  }
  expect(await ask(copy, BROAD)).toEqual(await ask(index, BROAD));
  expect(await postsWith(copy, 9999)).toEqual([5]);
});

test("an index without posts is stored as well", async () => {
  const loaded = await loadSnapshot(await aSnapshot(new MiniSearchIndex()));
  expect(loaded?.index.postCount).toBe(0);
});

test("what changes while an index is stored is not in what is stored", async () => {
  const index = anEditedIndex();
  const before = await ask(index, BROAD);
  const file = join(temporaryFolder(), "index");
  const saving = saveSnapshot(index, STAMP, file, new AbortController().signal);
  // Enough to have the lists swept at once, were nobody reading them.
  for (let postId = 0; postId < 300; postId++) index.put(postId, [aPassage({ text: [1, 40_000 + postId] })]);
  await saving;
  const loaded = await loadSnapshot(file);
  expect(await ask(loaded?.index ?? index, BROAD)).toEqual(before);
});

test("a missing or an empty file is no index", async () => {
  const file = join(temporaryFolder(), "index");
  expect(await loadSnapshot(file)).toBeNull();
  writeFileSync(file, "");
  expect(await loadSnapshot(file)).toBeNull();
});

test("a truncated file is no index, wherever it ends", async () => {
  const file = await aSnapshot();
  const { length } = readFileSync(file);
  for (const end of [length - 1, length - 32, length >> 1, 40, 32, 31, 1]) {
    truncateSync(file, end);
    expect(await loadSnapshot(file)).toBeNull();
  }
});

test("a file with one wrong bit is no index, wherever it is", async () => {
  const file = await aSnapshot(anIndex([1, 2], [2, 3]));
  const bytes = readFileSync(file);
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    writeFileSync(file, damaged);
    expect(await loadSnapshot(file)).toBeNull();
  }
});

/** With a digest that fits. */
function writeWhole(file: string, content: Buffer): void {
  writeFileSync(file, Buffer.concat([content, createHash("sha256").update(content).digest()]));
}

test("a whole file of another format, or with something more in it, is no index", async () => {
  const file = await aSnapshot();
  const content = readFileSync(file).subarray(0, -32);
  writeWhole(file, Buffer.concat([content, Buffer.of(0)]));
  expect(await loadSnapshot(file)).toBeNull();
  content.writeUInt8(content.readUInt8(0) + 1, 0);
  writeWhole(file, content);
  expect(await loadSnapshot(file)).toBeNull();
});

test("a save that is stopped leaves the old file, and nothing beside it", async () => {
  const file = await aSnapshot(anIndex([1]));
  const stop = new AbortController();
  const saving = saveSnapshot(anEditedIndex(), STAMP, file, stop.signal);
  stop.abort(new Error("stopped"));
  await expect(saving).rejects.toThrow("stopped");
  await expect(saveSnapshot(anEditedIndex(), STAMP, file, stop.signal)).rejects.toThrow("stopped");
  expect((await loadSnapshot(file))?.index.postCount).toBe(1);
  expect(readdirSync(dirname(file))).toEqual(["index"]);
});

test("after a save that failed, the index is swept and stored as before", async () => {
  const index = anEditedIndex();
  const nowhere = join(temporaryFolder(), "missing", "index");
  await expect(saveSnapshot(index, STAMP, nowhere, new AbortController().signal)).rejects.toThrow("ENOENT");
  for (let postId = 0; postId < 300; postId++) index.put(postId, [aPassage({ text: [1] })]);
  expect(await postsWith(index, 2)).toEqual([]);
  expect((await loadSnapshot(await aSnapshot(index)))?.index.postCount).toBe(300);
});
