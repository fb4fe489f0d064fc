import { expect, test } from "vitest";
import { phraseRanges } from "../../src/search/find-phrase.ts";

function found(text: string, phrase: string): string[] {
  return phraseRanges(text, phrase).map(({ start, end }) => text.slice(start, end));
}

test("a title is found whatever its case, hyphens and punctuation", () => {
  const text = "Разбираем «Actions speak louder, than words»: Trillion Parameter…";
  expect(found(text, "Actions Speak Louder than Words: Trillion-Parameter")).toEqual([
    "Actions speak louder, than words»: Trillion Parameter",
  ]);
});

test("words with other words between them are no phrase", () => {
  expect(found("Actions never speak louder", "actions speak louder")).toEqual([]);
});

test("stop words of a phrase must be there", () => {
  expect(found("attention all need", "Attention Is All You Need")).toEqual([]);
});

test("word forms and ё make no difference", () => {
  expect(found("О семантических айдишниках ещё раз", "семантические айдишники еще")).toEqual([
    "семантических айдишниках ещё",
  ]);
});

test.each(["DCN-v2", "DCN'ов", "(DCN)", "#DCN"])("DCN stands in %s", (text) => {
  expect(found(text, "dcn")).toEqual(["DCN"]);
});

test.each(["M-DCN", "DCNN", "dcns"])("DCN does not stand in %s", (text) => {
  expect(found(text, "DCN")).toEqual([]);
});

test("a name written together is found written apart, and the reverse", () => {
  expect(found("DCNv2, DCN-v2, DCN v2", "DCN-V2")).toEqual(["DCNv2", "DCN-v2", "DCN v2"]);
  expect(found("DCNv2, DCN-v2, DCN v2", "dcnv2")).toEqual(["DCNv2", "DCN-v2", "DCN v2"]);
});

test("an arXiv id is found in an address and with a version", () => {
  const text = "https://arxiv.org/abs/2402.17152v3 и arXiv:2402.17152";
  expect(found(text, "2402.17152")).toEqual(["2402.17152v3", "2402.17152"]);
  expect(found("12402.17152", "2402.17152")).toEqual([]);
});

test("a phrase without words stands nowhere", () => {
  expect(found("что угодно", "…")).toEqual([]);
});
