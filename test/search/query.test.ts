import { expect, test } from "vitest";
import { parseQuery, searchWords } from "../../src/search/query.ts";

test("words are wanted as they stand", () => {
  expect(parseQuery("  семантические \n айдишники ")).toEqual({
    text: "семантические айдишники",
    wanted: "семантические айдишники",
    phrases: [],
    excluded: [],
  });
});

test.each(['"actions speak louder" HSTU', "«actions speak louder» HSTU", "“actions speak louder” HSTU"])(
  "%s has a phrase that is wanted too",
  (input) => {
    const { phrases, wanted } = parseQuery(input);
    expect(phrases).toEqual(["actions speak louder"]);
    expect(wanted).toBe("actions speak louder HSTU");
  },
);

test("a word or a phrase with a minus is excluded", () => {
  const { wanted, excluded, phrases } = parseQuery('трансформеры -реклама -"cold start"');
  expect({ wanted, excluded, phrases }).toEqual({
    wanted: "трансформеры",
    excluded: ["реклама", "cold start"],
    phrases: [],
  });
});

test.each(["self-play", "RQ - VAE", "a-", "-", '"', '"незакрытая кавычка', "«»"])(
  "%s excludes nothing and has no phrase",
  (input) => {
    expect(parseQuery(input)).toMatchObject({ excluded: [], phrases: [] });
  },
);

test("a query is cut to 256 characters, never inside a surrogate pair", () => {
  const { text } = parseQuery(`${"a".repeat(255)}🔥🔥`);
  expect(text).toBe("a".repeat(255));
});

test("compounds are searched in parts, dotted numbers whole, Han characters in pairs", () => {
  const words = (text: string) => searchWords(text).map(({ word }) => word);
  expect(words("DCN-v2")).toEqual(["dcn", "v2"]);
  expect(words("arXiv 2402.17152v2")).toEqual(["arxiv", "2402.17152"]);
  expect(words("15.10.2024")).toEqual(["15.10.2024"]);
  expect(words("川陀大")).toEqual(["川陀", "陀大"]);
  expect(words("川")).toEqual(["川"]);
});
