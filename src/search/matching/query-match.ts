import { readableText } from "../../channel/passages.ts";
import type { Channel, StoredPost } from "../../channel/post.ts";
import { PostWords, strictStems } from "../coverage.ts";
import type { Glossary } from "../glossary.ts";
import type { Snippet } from "../hit.ts";
import { type Plan, planAsTyped } from "../plan.ts";
import { type PlanNode, planTree } from "../plan-tree.ts";
import { resolveFilter } from "../post-filter.ts";
import type { All, Query } from "../query-language.ts";
import { snippetOf } from "../snippet.ts";
import type { Frequencies } from "../vocabulary.ts";
import { essentialOf, type Found, isCovered, refuses, wants } from "./essential.ts";
import { type FilteredPost, filteredPost, passes } from "./passes.ts";
import { lexiconOf, type PostLexicon } from "./post-lexicon.ts";
import { takenAsTypedIn } from "./taken-as-typed.ts";

/** A post that queries are held against. */
export interface MatchedPost {
  readonly post: StoredPost;
  readonly lexicon: PostLexicon;
  readonly facts: FilteredPost;
}

export function matchedPost(post: StoredPost): MatchedPost {
  return { post, lexicon: lexiconOf(post), facts: filteredPost(post) };
}

export interface MatchContext {
  readonly glossary: Glossary | null;
  readonly channels: readonly Channel[];
  /** IANA name: whose days `before:` and `after:` mean. */
  readonly timezone: string;
}

/** In a name or an address, only what is at least this sure counts. */
const SURE_ASIDE = 0.75;
/** A word this short sounds nearly like many others: "logq" like «логик». */
const LONGEST_SHORT_WORD = 5;
/** Of a short word, what counts for less than another word for the same thing is none. */
const SURE_OF_SHORT = 0.6;

/**
 * Whether a post has all of a query: every word but those that tell nothing, by its stem, in either script, joined or
 * apart, read back from Latin letters or by the glossary; phrases as they are; nothing that is refused; every filter.
 * Unlike a search, it guesses no spelling. A query that neither asks for nor refuses
 * anything matches nothing.
 */
export async function matches(query: Query, matched: MatchedPost, context: MatchContext): Promise<boolean> {
  const plan = planAsTyped(query.words, takenAsTypedIn(matched.lexicon), context.glossary);
  const tree = essentialOf(plan);
  if (query.filter === null && !wants(tree) && !refuses(tree)) return false;
  if (!isCovered(tree, foundIn(matched.lexicon, plan, tree))) return false;
  return passesFilter(query, matched, context);
}

/** The same of a query without `|` whose words are known to be there: looks at places, refused words and filters. */
export async function matchesInPlaces(
  query: Query,
  matched: MatchedPost,
  context: MatchContext,
): Promise<boolean> {
  const { words, reading } = matched.lexicon;
  const tree = planTree(query.words, { termsOfWord: new Map(), numberOf: (stem) => words.numberOf(stem) });
  const found = { has: () => true, words: new PostWords(reading, strictStems(tree)) };
  return isCovered(tree, found) && passesFilter(query, matched, context);
}

async function passesFilter(
  { filter }: Query,
  { facts }: MatchedPost,
  context: MatchContext,
): Promise<boolean> {
  return filter === null || passes(await resolveFilter(filter, context), facts);
}

function foundIn({ reading, inText, aside }: PostLexicon, { terms }: Plan, tree: PlanNode): Found {
  return {
    has: (at) => {
      const { word = "", alternatives = [] } = terms[at] ?? {};
      for (const [stem, weight] of alternatives) {
        const isThere = inText.has(stem) || (weight >= SURE_ASIDE && aside.has(stem));
        if (isThere && isSure(word, weight)) return true;
      }
      return false;
    },
    words: new PostWords(reading, strictStems(tree)),
  };
}

function isSure(word: string, weight: number): boolean {
  return word.length > LONGEST_SHORT_WORD || weight >= SURE_OF_SHORT;
}

/** The passage of a post that has most of the words, by how much each of them says. */
export function passageWith(
  words: All,
  { post, lexicon }: MatchedPost,
  { glossary, frequencies }: { readonly glossary: Glossary | null; readonly frequencies: Frequencies },
): Snippet {
  const plan = planAsTyped(words, takenAsTypedIn(lexicon, frequencies), glossary);
  return snippetOf(readableText(post), { ...plan, termsOfStem: markedStems(plan, lexicon) });
}

/** Stems that are marked: of sure words, and both words of "DCN v2" where it is found as "dcnv2". */
function markedStems({ terms, termsOfStem }: Plan, { neighbours }: PostLexicon): Plan["termsOfStem"] {
  const marked = new Map<string, Weighted[]>();
  for (const [stem, weighted] of termsOfStem) {
    const sure = weighted.filter(({ term, weight }) => isSure(terms[term]?.word ?? "", weight));
    for (const one of [stem, ...(neighbours.get(stem) ?? [])])
      marked.set(one, [...(marked.get(one) ?? []), ...sure]);
  }
  return marked;
}

interface Weighted {
  readonly term: number;
  readonly weight: number;
}
