import { expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { type ArxivFeed, isArxivId, readArxivFeed } from "../../src/papers/arxiv-feed.ts";
import type { ArxivFacts } from "../../src/papers/arxiv-record.ts";
import { aFeed, anEntry, anErrorFeed, type EntryParts, factsOf } from "../support/arxiv.ts";

const ID = "2402.17152";

function answerTo(asked: readonly string[], xml: string) {
  const feed = readArxivFeed(xml, asked);
  if (feed.kind === "answer") return feed;
  throw new Error(`arXiv refused: ${feed.message}`);
}

function factsIn(parts: Partial<EntryParts>): ArxivFacts | undefined {
  return answerTo([ID], aFeed(anEntry(ID, parts))).found.get(ID);
}

function errorOf(xml: string): AppError {
  try {
    readArxivFeed(xml, [ID]);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test("an entry gives the facts of a paper, without its line breaks and its version", () => {
  const { found, unknown, refused } = answerTo([ID], aFeed(anEntry(ID)));
  expect([...found]).toEqual([[ID, factsOf(ID)]]);
  expect(unknown).toEqual([]);
  expect(refused).toEqual([]);
});

test("papers come in any order, and each once", () => {
  const asked = ["2401.00001", "2401.00002"];
  const again = anEntry("2401.00002", { title: "Later" });
  const { found } = answerTo(asked, aFeed(anEntry("2401.00002"), anEntry("2401.00001"), again));
  expect(found.size).toBe(2);
  expect(found.get("2401.00002")?.title).toContain("2401.00002");
});

test("a paper that nobody asked for is ignored", () => {
  const { found, refused } = answerTo([ID], aFeed(anEntry("2401.00009"), anEntry(ID)));
  expect([...found.keys()]).toEqual([ID]);
  expect(refused).toEqual([]);
});

test("ids of before 2007 are found with and without the class of their subject", () => {
  const { found } = answerTo(
    ["cs/0703041", "math.GT/0309136"],
    aFeed(anEntry("cs/0703041"), anEntry("math/0309136")),
  );
  expect([...found.keys()]).toEqual(["cs/0703041", "math.GT/0309136"]);
});

test("the primary category comes first, and classes of other bodies are left out", () => {
  const xml = aFeed(anEntry(ID, { categories: ["hep-th", "68T05", "cond-mat.mtrl-sci", "H.3.3; I.2.7"] }));
  const other = xml.replace('primary_category term="hep-th"', 'primary_category term="cs.IR"');
  expect(answerTo([ID], other).found.get(ID)?.categories).toEqual(["cs.IR", "hep-th", "cond-mat.mtrl-sci"]);
});

test("of several DOIs the first is taken, in lower case; what is none is dropped", () => {
  expect(factsIn({ doi: "10.1145/ABC.12 10.1145/2" })?.doi).toBe("10.1145/abc.12");
  expect(factsIn({ doi: "none yet" })?.doi).toBeNull();
});

test("references to characters are read, entities of XML too", () => {
  const title = "Q&amp;A &lt;for&gt; &#1101;&#x442;&#1086;";
  expect(factsIn({ title })?.title).toBe("Q&A <for> это");
  expect(factsIn({ title: "<![CDATA[A < B]]>" })?.title).toBe("A < B");
});

test("a paper without an abstract is a paper", () => {
  expect(factsIn({ summary: null })?.abstract).toBe("");
});

test.each<[string, Partial<EntryParts>]>([
  ["author", { authors: [] }],
  ["author", { authors: [" "] }],
  ["date", { published: null }],
  ["date", { published: "yesterday" }],
])("an entry without its %s is refused with the reason, and is not unknown", (missing, parts) => {
  const { found, unknown, refused } = answerTo([ID], aFeed(anEntry(ID, parts)));
  expect(found.size).toBe(0);
  expect(unknown).toEqual([]);
  expect(refused).toEqual([expect.stringMatching(new RegExp(`${ID} has no ${missing}`))]);
});

test.each([null, "", "http://elsewhere.org/abs/2402.17152v1", "http://arxiv.org/abs/../2402.17152"])(
  "an entry with the id %j is refused, and nobody knows whose it is",
  (id) => {
    const { found, unknown, refused } = answerTo([ID, "2401.00001"], aFeed(anEntry(ID, { id })));
    expect(found.size).toBe(0);
    expect(unknown).toEqual([]);
    expect(refused).toHaveLength(1);
  },
);

test.each([
  ["no entry", aFeed()],
  ["an entry without a title", aFeed(anEntry(ID, { title: null }))],
  ["an empty entry", aFeed("<entry/>")],
])("a paper for which there is %s is unknown", (_, xml) => {
  expect(answerTo([ID], xml).unknown).toEqual([ID]);
});

test("an error of arXiv is told, with the asked id that it is about", () => {
  const wrong = readArxivFeed(anErrorFeed(`incorrect id format for ${ID}`), ["2401.00001", ID]);
  expect(wrong).toEqual<ArxivFeed>({
    kind: "refusal",
    message: `incorrect id format for ${ID}`,
    badId: ID,
  });
  const other = readArxivFeed(anErrorFeed("incorrect id format for 2401.00009"), [ID]);
  expect(other).toMatchObject({ badId: null });
  expect(readArxivFeed(anErrorFeed("max_results must be non-negative"), [ID])).toMatchObject({ badId: null });
});

const WHOLE = aFeed(anEntry(ID));

test.each([
  ["nothing", ""],
  ["JSON", '{"error": "no"}'],
  ["a page", "<!DOCTYPE html><html><body><p>503<br></body></html>"],
  ["a page without a DOCTYPE", "<html><body>down</body></html>"],
  ["RSS", '<rss version="2.0"><channel/></rss>'],
  ["a feed of no namespace", "<feed><entry/></feed>"],
  ["two feeds", WHOLE + WHOLE.replace(/^<\?.*\?>/, "")],
  ["a feed with an element left open", WHOLE.replace("</summary>", "")],
])("%s is no answer, and the error has a hint", (_, xml) => {
  expect(errorOf(xml)).toMatchObject({
    code: "ARXIV_ANSWER_DAMAGED",
    hint: expect.stringContaining("later"),
  });
});

test("an answer that is cut off anywhere is no answer", () => {
  for (let length = 0; length < WHOLE.trimEnd().length; length += 7) {
    expect(errorOf(WHOLE.slice(0, length)).code).toBe("ARXIV_ANSWER_DAMAGED");
  }
});

test("entities that a document declares are not expanded: one with a DOCTYPE is refused", () => {
  const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
  const bomb = `<!DOCTYPE feed [<!ENTITY l0 "lol">${lol}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
  const xml = aFeed(anEntry(ID, { title: "&l9; &file;" })).replace("<feed", `${bomb}<feed`);
  expect(errorOf(xml).message).toContain("DOCTYPE");
  expect(factsIn({ title: "&l9; &file;" })?.title).toBe("&l9; &file;");
});

test("a feed that is nested or repeated beyond reason is refused at once", () => {
  const start = WHOLE.slice(0, WHOLE.indexOf("<entry>"));
  const began = Date.now();
  expect(errorOf(start + "<a>".repeat(1_500_000)).message).toContain("nested");
  expect(errorOf(start + "<entry/>".repeat(500_000)).message).toContain("too many");
  expect(Date.now() - began).toBeLessThan(2_000);
});

test.each(["2402.17152", "0704.0001", "cs/0703041", "hep-th/9901001", "math.GT/0309136"])(
  "%s is an arXiv id",
  (id) => expect(isArxivId(id)).toBe(true),
);

test.each(["2413.17152", "2402.17152v1", "2402.171", "cs/07030411", "CS/0703041", "2402.17152,x", ""])(
  "%j is none",
  (id) => expect(isArxivId(id)).toBe(false),
);
