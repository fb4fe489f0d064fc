import { keyWords, nameKey } from "../keys.ts";
import { keyIn } from "../typed-key.ts";
import type { CatalogueState } from "./catalogue.ts";
import type { GatheredPaper } from "./draft.ts";
import { keyOfTitle } from "./paper-keys.ts";
import type { WordMatch } from "./paper-words.ts";

/** Which papers somebody means. */
export interface Looked {
  /** The one that is meant; null where none or several may be. */
  readonly paper: GatheredPaper | null;
  /** Others that it may be, likeliest first. */
  readonly others: readonly GatheredPaper[];
  /** False where these are merely near. */
  readonly areMeant: boolean;
}

/** Below this share of the words a paper is merely near. */
const LEAST_MEANT = 0.72;
const LEAST_NEAR = 0.4;
/** What posts name is likelier meant than what only the list knows, and words in a row than words anywhere. */
const NAMED = 0.2;
const IN_A_ROW = 0.15;
/** The best must be this much likelier than the next to be the one. */
const CLEARLY = 0.12;
/** Words that are most of one title and only a small part of others. */
const CLEARLY_MORE = 0.3;
const MAX_OTHERS = 8;
const MAX_NEAR = 3;

/** The papers that an id, an address, a title, a part of one, or a short name means, in any script and with typos. */
export function lookUp(text: string, papers: CatalogueState): Looked {
  const key = keyIn(text);
  if (key !== null) return { paper: papers.byKey.get(key) ?? null, others: [], areMeant: false };
  const named = byName(text, papers);
  const matches = likeliestFirst(text, papers);
  const meant = matches.filter(({ coverage }) => coverage >= LEAST_MEANT);
  if (named !== null) return theOne(named, meant);
  const [best, second] = meant;
  if (best === undefined)
    return { paper: null, others: papersIn(matches).slice(0, MAX_NEAR), areMeant: false };
  const isClear =
    second === undefined ||
    best.likelihood - second.likelihood >= CLEARLY ||
    best.share - second.share >= CLEARLY_MORE;
  if (isClear) return theOne(best.paper, meant);
  return { paper: null, others: papersIn(meant).slice(0, MAX_OTHERS), areMeant: true };
}

/** The keys under which the paper is hidden that an id, an address, a title or a short name means. */
export function lookUpHidden(text: string, { hidden }: CatalogueState): readonly string[] {
  const names = [keyIn(text) ?? keyOfTitle(text), nameKey(text), ...inOtherCases(text)];
  return firstIn(hidden, names) ?? [];
}

interface Match extends WordMatch<GatheredPaper> {
  readonly likelihood: number;
}

function likeliestFirst(text: string, { words }: CatalogueState): Match[] {
  const row = ` ${keyWords(text).join(" ")} `;
  const matches = words.matches(text, LEAST_NEAR).map((match) => {
    const { title, mentions } = match.paper;
    const isInARow = ` ${keyWords(title).join(" ")} `.includes(row);
    return {
      ...match,
      likelihood: match.coverage + (mentions.length > 0 ? NAMED : 0) + (isInARow ? IN_A_ROW : 0),
    };
  });
  return matches.sort((a, b) => b.likelihood - a.likelihood || b.share - a.share);
}

/** By its whole title, a short name in whatever case, or its main title, which nobody else may mean. */
function byName(text: string, { byKey, byName: names }: CatalogueState): GatheredPaper | null {
  const title = keyOfTitle(text);
  const named = names.get(nameKey(text)) ?? byKey.get(title) ?? firstIn(names, inOtherCases(text));
  if (named !== undefined) return named;
  const begun = names.get(title);
  // "Learning to Rank" begins a title that no post names, and is what many others are about.
  return begun !== undefined && begun.mentions.length > 0 ? begun : null;
}

/** Whoever asks writes "hstu" for HSTU. */
function inOtherCases(text: string): string[] {
  return [nameKey(text.toUpperCase()), nameKey(text.toLowerCase())];
}

function firstIn<T>(found: ReadonlyMap<string, T>, keys: readonly string[]): T | undefined {
  const key = keys.find((candidate) => found.has(candidate));
  return key === undefined ? undefined : found.get(key);
}

function theOne(paper: GatheredPaper, meant: readonly Match[]): Looked {
  const others = papersIn(meant).filter((other) => other !== paper);
  return { paper, others: others.slice(0, MAX_NEAR), areMeant: true };
}

function papersIn(matches: readonly Match[]): GatheredPaper[] {
  return matches.map(({ paper }) => paper);
}
