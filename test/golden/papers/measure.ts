import { readFileSync } from "node:fs";
import { packageFile } from "../../../src/package-files.ts";
import { keyWords } from "../../../src/papers/keys.ts";
import type { PaperReader, Sighting } from "../../../src/papers/paper-notes.ts";
import { paperAt } from "../../../src/papers/recognition/identifiers.ts";

interface LabelledPaper {
  readonly title?: string;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly url?: string;
}

export interface LabelledPassage {
  readonly text: string;
  /** Words behind which a link stands. */
  readonly links?: readonly { readonly words: string; readonly url: string }[];
  /** Every paper that it names by a title, an id or a link. */
  readonly papers: readonly LabelledPaper[];
  readonly kind: string;
}

export interface Recognition {
  readonly precision: number;
  readonly recall: number;
  /** Share of the found titles whose borders are exactly the labelled ones. */
  readonly exact: number;
  readonly papers: number;
  /** Of each kind of passage: how many papers were found of how many. */
  readonly byKind: ReadonlyMap<string, readonly [found: number, all: number]>;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** A title counts as found where most of its words were: of all words of the two so many are shared. */
const LEAST_SHARED = 0.75;

export type SampleName = "dev" | "held-out" | "second";

export function readPassages(name: SampleName): readonly LabelledPassage[] {
  return JSON.parse(readFileSync(packageFile("test", "golden", "papers", `${name}.json`), "utf8")).passages;
}

/** How well a reader notices the papers of labelled passages. */
export function measureRecognition(passages: readonly LabelledPassage[], reader: PaperReader): Recognition {
  const missed: string[] = [];
  const wrong: string[] = [];
  const byKind = new Map<string, readonly [number, number]>();
  let [found, exact, all] = [0, 0, 0];
  for (const passage of passages) {
    const rest = [...reader.read({ ...asPost(passage), poll: null, media: [] }).sightings];
    for (const paper of passage.papers) {
      const at = rest.findIndex((sighting) => isOf(sighting, paper));
      const [foundOfKind, allOfKind] = byKind.get(passage.kind) ?? [0, 0];
      byKind.set(passage.kind, [foundOfKind + (at < 0 ? 0 : 1), allOfKind + 1]);
      all += 1;
      if (at < 0) missed.push(`${passage.kind}: ${paper.title ?? paper.arxiv ?? paper.doi ?? paper.url}`);
      else {
        found += 1;
        const [sighting] = rest.splice(at, 1);
        if (paper.title === undefined || sighting?.title === paper.title.replace(/\s+/g, " ")) exact += 1;
      }
    }
    wrong.push(
      ...rest.map(
        ({ rule, title, arxivId, doi, page }) =>
          `${passage.kind}, ${rule}: ${title ?? arxivId ?? doi ?? page}`,
      ),
    );
  }
  return {
    precision: found / (found + wrong.length),
    recall: found / all,
    exact: exact / found,
    papers: all,
    byKind,
    missed,
    wrong,
  };
}

function asPost({ text, links = [] }: LabelledPassage) {
  const entities = links.map(({ words, url }) => ({
    type: "text_link" as const,
    offset: text.indexOf(words),
    length: words.length,
    url,
  }));
  return { text, entities };
}

function isOf(sighting: Sighting, { title, arxiv, doi, url }: LabelledPaper): boolean {
  if (arxiv !== undefined && sighting.arxivId === paperAt(`arxiv.org/abs/${arxiv}`)?.arxivId) return true;
  if (doi !== undefined && sighting.doi === doi.toLowerCase()) return true;
  const page = url === undefined ? null : paperAt(url);
  if (page !== null && page.page !== null && page.page === sighting.page) return true;
  return (
    title !== undefined &&
    sighting.title !== null &&
    share(keyWords(title), keyWords(sighting.title)) >= LEAST_SHARED
  );
}

function share(one: readonly string[], other: readonly string[]): number {
  const both = one.filter((word) => other.includes(word)).length;
  return both / Math.max(one.length, other.length);
}
