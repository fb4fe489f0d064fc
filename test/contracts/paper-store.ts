import { describe, expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { ArxivRecord } from "../../src/papers/arxiv-record.ts";
import type { PaperReader } from "../../src/papers/paper-notes.ts";
import type { ArxivRecordStore, PaperHider, PaperStore } from "../../src/papers/paper-store.ts";
import { aSighting, bracketReader } from "../support/paper-reader.ts";
import { aChannel, anAlbumMessage, aPageTextPost, aPost } from "../support/posts.ts";

interface Store extends PostStore, PaperHider, ArxivRecordStore {
  readonly papers: PaperStore;
}

type Open = (papers: PaperReader) => Promise<Store>;

const NOW = new Date("2025-03-01T12:00:00Z");

/** What every PaperStore promises. `open` gives an empty one in which posts are read by the given reader. */
export function paperStoreContract(name: string, open: Open): void {
  describe(`${name}: notes on papers`, () => {
    notesContract(open);
    changesContract(open);
  });
  describe(`${name}: what is known of papers beside the posts`, () => {
    hiddenPapersContract(open);
    arxivRecordsContract(open);
  });
}

function notesContract(open: Open): void {
  test("a saved post is noted at once", async () => {
    const { store, postId } = await withPost(open, aPost({ text: "Читаем [HSTU] и BERT4Rec, потом HSTU" }));
    expect(await store.papers.notesOf(postId)).toEqual({
      sightings: [aSighting({ title: "HSTU", start: 7, end: 13 })],
      names: [{ name: "hstu", start: 8, end: 12 }],
    });
    expect(await store.papers.paperPosition()).toMatchObject({ isComplete: true });
  });

  test("a sighting is read as the reader noted it", async () => {
    const sighting = aSighting({
      rule: "link",
      title: "Actions «Speak» Louder 🦊",
      arxivId: "2402.17152",
      doi: "10.1145/1",
      page: "openreview.net/forum?id=x",
      names: ["HSTU", "GR"],
    });
    const number = aSighting({ start: 5, end: 9, rule: "number", arxivId: "cs/0703041" });
    const reader = { stamp: "two", read: () => ({ sightings: [number, sighting], names: [] }) };
    const { store, postId } = await withPost(open, aPost(), reader);
    expect((await store.papers.notesOf(postId)).sightings).toEqual([sighting, number]);
  });

  test("an edit takes the place of what was noted before", async () => {
    const { store, channelId, postId } = await withPost(open, aPost({ text: "[Раз] и [два] от XX" }));
    await store.savePosts(channelId, [aPost({ text: "[Три] от YY", editedAt: "2025-03-02T09:00:00Z" })]);
    expect(await titlesOf(store, postId)).toEqual(["Три"]);
    expect(await store.papers.postsNaming(["xx"])).toEqual([]);
    expect(await store.papers.postsNaming(["yy"])).toMatchObject([{ postId }]);
  });

  test("a hidden post has no notes, an edit gives it none, and shown again it has those of its text", async () => {
    const { store, channelId, postId } = await withPost(open, aPost({ text: "[Раз] от XX" }));
    await store.hidePost(postId, NOW);
    await store.savePosts(channelId, [aPost({ text: "[Два] от XX", editedAt: "2025-03-02T09:00:00Z" })]);
    expect(await store.papers.notesOf(postId)).toEqual({ sightings: [], names: [] });
    expect(await store.papers.postsNaming(["xx"])).toEqual([]);
    await store.unhidePost(postId);
    expect(await titlesOf(store, postId)).toEqual(["Два"]);
    expect(await store.papers.postsNaming(["xx"])).toMatchObject([{ postId }]);
  });

  test("a post that turns out to be another one leaves no notes", async () => {
    const { store, channelId, postId } = await withPost(open, anAlbumMessage(1, { text: "[Раз]" }));
    const other = aPost({ messageId: 2, text: "[Два]" });
    const [second] = await store.savePosts(channelId, [other]);
    const { sequence } = await store.papers.notesAfter(0, 10);
    await store.savePosts(channelId, [anAlbumMessage(1, { albumMessageIds: [2], text: "[Раз]" })]);
    expect(await titlesOf(store, second?.postId ?? 0)).toEqual([]);
    expect((await store.papers.notesAfter(sequence, 10)).removedIds).toEqual([second?.postId]);
    expect(await titlesOf(store, postId)).toContain("Раз");
    expect((await store.papers.notesAfter(0, 10)).posts.map((post) => post.postId)).toEqual([postId]);
  });

  test("a post whose id becomes known keeps its notes", async () => {
    const text = "[HSTU] заменяет ранжирующую модель одним большим трансформером";
    const { store, channelId, postId } = await withPost(open, aPageTextPost({ text }));
    expect(await store.savePosts(channelId, [aPost({ text })])).toEqual([{ outcome: "adopted", postId }]);
    expect(await titlesOf(store, postId)).toEqual(["HSTU"]);
  });

  test("names are found in every post in which one of them stands", async () => {
    const { store, channelId, postId } = await withPost(open, aPost({ text: "SASRec и GR, GR" }));
    const [second] = await store.savePosts(channelId, [aPost({ messageId: 2, text: "Про XX и GR" })]);
    const date = "2024-11-19T18:44:00Z";
    const place = { channelId, date, dateSort: Date.parse(date) / 1000 };
    expect(await store.papers.postsNaming(["gr", "xx", "gr", "нет"])).toEqual([
      { name: "gr", postId, start: 9, end: 11, ...place },
      { name: "xx", postId: second?.postId, start: 4, end: 6, ...place },
      { name: "gr", postId: second?.postId, start: 9, end: 11, ...place },
    ]);
    expect(await store.papers.postsNaming([])).toEqual([]);
  });

  test("a save that fails leaves no notes", async () => {
    const { store, channelId } = await withPost(open, aPost({ text: "без статей" }));
    const before = await store.papers.paperPosition();
    const broken = { ...aPost({ messageId: 5 }), date: "никогда" };
    const good = aPost({ messageId: 4, text: "[Раз] от XX" });
    await expect(store.savePosts(channelId, [good, broken])).rejects.toThrow();
    expect(await store.papers.postsNaming(["xx"])).toEqual([]);
    expect(await store.papers.notesAfter(0, 10)).toMatchObject({ posts: [] });
    expect(await store.papers.paperPosition()).toEqual(before);
  });

  test("a reader that fails keeps the post from being saved", async () => {
    const store = await open({
      stamp: "broken",
      read: () => {
        throw new Error("no words");
      },
    });
    const { id } = await store.openChannel(aChannel());
    await expect(store.savePosts(id, [aPost()])).rejects.toThrow("no words");
    expect(await store.countPosts()).toBe(0);
  });
}

function changesContract(open: Open): void {
  test("changes are told in their order, a page at a time, without the posts that name no papers", async () => {
    const { store, channelId } = await withPost(open, aPost({ messageId: 1, text: "[Раз]" }));
    const posts = ["ничего", "[Два]", "GR без статьи", "[Три]"];
    await store.savePosts(
      channelId,
      posts.map((text, at) => aPost({ messageId: at + 2, text })),
    );
    const first = await store.papers.notesAfter(0, 2);
    expect(first.posts.map(titles)).toEqual([["Раз"], ["Два"]]);
    const second = await store.papers.notesAfter(first.sequence, 2);
    expect(second).toMatchObject({ posts: [{ channelId, sightings: [{ title: "Три" }] }], removedIds: [] });
    expect(await store.papers.notesAfter(second.sequence, 2)).toEqual({
      posts: [],
      removedIds: [],
      sequence: second.sequence,
    });
    expect(second.sequence).toBe((await store.papers.paperPosition()).sequence);
  });

  test("a post that is hidden, gone, or names no paper any more is told as removed", async () => {
    const { store, channelId, postId } = await withPost(open, aPost({ messageId: 1, text: "[Раз]" }));
    const [second, third] = await store.savePosts(channelId, [
      aPost({ messageId: 2, text: "[Два]" }),
      aPost({ messageId: 3, text: "[Три]" }),
    ]);
    const { sequence } = await store.papers.notesAfter(0, 10);
    await store.savePosts(channelId, [
      aPost({ messageId: 3, text: "ничего", editedAt: "2025-03-02T09:00:00Z" }),
    ]);
    await store.hidePost(second?.postId ?? 0, NOW);
    const changes = await store.papers.notesAfter(sequence, 10);
    expect(changes).toMatchObject({ posts: [], removedIds: [third?.postId, second?.postId] });
    await store.savePosts(channelId, [aPost({ messageId: 1, albumMessageIds: [3], text: "[Раз]" })]);
    expect(await store.papers.notesAfter(0, 10)).toMatchObject({ posts: [{ postId }], removedIds: [] });
    await store.unhidePost(second?.postId ?? 0);
    const later = await store.papers.notesAfter(changes.sequence, 10);
    expect(later.posts.map(titles)).toEqual([["Раз"], ["Два"]]);
  });

  test("a post that moves to another channel is told again, with its new one", async () => {
    const { store, channelId } = await withPost(open, aPost({ text: "[Раз]" }), bracketReader(), {
      telegramId: 5,
      username: null,
    });
    const named = await store.openChannel({ telegramId: null, username: "retriever", title: null });
    const [moving] = await store.savePosts(named.id, [aPost({ messageId: 7, text: "[Два]" })]);
    const { sequence } = await store.papers.notesAfter(0, 10);
    await store.openChannel({ telegramId: 5, username: "retriever", title: null });
    const { posts } = await store.papers.notesAfter(sequence, 10);
    expect(posts).toMatchObject([{ postId: moving?.postId, channelId, sightings: [{ title: "Два" }] }]);
  });
}

function hiddenPapersContract(open: Open): void {
  test("a paper is hidden once and shown once, and readers are told that something changed", async () => {
    const store = await open(bracketReader());
    const facts = async () => (await store.papers.paperPosition()).facts;
    const start = await facts();
    expect(await store.hidePaper("title:раз", NOW)).toBe(true);
    expect(await store.papers.hiddenPapers()).toEqual(["title:раз"]);
    expect(await facts()).toBe(start + 1);
    expect(await store.hidePaper("title:раз", NOW)).toBe(false);
    expect(await store.unhidePaper("title:два")).toBe(false);
    expect(await facts()).toBe(start + 1);
    expect(await store.unhidePaper("title:раз")).toBe(true);
    expect(await store.papers.hiddenPapers()).toEqual([]);
    expect(await facts()).toBe(start + 2);
  });
}

function arxivRecordsContract(open: Open): void {
  test("a record is read as it was saved, and a later one takes its place", async () => {
    const store = await open(bracketReader());
    const [known, unknown] = [aRecord("2402.17152"), { ...aRecord("9999.99999"), found: null }];
    await store.saveArxivRecords([known, { ...unknown, fetchedAt: "2024-01-01T00:00:00Z" }]);
    const { facts } = await store.papers.paperPosition();
    await store.saveArxivRecords([unknown]);
    expect(await store.papers.arxivRecords()).toEqual([known, unknown]);
    expect((await store.papers.paperPosition()).facts).toBe(facts + 1);
  });

  test("ids without a record are told once each, in their order", async () => {
    const store = await open(bracketReader());
    await store.saveArxivRecords([aRecord("2402.17152"), { ...aRecord("9999.99999"), found: null }]);
    const asked = ["2501.00002", "9999.99999", "2402.17152", "2501.00001", "2501.00002"];
    expect(await store.withoutRecord(asked)).toEqual(["2501.00002", "2501.00001"]);
    expect(await store.withoutRecord([])).toEqual([]);
  });

  test("no records are no change", async () => {
    const store = await open(bracketReader());
    const before = await store.papers.paperPosition();
    await store.saveArxivRecords([]);
    expect(await store.papers.paperPosition()).toEqual(before);
  });
}

async function withPost(open: Open, post: Post, reader = bracketReader(), channel = {}) {
  const store = await open(reader);
  const { id: channelId } = await store.openChannel(aChannel(channel));
  const [saved] = await store.savePosts(channelId, [post]);
  return { store, channelId, postId: saved?.postId ?? 0 };
}

async function titlesOf({ papers }: Store, postId: number): Promise<(string | null)[]> {
  return titles(await papers.notesOf(postId));
}

function titles({ sightings }: { sightings: readonly { title: string | null }[] }): (string | null)[] {
  return sightings.map(({ title }) => title);
}

function aRecord(arxivId: string): ArxivRecord {
  const found = {
    title: "Actions Speak Louder than Words",
    authors: ["Jiaqi Zhai", "Lucy Liao"],
    abstract: "Large-scale recommendation systems…",
    categories: ["cs.LG", "cs.IR"],
    year: 2024,
    doi: null,
  };
  return { arxivId, found, fetchedAt: "2025-03-01T12:00:00Z" };
}
