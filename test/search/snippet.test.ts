import fc from "fast-check";
import { expect, test } from "vitest";
import { type Plan, planQuery } from "../../src/search/plan.ts";
import { parseQuery } from "../../src/search/query-language.ts";
import { snippetAround, snippetOf } from "../../src/search/snippet.ts";
import { aVocabulary } from "../support/vocabulary.ts";

const FILLER = "Дальше идёт обычный рассказ о том, как всё устроено внутри. ";

async function planFor(query: string, text: string): Promise<Plan> {
  return planQuery(parseQuery(query).words, await aVocabulary(text));
}

async function marked(query: string, text: string): Promise<{ text: string; words: string[] }> {
  const snippet = snippetOf(text, await planFor(query, text));
  return { text: snippet.text, words: snippet.marks.map(({ start, end }) => snippet.text.slice(start, end)) };
}

test("a short text is shown whole, with the forms of the words marked", async () => {
  expect(await marked("семантический айдишник", "Про семантические айдишники.")).toEqual({
    text: "Про семантические айдишники.",
    words: ["семантические айдишники"],
  });
});

test("the window stands where most of the query is, from the start of a sentence", async () => {
  const text = `Про torchrec. ${FILLER.repeat(10)}Соседняя команда выложила ядра torchrec'а. ${FILLER.repeat(10)}`;
  const snippet = await marked("ядра torchrec", text);
  expect(snippet.text).toMatch(/^…(?:Дальше|Соседняя)/);
  expect(snippet.words).toEqual(["ядра torchrec"]);
});

test("a piece that begins with an item of a list shows it without its mark", async () => {
  const items = Array.from({ length: 12 }, (_, n) => `* пункт номер ${n} о том, как устроены рекомендации`);
  expect((await marked("torchrec", [...items, "* и наконец torchrec", ...items].join("\n"))).text).toMatch(
    /^…и наконец torchrec/,
  );
});

test("parts of a compound are one mark", async () => {
  expect((await marked("dcn-v2", "Новый DCN-V2 в проде")).words).toEqual(["DCN-V2"]);
});

test("line breaks and spaces are collapsed and the marks move along", async () => {
  expect(await marked("torchrec", "Первая\n\n   строка\u00a0 и torchrec")).toEqual({
    text: "Первая строка и torchrec",
    words: ["torchrec"],
  });
});

test("a text without the words is shown from its start", async () => {
  const snippet = await marked("kubernetes", FILLER.repeat(10));
  expect(snippet.text.startsWith("Дальше идёт")).toBe(true);
  expect(snippet.text.endsWith("…")).toBe(true);
  expect(snippet.words).toEqual([]);
});

test("a text without spaces is cut between its characters", async () => {
  const snippet = await marked(
    "大学",
    `${"川陀図書館的故事".repeat(60)}大学${"川陀図書館的故事".repeat(60)}`,
  );
  expect(snippet.words).toEqual(["大学"]);
  expect(snippet.text).toMatch(/^….*…$/u);
});

test("a wall of joined emoji is cut between two of them", async () => {
  const snippet = await marked("нет", "👩‍👩‍👧‍👦".repeat(60));
  expect(snippet.text).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
});

test("a snippet around given ranges marks them", () => {
  const text = `${FILLER.repeat(10)}Actions Speak Louder than Words разобрали. ${FILLER.repeat(10)}`;
  const start = text.indexOf("Actions");
  const snippet = snippetAround(text, [{ start, end: start + "Actions Speak Louder than Words".length }]);
  const [mark] = snippet.marks;
  expect(snippet.text.slice(mark?.start, mark?.end)).toBe("Actions Speak Louder than Words");
});

test("a snippet of any text fits, cuts no word or surrogate pair, and marks only words of the query", async () => {
  const plan = await planFor("torchrec eclair", "torchrec e\u0301clair");
  const piece = fc.constantFrom(
    FILLER,
    "torchrec ",
    "🔥",
    "👩‍💻 ",
    "\n\n",
    "слово",
    "e\u0301clair ",
    "a".repeat(90),
    " — ",
    "川陀",
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      const { text: shown, marks } = snippetOf(text, plan);
      expect(shown.length).toBeLessThanOrEqual(220);
      expect(shown.isWellFormed()).toBe(true);
      let last = -1;
      for (const { start, end } of marks) {
        expect(start).toBeGreaterThan(last);
        expect(shown.slice(start, end)).toMatch(/torchrec|e\u0301clair/);
        last = end;
      }
      const collapsed = text.replace(/\s+/g, " ");
      const body = shown.replace(/^…| ?…$/g, "");
      expect(collapsed).toContain(body);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test("the end of a sentence and the sign that the text goes on do not run together", () => {
  const sentence = `Начало про torchrec ${"и ещё слово ".repeat(12)}тут конец.`;
  const { text } = snippetAround(`${sentence} ${"Дальше много слов. ".repeat(20)}`, [{ start: 11, end: 19 }]);
  expect(text).toMatch(/[^.]\. …$/u);
});

test("words found in hashtags or a link only are shown with the text before them", async () => {
  const text = `${FILLER.repeat(8)}Последнее слово за вами.\n\n#статья #рексис\nhttps://example.org/1`;
  const snippet = await marked("рексис", text);
  expect(snippet.text).toMatch(/^…Дальше.*вами\. #статья #рексис https/);
  expect(snippet.text.length).toBeLessThanOrEqual(220);
  expect(snippet.words).toEqual(["рексис"]);
});

test("hashtags that text follows are shown with that text", async () => {
  const text = `${FILLER.repeat(8)}\n#рексис\nА дальше текст. ${FILLER.repeat(8)}`;
  expect((await marked("рексис", text)).text).toMatch(/^…#рексис А дальше текст/);
});

test("a piece does not begin with the marks of what stood before it", async () => {
  const text = `${"図書館".repeat(120)}，」大学${"図書館".repeat(120)}`;
  for (const filler of ["", "図", "図書", "図書館図書館図"]) {
    expect((await marked("大学", `${filler}${text}`)).text).toMatch(/^…\p{L}/u);
  }
  const spaced = await marked("torchrec", `${"слово , ".repeat(60)}torchrec ${FILLER.repeat(5)}`);
  expect(spaced.text).toMatch(/^…слово/);
});

test("a text that begins with an item of a list does not seem to go on from something", async () => {
  expect((await marked("torchrec", "— Про torchrec")).text).toBe("Про torchrec");
  expect((await marked(".net", "Про .net")).text).toBe("Про .net");
});
