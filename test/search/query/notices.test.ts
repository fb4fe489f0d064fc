import { expect, test } from "vitest";
import { parseQuery } from "../../../src/search/query-language.ts";
import { shownWords } from "./shown.ts";

function notUnderstood(input: string): string[] {
  return parseQuery(input).notices.flatMap((notice) => (notice.kind === "not-understood" ? notice.part : []));
}

test.each([
  ["рексис before:вчера", ["before:вчера"], "рексис before:вчера"],
  ["-has:кот", ["-has:кот"], "-has:кот"],
  ["after:2024-02-31", ["after:2024-02-31"], "after:2024-02-31"],
  ["channel:@ has:photo,video", ["channel:@", "has:photo,video"], "channel:@ has:photo,video"],
  ["channel:t.me/x", ["channel:t.me/x"], "channel:t.me/x"],
  ["(a | before:вчера)", ["before:вчера"], "(a | before:вчера)"],
  ["канал:(a | b)", ["канал:"], "канал: (a | b)"],
  ["#dcn-v2 #a#b", ["#dcn-v2", "#a#b"], "dcn-v2 a#b"],
  ['"незакрытая кавычка', ['"незакрытая'], "незакрытая кавычка"],
  ["слово» и ещё", ["слово»"], "слово и ещё"],
  ['"', ['"'], ""],
  ['5" 7"', ['5"', '7"'], "5 7"],
  ["««а б", ["««а"], "а б"],
  ['channel:"Два слова', ['channel:"Два'], "channel: Два слова"],
  ["(a b", ["(a"], "a b"],
  ["a) b", ["a)"], "a b"],
  ["((a (b c", ["((a", "(b"], "a b c"],
  ["-(a b", ["-(a"], "a b"],
  ['(before:вчера "a', ["(before:вчера", '"a'], "before:вчера a"],
  ["c) has:кот «d", ["c)", "has:кот", "«d"], "c has:кот d"],
])("of %j %j is told and all of it searched", (input, parts, words) => {
  expect(notUnderstood(input)).toEqual(parts);
  expect(shownWords(parseQuery(input).words)).toBe(words);
});

test.each([
  "привет))",
  "хорошо :)",
  "грустно :-(",
  "да ;)",
  "эх (((",
  "LLM'ки",
  "🔥🔥",
  "a — b – c - d",
  "a |",
])("%j is how people write and no mistake", (input) => {
  expect(parseQuery(input).notices).toEqual([]);
});
