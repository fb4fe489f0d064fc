import type { SimilarFinder } from "../search/similar.ts";
import type { CatalogueState } from "./catalogue/catalogue.ts";
import type { GatheredPaper } from "./catalogue/draft.ts";

/** A post with many papers ties each two of them less. */
const TOGETHER = 1;
const ALIKE = 0.8;
const SAME_WORDS = 0.6;
const LEAST_LIKENESS = 0.25;
const POSTS_COMPARED = 3;
const SIMILAR_POSTS = 10;
const LEAST_SHARED_WORDS = 0.3;
const MAX_SIMILAR = 30;

/** Papers like one, best first: named together with it, named in posts like those that name it, of a like title. */
export async function similarPapers(
  paper: GatheredPaper,
  { papers, similar }: { papers: CatalogueState; similar: SimilarFinder },
): Promise<GatheredPaper[]> {
  const likeness = new Map<GatheredPaper, number>();
  const add = (other: GatheredPaper, worth: number) => {
    if (other !== paper && other.mentions.length > 0) likeness.set(other, (likeness.get(other) ?? 0) + worth);
  };
  const { byPost: named } = papers;
  for (const { postId } of paper.mentions) {
    const together = named.get(postId) ?? [];
    for (const other of together) add(other, TOGETHER / Math.log2(1 + together.length));
  }
  for (const { postId } of paper.mentions.slice(0, POSTS_COMPARED)) {
    const { hits } = await similar.similar({ to: { postId }, offset: 0, limit: SIMILAR_POSTS });
    for (const { post, score } of hits)
      for (const other of named.get(post.id) ?? [])
        add(other, (ALIKE * score) / Math.log2(1 + (named.get(post.id)?.length ?? 1)));
  }
  for (const { paper: other, coverage } of papers.words.matches(paper.title, LEAST_SHARED_WORDS))
    add(other, SAME_WORDS * coverage);
  const alike = [...likeness].filter(([, worth]) => worth >= LEAST_LIKENESS);
  alike.sort(([a, worthOfA], [b, worthOfB]) => worthOfB - worthOfA || (a.key < b.key ? -1 : 1));
  return alike.slice(0, MAX_SIMILAR).map(([other]) => other);
}
