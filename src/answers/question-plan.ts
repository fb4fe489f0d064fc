import type { Glossary } from "../search/glossary.ts";
import { type Plan, type PlannedTerm, planQuery } from "../search/plan.ts";
import { parseQuery } from "../search/query-language.ts";
import type { Vocabulary } from "../search/vocabulary.ts";
import { normaliseWord } from "../search/words/normalise.ts";
import { stemOf } from "../search/words/stems.ts";
import { isVague } from "../search/words/stop-words.ts";
import { tokensOf } from "../search/words/tokens.ts";
import { isCalledByName, nounAskedFor } from "./asked-noun.ts";
import { isRussian, type Question, type QuestionKind } from "./question.ts";

/** Names say most of what a question is about, verbs least: "что *пишут* про BERT4Rec". */
const NAME = 1.5;
const VERB = 0.6;
/** Words that go with the asking, and everyday English ones that a Russian archive lacks. */
const FAINTLY = 0.3;
const FAINT: Partial<Record<QuestionKind, RegExp>> = {
  who: /^(?:автор|работ|стать|придума|написа|сдела|созда|изобре|показа|предложи|разработ|выпусти|компани|команд|лаборатори|author|paper|wrote|made|invent|creat|develop|compan|team|propos|releas|publish|came|up)/u,
  when: /^(?:вый[дт]|дат|числ|год|день|дн|месяц|ш[её]л|прош|проход|пройд|состоя|вышл|выше?л|выход|опублик|появи|запусти|начал|год|year|dat|publish|appear|releas|launch|happen|start|come|came|out)/u,
  where:
    /^(?:город|стран|мест|прош|проход|пройд|состоя|собира|cit|countr|plac|venue|held|took|tak|happen|located)/u,
  compare: /^(?:отлич|разниц|лучш|хуж|сравн|differ|main|compar|better|worse|versus)/u,
  "how-many": /^(?:сто(?:ит|ил|ят|имост)|цен[аыуе]|заплати|cost|pric)/u,
  list: /^(?:вид|тип|быва|перечисл|список|способ|прием|метод|kind|type|list|way|method)/u,
  opinion:
    /^(?:дума|мнени|относ|счита|автор|канал|стоит|думает|вывод|прогноз|opinion|think|like|author|channel|feel)/u,
  "what-is": /^(?:такое|значит|означа|термин|понят|зверь|штук|mean|stand|call|defin)/u,
  why: /^(?:причин|reason|happen)/u,
  how: /^(?:работа|устро|дела|способ|work|does)/u,
};

export interface QuestionPlan extends Plan {
  /** The terms once more, those that the archive lacks worth less: they can stand nowhere. */
  readonly toldTerms: readonly PlannedTerm[];
  /**
   * The terms once more, all but names in Latin letters or with digits worth nothing ("Индии" may be said "индийские",
   * HSTU may not); null where the question has no such name.
   */
  readonly nameTerms: readonly PlannedTerm[] | null;
  /**
   * Places of the terms that tell what is asked of whatever is named: "кто *основал* Mistral". None where names alone are
   * asked about, and where the posts may say it in another language.
   */
  readonly tellingTerms: readonly number[];
  /** Place of the thing that a "какой" asks for; null where there is none, or what is asked for goes without saying. */
  readonly askedNoun: number | null;
  /** Places of what is asked to have happened: "кто *основал*"; of a who alone, and none where it goes without saying. */
  readonly askedDeeds: readonly number[];
  /** Share of the question, by idf, that the archive has anywhere. */
  readonly knownShare: number;
}

/** What a word that the archive lacks counts for beside others. */
const UNKNOWN = 0.35;

/** The question as the search understands it, with its words weighed by what they say of what is asked. */
export function planQuestion(
  question: Question,
  vocabulary: Vocabulary,
  glossary: Glossary | null,
): QuestionPlan {
  const { about, kind } = question;
  const plan = planQuery(parseQuery(about.replace(SIGNS, " ")).words, vocabulary, glossary);
  const names = namesIn(about);
  const isFaint = (term: PlannedTerm) =>
    meansOneOf(term, FAINT[kind], plan) ||
    (!isRussian(about) && !names.has(term.word) && !isKnown(term, plan));
  const isFixedName = ({ word }: PlannedTerm) => names.has(word) && FIXED_NAME.test(word);
  const isTelling = (term: PlannedTerm) => !isFaint(term) && !names.has(term.word);
  const terms = weighed(plan.terms, (term) => (isFaint(term) ? FAINTLY : weightOf(term.word, names)));
  return {
    ...plan,
    terms,
    toldTerms: weighed(terms, (term) => (isKnown(term, plan) ? 1 : UNKNOWN)),
    nameTerms: terms.some(isFixedName) ? weighed(terms, (term) => (isFixedName(term) ? 1 : 0)) : null,
    ...whatIsAsked(question, plan.terms, isTelling),
    knownShare: sumOfIdf(terms.filter((term) => isKnown(term, plan))) / (sumOfIdf(terms) || 1),
  };
}

type WhatIsAsked = Pick<QuestionPlan, "tellingTerms" | "askedNoun" | "askedDeeds">;

function whatIsAsked(
  { text, about, kind }: Question,
  terms: readonly PlannedTerm[],
  isTelling: (term: PlannedTerm) => boolean,
): WhatIsAsked {
  const telling = terms.flatMap((term, place) => (isTelling(term) ? [{ ...term, place }] : []));
  const asksOfNames = isRussian(about) && telling.some((term) => !saysLittle(term));
  const noun = normaliseWord(nounAskedFor(text) ?? "");
  const deeds = kind === "who" ? telling.filter(isDeed) : [];
  return {
    tellingTerms: asksOfNames ? telling.map(({ place }) => place) : [],
    askedNoun: telling.find(({ word }) => word === noun)?.place ?? null,
    askedDeeds: deeds.map(({ place }) => place),
  };
}

function weighed(terms: readonly PlannedTerm[], worth: (term: PlannedTerm) => number): PlannedTerm[] {
  return terms.map((term) => ({ ...term, idf: term.idf * worth(term) }));
}

function sumOfIdf(terms: readonly PlannedTerm[]): number {
  return terms.reduce((sum, { idf }) => sum + idf, 0);
}

const FIXED_NAME = /[a-z\d]/;

/** Signs of the query language mean nothing in a question: "что за «LogQ»?" wants no such phrase by its letter. */
const SIGNS = /[^\p{L}\p{N}\p{M}\s.\-+_/'’]+|(?<!\S)-|\.(?=\s|$)/gu;

/** A plan for finding posts: what the archive lacks no post can have. */
export function onlyKnown(plan: Plan): Plan {
  return { ...plan, terms: weighed(plan.terms, (term) => (isKnown(term, plan) ? 1 : ALMOST_NOTHING)) };
}

const ALMOST_NOTHING = 1e-7; // an index wants a worth above 0

/** Whether the archive has the word, or anything that counts as finding it. */
export function isKnown({ alternatives }: PlannedTerm, { numberOfStem }: Plan): boolean {
  return [...alternatives.keys()].some((stem) => numberOfStem.has(stem));
}

/** Whether a word is one of those, misspelt or not. */
function meansOneOf({ word, alternatives }: PlannedTerm, words: RegExp | undefined, plan: Plan): boolean {
  if (words === undefined) return false;
  if (words.test(word)) return true;
  return (
    !plan.numberOfStem.has(stemOf(word)) &&
    [...alternatives].some(([stem, weight]) => weight >= MISSPELT && words.test(stem))
  );
}

const MISSPELT = 0.6;

function saysLittle({ word }: PlannedTerm): boolean {
  return SAYS_LITTLE.test(word) || isCalledByName(word);
}

function isDeed({ word }: PlannedTerm): boolean {
  return VERB_FORM.test(word) && !isVague(stemOf(word)) && !SAYS_LITTLE.test(word);
}

/** "Почему канал *называется*", "почему не *взяли*" */
const SAYS_LITTLE =
  /^(?:называ|назва|взя|бра[лт]|ста[лтн]|начина|нача[лт]|реши|хот|счита|оказа|получ|прих|приш|нуж|обеща|пообеща|заяв|сообщ|предполож|ответ|участв|был|ста[вл]|выбра)/u;

function weightOf(word: string, names: ReadonlySet<string>): number {
  if (names.has(word)) return NAME;
  return VERB_FORM.test(word) ? VERB : 1;
}

/** Words with a capital or a digit, but for the first one; in Russian all that is written in Latin letters. */
function namesIn(about: string): ReadonlySet<string> {
  const words = tokensOf(about).filter(({ joined }) => !joined);
  const names = words.filter(({ start, end }, at) => {
    const written = about.slice(start, end);
    if (/\d/.test(written)) return true;
    if (/^[A-Za-z]/.test(written))
      return isRussian(about) || (at > 0 ? /^[A-Z]/ : /[A-Z].*[A-Z]/).test(written);
    return at > 0 && /^\p{Lu}/u.test(written);
  });
  return new Set(names.map(({ word }) => word));
}

/** "показали", "вышел", "работает", "запускаются": most of what ends so in a question is a verb. */
const VERB_FORM =
  /^\p{Script=Cyrillic}{2,}(?:т?ся|тсь|л(?:ся|ась|ись|ось)|[аеиуюяы]?ешь|ишь|[аяуе]ют|[аяуею]ет|[аяеиоы]ть|ова(?:л|ла|ли|ло)|ива(?:л|ла|ли|ло)|ыва(?:л|ла|ли|ло)|[аия]ли|[аия]ла|[аия]ло|ил|ял|ул)$/u;
