import { type Plan, planQuery } from "../../search/plan.ts";
import { parseQuery } from "../../search/query-language.ts";
import { TextVocabulary } from "../../search/text-vocabulary.ts";
import type { Paper } from "../paper.ts";

/** How well a paper fits some words. */
export interface WordMatch<P> {
  readonly paper: P;
  /** Share of the words, by how much they tell, that its title and names have: 0 to 1. */
  readonly coverage: number;
  /** Share of its title that the words are. */
  readonly share: number;
}

/** Finds papers by the words of their titles and names: inflected, misspelt, in the other script or layout. */
export class PaperWords<P extends Paper> {
  readonly #papers: readonly P[];
  readonly #vocabulary: TextVocabulary;

  constructor(papers: readonly P[]) {
    this.#papers = papers;
    this.#vocabulary = new TextVocabulary(papers.map(({ title, aliases }) => [title, ...aliases].join("\n")));
  }

  /** Papers that have at least `least` of the words, best first. */
  matches(text: string, least: number): WordMatch<P>[] {
    const plan = planQuery(parseQuery(text).words, this.#vocabulary);
    const total = plan.terms.reduce((sum, { idf }) => sum + idf, 0);
    if (total === 0) return [];
    const matches = this.#papers.flatMap((paper, at) => {
      const stems = this.#vocabulary.stemsOfText[at] ?? new Set();
      const found = foundIn(stems, plan);
      const coverage = found / total;
      return coverage < least
        ? []
        : [{ paper, coverage, share: found / Math.max(found, this.#worth(stems)) }];
    });
    return matches.sort((a, b) => b.coverage - a.coverage || b.share - a.share);
  }

  /** How much all words of a title tell. */
  #worth(stems: ReadonlySet<string>): number {
    let worth = 0;
    for (const stem of stems)
      worth += Math.log(1 + this.#vocabulary.passages / (1 + this.#vocabulary.frequency(stem)));
    return worth;
  }
}

function foundIn(stems: ReadonlySet<string>, { terms }: Plan): number {
  return terms.reduce((sum, { alternatives, idf }) => {
    let best = 0;
    for (const [stem, weight] of alternatives) if (weight > best && stems.has(stem)) best = weight;
    return sum + idf * best;
  }, 0);
}
