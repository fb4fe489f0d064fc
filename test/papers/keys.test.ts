import { expect, test } from "vitest";
import { mainTitle, nameKey, titleKey } from "../../src/papers/keys.ts";

test.each([
  ["Actions Speak Louder than Words", "actions speak louder THAN words"],
  ["Pre-training of Item IDs", "Pretraining of item ID"],
  ["Bing's WebPage Recommendation", "Bing’s Webpage Recommendations"],
  ["Deep & Wide: A Study", "Deep   Wide – a study"],
  ["Naïve Bayes", "Naive Bayes"],
  ["Two-stage Queries", "Two Stage Query"],
])("%s and %s are one title", (one, other) => {
  expect(titleKey(one)).toBe(titleKey(other));
});

test("titles that differ in a word are two", () => {
  expect(titleKey("Learning to Rank")).not.toBe(titleKey("Learning to Retrieve"));
});

test("a main title stands for the whole where it says enough", () => {
  expect(mainTitle("Learned Ranking Function: From Clicks to Satisfaction")).toBe("Learned Ranking Function");
  expect(mainTitle("BERT: Pre-training of Deep Transformers")).toBeNull();
  expect(mainTitle("Attention Is All You Need")).toBeNull();
});

test("short names are compared without hyphens, those in capitals with them", () => {
  expect(nameKey("DCN-v2")).toBe(nameKey("DCN V2"));
  expect(nameKey("PinnerFormer")).toBe(nameKey("pinnerformer"));
  expect(nameKey("semantic IDs")).toBe(nameKey("Semantic ID"));
  expect(nameKey("TIGER")).not.toBe(nameKey("tiger"));
});
