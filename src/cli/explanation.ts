import type { HitExplanation, WordExplanation } from "../search/hit.ts";

/** Why a hit stands where it does, for a terminal: the sum, and what was found for each word. */
export function explanation(score: number, why: HitExplanation): string {
  const looked = [
    part("proximity", why.proximity),
    part("in order", why.inOrder),
    part("title", why.title),
    part("recency", why.recency),
  ];
  const sum = [`coverage ${round(why.coverage)}`, part("bm25", why.bm25), ...looked].filter(
    (text) => text !== "",
  );
  return [`   ${round(score)} = ${sum.join(" + ")}`, ...why.words.map(wordLine), ""].join("\n");
}

function part(name: string, value: number | null): string {
  return value === null ? "" : `${name} ${round(value)}`;
}

function wordLine({ word, idf, found, as }: WordExplanation): string {
  const how = found === 0 ? "not there" : `${round(found)} as ${as.slice(0, 3).join(", ")}`;
  return `     ${word} (idf ${round(idf)}): ${how}`;
}

function round(value: number): string {
  return value.toFixed(2);
}
