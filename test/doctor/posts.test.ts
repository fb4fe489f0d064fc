import { expect, test } from "vitest";
import { type Gap, judgePosts, type KeptChannel, type PostFacts } from "../../src/doctor/posts.ts";
import { aChannel } from "../support/posts.ts";

const NOW = new Date("2026-01-15T12:00:00Z");
const MADE_AT = new Date("2025-06-01T00:00:00Z");

/** A channel with about two posts a day. */
function aKeptChannel(gaps: readonly Gap[], parts: Partial<KeptChannel> = {}): KeptChannel {
  return {
    channel: { id: 1, ...aChannel({ username: "kanal" }) },
    posts: 1500,
    ends: {
      first: { messageId: 2, date: new Date("2024-01-15T12:00:00Z") },
      last: { messageId: 1800, date: new Date("2026-01-15T02:00:00Z") },
    },
    gaps,
    ...parts,
  };
}

function judged(gaps: readonly Gap[], parts: Partial<PostFacts> = {}, kept: Partial<KeptChannel> = {}) {
  const channels = [aKeptChannel(gaps, kept)];
  return judgePosts({ channels, accepted: [], madeAt: MADE_AT, silences: [], now: NOW, ...parts });
}

/** Ids that are missing after a post of a day, and how long after it the next post came. */
function aGap(after: number, missing: number, from: string, hours: number): Gap {
  const start = new Date(`${from}T12:00:00Z`);
  return {
    after,
    before: after + missing + 1,
    from: start,
    until: new Date(start.getTime() + hours * 3600_000),
  };
}

test("a channel without gaps is ok, and how old its newest post is is told", () => {
  expect(judged([])).toMatchObject([
    {
      check: "posts",
      verdict: "ok",
      found: expect.stringMatching(/@kanal: 1,500 posts, .*10 hours.*no number/),
    },
  ]);
});

test("posts missed while the bot was down are named with their dates and how to import them", () => {
  const [finding, ...others] = judged([aGap(1200, 9, "2025-11-03", 130)]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    verdict: "warning",
    found: expect.stringMatching(/1201–1209 \(9\).*2025-11-03 and 2025-11-08.*5 days/),
    advice: expect.stringMatching(/may have been deleted.*import https:\/\/t\.me\/s\/kanal/),
  });
});

test.each([
  ["a single number", aGap(1200, 1, "2025-11-03", 40)],
  ["a pause that is usual", aGap(1200, 9, "2025-11-03", 14)],
  ["posts of the archive that was imported", aGap(400, 9, "2024-11-03", 130)],
])("%s is taken for deleted posts", (_name, gap) => {
  expect(judged([gap])).toMatchObject([{ verdict: "ok", found: expect.stringContaining("small gaps") }]);
});

test("a single number counts where nothing at all came from Telegram meanwhile", () => {
  const silence = { from: new Date("2026-01-03T15:00:00Z"), until: new Date("2026-01-05T09:00:00Z") };
  const findings = judged([aGap(1700, 1, "2026-01-03", 44), aGap(1750, 1, "2026-01-10", 20)], {
    silences: [silence],
  });
  expect(findings).toMatchObject([{ verdict: "warning", found: expect.stringContaining("number 1701 is") }]);
});

test("a hole in the archive is told of, too", () => {
  const [finding] = judged([aGap(300, 250, "2024-05-01", 24 * 90)]);
  expect(finding).toMatchObject({ verdict: "warning", found: expect.stringContaining("301–550 (250)") });
});

test("of many gaps the largest and the latest are told, in order, and the others are counted", () => {
  const sizes = [5, 30, 20, 6, 10, 4];
  const gaps = sizes.map((size, at) =>
    aGap(1000 + 100 * at, size, `2025-0${7 + Math.floor(at / 3)}-1${at}`, 200),
  );
  const found = judged(gaps).map((finding) => finding.found);
  expect(found).toEqual([
    expect.stringContaining("1101–1130"),
    expect.stringContaining("1201–1220"),
    expect.stringContaining("1401–1410"),
    expect.stringContaining("1501–1504"),
    expect.stringContaining("2 smaller gaps"),
  ]);
});

test("a channel that was never imported lacks its beginning", () => {
  const mark = { messageId: 812, date: new Date("2025-09-01T12:00:00Z") };
  const ends = { first: mark, last: { messageId: 900, date: NOW } };
  expect(judged([], {}, { ends })).toMatchObject([
    { verdict: "warning", found: expect.stringMatching(/number 812, of 2025-09-01; .*811 numbers/) },
  ]);
});

test("posts from a page saved as text have no numbers, and no gaps", () => {
  expect(judged([], {}, { ends: null })).toMatchObject([{ verdict: "ok" }]);
});

test("a channel of CHANNELS without posts says how to import it", () => {
  const accepted = [{ username: "KANAL" }, { username: "other" }, { telegramId: 5_000_000_000 }];
  const findings = judged([], { accepted }).filter(({ verdict }) => verdict === "warning");
  expect(findings).toMatchObject([
    { found: "none is kept of @other", advice: expect.stringContaining("import https://t.me/s/other") },
    { found: "none is kept of 5000000000", advice: expect.stringContaining("Telegram Desktop") },
  ]);
});

test("an empty database without channels says to import an archive", () => {
  const facts = { channels: [], accepted: [], madeAt: MADE_AT, silences: [], now: NOW };
  expect(judgePosts(facts)).toMatchObject([
    { verdict: "skipped", advice: expect.stringContaining("import") },
  ]);
});
