import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FormattedString } from "@grammyjs/parse-mode";
import { expect, test } from "vitest";
import { loadTexts } from "../../src/telegram/texts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const LOCALES = resolve(import.meta.dirname, "../../data/locales");
const { languages, textsFor } = loadTexts(LOCALES, "ru");

function keysIn(language: string): string[] {
  const source = readFileSync(resolve(LOCALES, `${language}.ftl`), "utf8");
  return [...source.matchAll(/^([\w-]+) *=/gm)].map(([, key = ""]) => key).sort();
}

function sourceOfTelegram(): string {
  const folder = resolve(import.meta.dirname, "../../src/telegram");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(resolve(folder, file), "utf8"))
    .join("\n");
}

test("every language has the same keys", () => {
  for (const language of languages) expect(keysIn(language)).toEqual(keysIn("ru"));
});

test("every key is used and every used key exists", () => {
  const source = sourceOfTelegram();
  const named = new Set([...source.matchAll(/["`]([a-z]+(?:-[a-z_]+)+)["`]/g)].map(([, key = ""]) => key));
  const built = [...source.matchAll(/`([a-z]+-)\$\{/g)].map(([, prefix = ""]) => prefix);
  const unused = keysIn("ru").filter(
    (key) =>
      !named.has(key) && !source.includes(`"${key}"`) && !built.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
});

test("Russian plurals are right", () => {
  const texts = textsFor("ru");
  const posts = [1, 2, 5, 11, 21, 104, 1000].map((count) => texts.plain("posts-count", { count }));
  expect(posts.map((text) => text.replace(/[\d\s]/g, ""))).toEqual([
    "пост",
    "поста",
    "постов",
    "постов",
    "пост",
    "поста",
    "постов",
  ]);
});

test("Russian plurals of papers and of posts that discuss one are right", () => {
  const texts = textsFor("ru");
  const papers = [1, 3, 5, 21].map((count) => texts.plain("papers-count", { count }));
  expect(papers).toEqual(["1 статья", "3 статьи", "5 статей", "21 статья"]);
  const posts = [2, 5, 11, 21].map((count) => texts.plain("paper-posts", { count, channels: "one" }));
  expect(posts.map((text) => /в (\d+ \S+),/.exec(text)?.[1])).toEqual([
    "2 постах",
    "5 постах",
    "11 постах",
    "21 посте",
  ]);
});

test("a language is taken from its primary tag, and the default stands in for languages we do not speak", () => {
  expect(textsFor("en-GB").language).toBe("en");
  expect(textsFor("ru_RU").language).toBe("ru");
  expect(textsFor("de").language).toBe("ru");
  expect(textsFor(undefined).language).toBe("ru");
});

test("formatted arguments keep their entities at the right place", () => {
  const query = FormattedString.b("<&>_*[ 🦊");
  const text = textsFor("en").rich("results-search", { query, posts: "2 posts" });
  expect(text.text).toBe("2 posts for <&>_*[ 🦊");
  expect(text.entities).toEqual([{ type: "bold", offset: 12, length: 9 }]);
});

test("a query with private-use characters is shown as it is", () => {
  const text = textsFor("en").rich("results-search", {
    query: FormattedString.b("a\ue000b"),
    posts: "1 post",
  });
  expect(text.text).toBe("1 post for a\ue000b");
});

test("a third language is one file", () => {
  const folder = temporaryFolder();
  cpSync(LOCALES, folder, { recursive: true });
  const english = readFileSync(join(LOCALES, "en.ftl"), "utf8");
  writeFileSync(join(folder, "sr.ftl"), english.replace(/^language-name = .*$/m, "language-name = Srpski"));
  const locales = loadTexts(folder, "sr");
  expect(locales.languages).toEqual(["en", "ru", "sr"]);
  expect(locales.textsFor("sr-RS").plain("language-name")).toBe("Srpski");
  expect(locales.textsFor("de").language).toBe("sr");
});

test("a default language without texts is a clear error", () => {
  expect(() => loadTexts(LOCALES, "xx")).toThrow(/"xx"/);
});
