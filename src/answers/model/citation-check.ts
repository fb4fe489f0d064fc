import type { Glossary } from "../../search/glossary.ts";
import { DENIAL } from "../question.ts";
import { linksIn } from "./draft.ts";
import { missingNames, namesIn } from "./names.ts";
import type { Quantity } from "./quantities.ts";
import { ReadText, type ReadWord, termsOf } from "./read-text.ts";

/** Why a sentence is not shown. */
export type Objection =
  /** It says where to go, and only posts may. */
  | "link"
  /** A number or a month that stands neither in what it cites nor in the question. */
  | "number"
  /** The same for a name. */
  | "name"
  /** It says that something is not, and what it cites denies nothing. */
  | "denial"
  /** It has too little in common with what it cites, or nothing but what was asked. */
  | "unsupported";

export interface Claim {
  /** The sentence. */
  readonly text: string;
  /** The passages that it cites; at least one. */
  readonly cited: readonly ReadText[];
  /** What was asked, the question before it included. */
  readonly asked: ReadText;
  readonly glossary: Glossary | null;
}

/** So many of the sentence's terms must stand in what it cites. */
const NEEDED_SHARE = 0.5;
/** Of a text in another language: so many terms, names and numbers. */
const NEEDED_ACROSS_LANGUAGES = 2;

/** What is wrong with a sentence, looked at beside the passages that it cites; null where it may be shown. */
export function objectionTo({ text, cited, asked, glossary }: Claim): Objection | null {
  if (linksIn(text).some((link) => !asked.text.includes(link))) return "link";
  const sides: Sides = { sentence: new ReadText(text), cited, asked, glossary };
  if (!hasItsNumbers(sides)) return "number";
  if (!hasItsNames(sides)) return "name";
  if (DENIAL.test(text) && !cited.some((source) => DENIAL.test(source.text))) return "denial";
  return isSupported(sides) ? null : "unsupported";
}

interface Sides extends Pick<Claim, "cited" | "asked" | "glossary"> {
  readonly sentence: ReadText;
}

function hasItsNumbers({ sentence, cited, asked }: Sides): boolean {
  const known = [...cited, asked];
  return (
    sentence.quantities.every((quantity) => known.some((text) => text.hasQuantity(quantity))) &&
    [...sentence.months].every((month) => known.some((text) => text.hasMonth(month)))
  );
}

function hasItsNames({ sentence, cited, asked }: Sides): boolean {
  const names = namesIn(sentence, { doubtsFirstWord: isInLanguageOf(sentence, cited) });
  const isKnown = (word: ReadWord) => [...cited, asked].some((text) => text.hasName(word));
  const isFirst = (word: ReadWord) => word === sentence.words[0];
  return missingNames(names, sentence, isKnown).every(
    (word) => isFirst(word) && cited.some((source) => source.hasTerm(word)),
  );
}

/** Half of its terms, and something that the question does not have; across languages what can be compared. */
function isSupported({ sentence, cited, asked, glossary }: Sides): boolean {
  const terms = termsOf(sentence);
  const shared = sharedTerms(terms, cited, glossary);
  const facts = sharedFacts(sentence, cited);
  if (!isInLanguageOf(sentence, cited)) return distinct(shared) + facts.length >= NEEDED_ACROSS_LANGUAGES;
  const isNew = shared.some((word) => !asked.hasName(word)) || facts.some((fact) => !hasFact(asked, fact));
  return isNew && shared.length >= NEEDED_SHARE * terms.length;
}

function isInLanguageOf({ script }: ReadText, cited: readonly ReadText[]): boolean {
  return cited.some((source) => source.script === script);
}

/** Terms that the sources have too, or what the glossary says is the same. */
export function sharedTerms(
  terms: readonly ReadWord[],
  sources: readonly ReadText[],
  glossary: Glossary | null,
): readonly ReadWord[] {
  const stems = terms.map(({ stem }) => stem);
  const hasSame = (at: number) => {
    const others = glossary?.alternativesAt(stems, at) ?? [];
    return others.some((stem) => sources.some((source) => source.hasStem(stem)));
  };
  return terms.filter((word, at) => sources.some((source) => source.hasTerm(word)) || hasSame(at));
}

/** A number or a month. */
export type Fact = { readonly quantity: Quantity } | { readonly month: number };

/** Numbers and months of a sentence that the sources have. */
export function sharedFacts({ quantities, months }: ReadText, sources: readonly ReadText[]): Fact[] {
  const facts: Fact[] = [
    ...quantities.map((quantity) => ({ quantity })),
    ...[...months].map((month) => ({ month })),
  ];
  return facts.filter((fact) => sources.some((source) => hasFact(source, fact)));
}

export function hasFact(text: ReadText, fact: Fact): boolean {
  return "month" in fact ? text.hasMonth(fact.month) : text.hasQuantity(fact.quantity);
}

function distinct(words: readonly ReadWord[]): number {
  return new Set(words.map(({ stem }) => stem)).size;
}
