import fc from "fast-check";
import { expect, test } from "vitest";
import type { TextEntity } from "../../../src/channel/post.ts";
import { createPaperReader } from "../../../src/papers/recognition/paper-reader.ts";
import { aKnownPaper } from "../../support/papers.ts";

const PIECES = [
  "Ranking Items using Graph Networks",
  "Wombats Dig Deeper than Anyone Needs",
  "quokka",
  "QuokkaNet",
  "HSTU-based",
  "статью",
  "и",
  "от Google.",
  "https://arxiv.org/abs/2402.17152v2",
  "arXiv:cs/0703041",
  "10.1145/3460231.3474255",
  "[2401.00001]",
  "«",
  "»",
  "(",
  ")",
  "\n",
  "\n\n",
  "* ",
  "⚪️ ",
  ":",
  ", ",
  "…",
  "<&>_*[`",
  "\u202eabc\u202c",
  "Z̸̢͝a̶l̷g̵o̴",
  "🦊",
  "\ud83e",
  "'",
  " and ",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(" "));
const link = fc.record({
  offset: fc.nat(200),
  length: fc.integer({ min: 1, max: 60 }),
  url: fc.constantFrom(
    "https://arxiv.org/abs/2402.17152",
    "https://openreview.net/forum?id=x1",
    "https://youtu.be/x",
    "%%%",
  ),
});
const reader = createPaperReader([
  aKnownPaper({ title: "Wombats Dig Deeper than Anyone Needs", aliases: ["quokka", "QuokkaNet"] }),
]);

test("whatever a post says, its notes are in order, apart from one another and inside it", () => {
  fc.assert(
    fc.property(text, fc.array(link, { maxLength: 4 }), (written, links) => {
      const entities: TextEntity[] = links
        .filter(({ offset, length }) => offset + length <= written.length)
        .map((parts) => ({ type: "text_link", ...parts }));
      const { sightings, names } = reader.read({ text: written, entities, poll: null, media: [] });
      for (const [at, { start, end, title, arxivId, doi, page }] of sightings.entries()) {
        expect(start).toBeGreaterThanOrEqual(sightings[at - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(written.length);
        expect(title ?? arxivId ?? doi ?? page).not.toBeNull();
      }
      for (const { start, end } of names) expect(end).toBeGreaterThan(start);
      expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
      expect(names.every(({ name }) => name !== "")).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a long post without any break is read in no time", () => {
  const started = performance.now();
  for (const wall of [
    "A".repeat(4096),
    "Aa ".repeat(1365),
    "a.b/".repeat(1024),
    "(A) ".repeat(1024),
    "1701.12345,".repeat(370),
    "статья ".repeat(585),
    "Ab: ".repeat(1024),
    "«".repeat(4096),
    " \n".repeat(2048),
  ])
    reader.read({ text: wall, entities: [], poll: null, media: [] });
  // A pattern that backtracks would take seconds.
  expect(performance.now() - started).toBeLessThan(1500);
});
