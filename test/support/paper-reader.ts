import { readableText } from "../../src/channel/passages.ts";
import type { PaperReader, Sighting } from "../../src/papers/paper-notes.ts";

interface Rules {
  readonly stamp?: string;
  /** The title stands in the first group. */
  readonly titles?: RegExp;
}

/** A reader to whom [words in brackets] are a paper and words in capitals are short names. */
export function bracketReader({ stamp = "brackets", titles = /\[([^\]]+)\]/g }: Rules = {}): PaperReader {
  return {
    stamp,
    read: (post) => {
      const text = readableText(post);
      const names = new Map<string, { start: number; end: number }>();
      for (const { 0: name, index: start } of text.matchAll(/\b[A-Z]{2,}\b/g)) {
        const key = name.toLowerCase();
        if (!names.has(key)) names.set(key, { start, end: start + name.length });
      }
      return {
        sightings: [...text.matchAll(titles)].map(({ 0: found, 1: title = "", index: start }) =>
          aSighting({ title, start, end: start + found.length }),
        ),
        names: [...names].map(([name, place]) => ({ name, ...place })),
      };
    },
  };
}

export function aSighting(parts: Partial<Sighting>): Sighting {
  return {
    start: 0,
    end: 1,
    rule: "quoted",
    title: null,
    arxivId: null,
    doi: null,
    page: null,
    names: [],
    ...parts,
  };
}
