import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { GlossaryProblem, parseGlossary } from "../../src/search/glossary.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { stemOf } from "../../src/search/words/stems.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

function aGlossary(...groups: readonly (readonly string[])[]) {
  return parseGlossary({ groups: groups.map((terms) => ({ terms })) });
}

function stems(text: string): string[] {
  return text.split(" ").map(stemOf);
}

/** What counts as finding the word at a place of a query, by stems. */
function alternatives(glossary: ReturnType<typeof aGlossary>, query: string, at: number) {
  return glossary.alternativesAt(stems(query), at);
}

describe("the alternatives of a word", () => {
  const glossary = aGlossary(["холодный старт", "cold start", "coldstart"], ["лосс", "функция потерь"]);

  test("are those of its term in any form", () => {
    expect(alternatives(glossary, "новый лоссами", 1)).toEqual([]);
    expect(alternatives(glossary, "новая функция потерь", 1)).toEqual(["лосс"]);
    expect(alternatives(glossary, "новый лоссами", 0)).toEqual([]);
  });

  test("go word by word between terms of one length", () => {
    expect(alternatives(glossary, "про холодного старта", 1)).toContain("cold");
    expect(alternatives(glossary, "про холодного старта", 2)).toContain("start");
  });

  test("are none of the words of a longer term for a single word", () => {
    expect(alternatives(glossary, "coldstart", 0)).toEqual([]);
  });

  test("are the single word for each of several", () => {
    expect(alternatives(glossary, "функция потерь", 0)).toEqual(["лосс"]);
    expect(alternatives(glossary, "функция потерь", 1)).toEqual(["лосс"]);
  });

  test("need all words of the term in the query", () => {
    expect(alternatives(glossary, "холодный ужин", 0)).toEqual([]);
    expect(alternatives(glossary, "функция", 0)).toEqual([]);
  });

  test("share out a longer term in order", () => {
    const models = aGlossary(["языковая модель", "large language model"]);
    expect(alternatives(models, "large language model", 0)).toEqual([stemOf("языковая")]);
    expect(alternatives(models, "large language model", 2)).toEqual([stemOf("модель")]);
  });

  test("do not mind stop words in a term", () => {
    const learning = aGlossary(["обучение с подкреплением", "rl"]);
    expect(alternatives(learning, "обучение подкреплением", 0)).toEqual(["rl"]);
  });
});

test.each([
  [null, 'there is no list "groups"'],
  [{ groups: "лосс" }, 'there is no list "groups"'],
  [{ groups: [{ terms: ["лосс", "loss"] }, { words: [] }] }, 'group 2 has no list "terms"'],
  [{ groups: [{ terms: ["лосс"] }] }, 'group 1 ["лосс"] needs two terms or more'],
  [{ groups: [{ terms: ["лосс", 7] }] }, "group 1, term 7: a term is text in quotes"],
  [{ groups: [{ terms: ["лосс", "…"] }] }, 'group 1, term "…" has no word that could be searched'],
  [{ groups: [{ terms: ["лосс", "один два три пять"] }] }, 'group 1, term "один два три пять" has 4 words'],
])("a glossary %j is refused with its place", (json, message) => {
  const parse = () => parseGlossary(json);
  expect(parse).toThrow(GlossaryProblem);
  expect(parse).toThrow(message);
});

test("a term means the same in capitals, with ё, in parts and with endings", () => {
  const written = aGlossary(["Жёсткий Негатив", "Hard-Negative", "LLM'ки"]);
  expect(alternatives(written, "жесткий негатив", 0)).toEqual(["hard", "llm"]);
  expect(alternatives(written, "llm", 0)).toEqual([]);
  expect(alternatives(written, "hard negative", 1)).toEqual([stemOf("негатив"), "llm"]);
});

test("the shipped glossary is valid, and no dictionary", () => {
  const json = JSON.parse(readFileSync(packageFile("data", "glossary.json"), "utf8"));
  expect(() => parseGlossary(json)).not.toThrow();
  expect(json.groups.length).toBeLessThanOrEqual(400);
});

describe("a search with a glossary", () => {
  async function search(query: string, texts: readonly string[], isGlossaryOn: boolean) {
    const store = await aStore();
    const { id } = await store.openChannel(aChannel());
    await store.savePosts(
      id,
      texts.map((text, n) => aPost({ messageId: n + 1, text })),
    );
    const glossary = aGlossary(
      ["холодный старт", "cold start", "coldstart"],
      ["лосс", "функция потерь"],
      ["lord", "властелин"],
    );
    const finder = createFinder({
      store: store.search,
      timezone: "UTC",
      glossary: isGlossaryOn ? glossary : null,
    });
    return finder.search({ query, order: "relevance", offset: 0, limit: 10 });
  }

  /** Texts found, best first. */
  async function find(query: string, texts: readonly string[], isGlossaryOn = true): Promise<string[]> {
    const { hits } = await search(query, texts, isGlossaryOn);
    return hits.map(({ post }) => post.text);
  }

  const texts = ["Холодный старт выпусков", "Старт сезона в августе", "Холодный душ для модели", "Разное"];

  test("finds the other term, and without a glossary does not", async () => {
    expect(await find("функция потерь", ["Новый лосс помог", "Разное"])).toEqual(["Новый лосс помог"]);
    expect(await find("функция потерь", ["Новый лосс помог", "Разное"], false)).toEqual([]);
  });

  test("knows a term of two words by both of them", async () => {
    expect((await find("cold start", texts))[0]).toBe("Холодный старт выпусков");
  });

  test("puts the words of the query first", async () => {
    const both = ["Две недели чинили лосс на проде", "Две недели чинили функцию потерь на проде"];
    expect((await find("функция потерь", both))[0]).toBe(both[1]);
    expect((await find("лосс", both))[0]).toBe(both[0]);
  });

  test("takes a word that it knows for spelt as meant", async () => {
    const { guesses } = await search("lord", ["Читаю «Властелина колец»", "All words of a language"], true);
    expect(guesses).toEqual([{ word: "lord", searched: "властелина" }]);
  });

  test("takes a quoted phrase by its letter", async () => {
    expect(await find('"cold start"', texts)).toEqual([]);
  });
});
