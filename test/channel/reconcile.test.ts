import { describe, expect, test } from "vitest";
import { joinParts, type PostParts } from "../../src/channel/album-parts.ts";
import type { Post } from "../../src/channel/post.ts";
import { reconcile } from "../../src/channel/reconcile.ts";
import { anAlbumMessage, aPageTextPost, aPost, media, photo } from "../support/posts.ts";

const EARLY = "2024-11-20T09:00:00Z";
const LATE = "2024-11-21T09:00:00Z";

describe("the same content again", () => {
  test("leaves the kept parts themselves", () => {
    const kept: PostParts = [aPost({ views: 10 })];
    expect(reconcile(kept, aPost()).parts).toBe(kept);
  });

  test.each<[string, Partial<Post>, Partial<Post>, Partial<Post>]>([
    ["more views", { views: 10 }, { views: 11 }, { views: 11 }],
    ["the first views", { views: null }, { views: 3 }, { views: 3 }],
    ["an author", { author: null }, { author: "К. Х." }, { author: "К. Х." }],
    ["an album's name", { mediaGroupId: null }, { mediaGroupId: "g" }, { mediaGroupId: "g" }],
    ["a dated edit", { editedAt: null }, { editedAt: EARLY }, { editedAt: EARLY }],
    ["a later edit", { editedAt: EARLY }, { editedAt: LATE }, { editedAt: LATE }],
    [
      "a file name",
      { media: [media("document")] },
      { media: [media("document", "a.pdf")] },
      { media: [media("document", "a.pdf")] },
    ],
    [
      "where a forward came from",
      { forwardedFrom: { name: "Канал" } },
      { forwardedFrom: { name: "Канал", username: "channel", messageId: 5 } },
      { forwardedFrom: { name: "Канал", username: "channel", messageId: 5 } },
    ],
    [
      "the zone of a local time",
      { date: "2024-11-19T21:44:00" },
      { date: "2024-11-19T18:44:00Z" },
      { date: "2024-11-19T18:44:00Z" },
    ],
    [
      "seconds beside the zone",
      { date: "2024-11-19T21:44:00" },
      { date: "2024-11-19T18:44:37Z" },
      { date: "2024-11-19T18:44:37Z" },
    ],
  ])("fills in %s", (_, before, incoming, after) => {
    const { outcome, parts } = reconcile([aPost(before)], aPost(incoming));
    expect(outcome).toBe("unchanged");
    expect(parts).toEqual([aPost(after)]);
  });

  test.each<[string, Partial<Post>, Partial<Post>]>([
    ["fewer views", { views: 10 }, { views: 9 }],
    ["no author", { author: "К. Х." }, { author: null }],
    ["another author without a later edit", { author: "К. Х." }, { author: "Канал" }],
    ["an earlier edit", { editedAt: LATE }, { editedAt: EARLY }],
    [
      "a file name that another source writes differently",
      { media: [media("audio", "a.mp3")] },
      { media: [media("audio", "А – Б")] },
    ],
    [
      "no links",
      { text: "a.org", entities: [{ type: "url", offset: 0, length: 5 }] },
      { text: "a.org", entities: [] },
    ],
    [
      "a date that cannot be the same minute",
      { date: "2024-11-19T21:44:00" },
      { date: "2024-11-19T18:51:00Z" },
    ],
    [
      "a local time where the zone is known",
      { date: "2024-11-19T18:44:00Z" },
      { date: "2024-11-19T21:44:00" },
    ],
  ])("does not take %s", (_, before, incoming) => {
    const kept: PostParts = [aPost(before)];
    expect(reconcile(kept, aPost(incoming))).toEqual({ outcome: "unchanged", parts: kept });
  });

  test("takes another file's name with a later edit", () => {
    const [before, after] = [media("document", "v1.pdf"), media("document", "v2.pdf")];
    const { parts } = reconcile([aPost({ media: [before] })], aPost({ media: [after], editedAt: EARLY }));
    expect(parts[0].media).toEqual([after]);
  });
});

describe("other content", () => {
  test("is an edit that keeps the date and what only the kept post knows", () => {
    const kept = aPost({ text: "было", author: "К. Х.", views: 10, mediaGroupId: "g" });
    const edit = aPost({ text: "стало", date: LATE, editedAt: LATE });
    expect(reconcile([kept], edit)).toEqual({
      outcome: "updated",
      parts: [{ ...kept, text: "стало", editedAt: LATE }],
    });
  });

  test.each<[string, Post["editedAt"], Post["editedAt"], "updated" | "outdated"]>([
    ["a later edit replaces an earlier one", EARLY, LATE, "updated"],
    ["an earlier edit does not replace a later one", LATE, EARLY, "outdated"],
    ["of two edits in one second the one that comes later counts", EARLY, EARLY, "updated"],
    ["an original does not replace an edit", EARLY, null, "outdated"],
    ["an edit replaces an original", null, EARLY, "updated"],
    ["a source that does not tell of edits does not replace a dated one", EARLY, undefined, "outdated"],
    ["a source that does not tell of edits replaces an original", null, undefined, "updated"],
    ["an original replaces what nobody dated", undefined, null, "updated"],
    ["the last source counts where none tells", undefined, undefined, "updated"],
    ["a local time that may be the same moment counts as it", EARLY, "2024-11-20T12:00:00", "updated"],
    ["a local time that may be earlier does not count as later", EARLY, "2024-11-20T20:10:00", "outdated"],
    ["a local time that is later in every zone counts as later", EARLY, "2024-11-21T09:10:00", "updated"],
  ])("%s", (_, before, incoming, outcome) => {
    const result = reconcile([edited("было", before)], edited("стало", incoming));
    expect(result.outcome).toBe(outcome);
    expect(result.parts).toEqual([
      outcome === "updated" ? edited("стало", incoming) : edited("было", before),
    ]);
  });
});

describe("a post without a message id", () => {
  test("is adopted whole by the post with its id", () => {
    const exported = aPost({ messageId: 5, albumMessageIds: [6], media: [photo(), photo()], author: null });
    const { outcome, parts } = reconcile([aPageTextPost({ author: "К. Х.", views: 7 })], exported);
    expect(outcome).toBe("adopted");
    expect(parts).toEqual([{ ...exported, author: "К. Х.", views: 7 }]);
  });

  test("takes nothing from a post with its id, not even from an album of several parts", () => {
    const kept: PostParts = [anAlbumMessage(1, { text: "Слайды" }), anAlbumMessage(2)];
    expect(reconcile(kept, aPageTextPost({ text: "Слайды!" })).parts).toBe(kept);
  });
});

describe("an album", () => {
  test("has every caption of its messages, with their formatting in place", () => {
    const bold = { type: "bold", offset: 0, length: 2 } as const;
    const post = joinParts([
      anAlbumMessage(2, { text: "второе", entities: [bold] }),
      anAlbumMessage(1, { text: "первое", entities: [bold] }),
    ]);
    expect(post.text).toBe("первое\n\nвторое");
    expect(post.entities).toEqual([bold, { ...bold, offset: 8 }]);
  });

  test("whose caption moved to another message has it once", () => {
    const kept: PostParts = [anAlbumMessage(1, { text: "Слайды" }), anAlbumMessage(2)];
    const { parts } = reconcile(kept, anAlbumMessage(1, { editedAt: EARLY }));
    const moved = reconcile(parts, anAlbumMessage(2, { text: "Слайды", editedAt: EARLY }));
    expect(joinParts(moved.parts)).toMatchObject({ text: "Слайды", messageId: 1, albumMessageIds: [2] });
  });

  test("that came at once keeps its caption when a message without one comes", () => {
    const whole = aPost({
      messageId: 1,
      albumMessageIds: [2, 3],
      text: "Слайды",
      media: [photo(), photo(), photo()],
    });
    const edit = anAlbumMessage(2, { media: [media("video")], editedAt: EARLY });
    expect(joinParts(reconcile([whole], edit).parts)).toMatchObject({
      text: "Слайды",
      albumMessageIds: [2, 3],
      media: [photo(), media("video"), photo()],
    });
  });

  test("of which an archive has only a part loses nothing", () => {
    const kept: PostParts = [anAlbumMessage(1, { text: "Слайды" }), anAlbumMessage(2), anAlbumMessage(3)];
    const cut = aPost({ messageId: 1, albumMessageIds: [2], text: "Слайды", media: [photo(), photo()] });
    expect(reconcile(kept, cut)).toEqual({ outcome: "unchanged", parts: kept });
  });

  test("with a dated edit gets messages that it lacked from an older archive, and keeps the edit", () => {
    const kept = anAlbumMessage(1, { text: "стало", editedAt: LATE });
    const whole = aPost({ messageId: 1, albumMessageIds: [2], text: "было", media: [photo(), photo()] });
    const { outcome, parts } = reconcile([kept], whole);
    expect(outcome).toBe("updated");
    expect(joinParts(parts)).toMatchObject({
      text: "стало",
      albumMessageIds: [2],
      media: [photo(), photo()],
    });
    expect(reconcile(parts, whole)).toEqual({ outcome: "outdated", parts });
  });

  test("whose media cannot be told apart does not get a message's media twice", () => {
    const whole = aPost({ messageId: 1, albumMessageIds: [2, 3], text: "Слайды", media: [photo(), photo()] });
    const edit = anAlbumMessage(2, { text: "Слайды доклада", editedAt: EARLY });
    expect(joinParts(reconcile([whole], edit).parts)).toMatchObject({
      text: "Слайды доклада",
      media: [photo(), photo()],
    });
  });
});

function edited(text: string, editedAt: Post["editedAt"]): Post {
  const { editedAt: _, ...post } = aPost({ text });
  return editedAt === undefined ? post : { ...post, editedAt };
}
