import { type Ranked, WEIGHTS } from "./best-first.ts";
import type { Hit, HitExplanation, WordExplanation } from "./hit.ts";
import type { Plan } from "./plan.ts";
import { eachWord } from "./reading.ts";
import type { SearchStore } from "./search-store.ts";

/** The hits with what their scores are made of. */
export async function explain(
  hits: readonly Hit[],
  ranked: readonly Ranked[],
  plan: Plan,
  store: Pick<SearchStore, "readings">,
): Promise<Hit[]> {
  const matches = new Map(ranked.map((match) => [match.postId, match]));
  const readings = await store.readings(ranked.map(({ postId }) => postId));
  return hits.map((hit) => {
    const match = matches.get(hit.post.id);
    const reading = readings.get(hit.post.id);
    return match === undefined || reading === undefined ? hit : { ...hit, why: whyOf(match, plan, reading) };
  });
}

/** BM25's part is what the other parts leave of the score. */
function whyOf(match: Ranked, plan: Plan, reading: Uint8Array): HitExplanation {
  const { verified, coverage, score } = match;
  const seen = new Set<number>();
  eachWord(reading, ({ stem }) => void seen.add(stem));
  const parts = {
    proximity: verified && WEIGHTS.proximity * verified.proximity,
    inOrder: verified && WEIGHTS.inOrder * verified.inOrder,
    title: verified && WEIGHTS.title * verified.title,
    recency: verified && WEIGHTS.recency * verified.recency,
  };
  const others = Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), coverage);
  const words = plan.terms.map((_, term) => wordOf(term, match, plan, seen));
  return { bm25: score - others, coverage, ...parts, words };
}

function wordOf(term: number, match: Ranked, plan: Plan, seen: ReadonlySet<number>): WordExplanation {
  const { word = "", idf = 0, alternatives = new Map<string, number>() } = plan.terms[term] ?? {};
  const as = [...alternatives]
    .filter(([stem]) => seen.has(plan.numberOfStem.get(stem) ?? -1))
    .sort(([, a], [, b]) => b - a)
    .map(([stem]) => stem);
  return { word, idf, found: match.found[term] ?? 0, as };
}
