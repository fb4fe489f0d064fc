import type { ListedPaper } from "../papers/paper.ts";
import type { DigestItem } from "./digest.ts";

/** What the posts name, the most named first, then as they come; each counted in these posts only. */
export function papersOfPeriod(items: readonly DigestItem[]): ListedPaper[] {
  const papers = new Map<string, { readonly paper: ListedPaper; readonly dates: string[] }>();
  for (const { post, papers: named } of items)
    for (const paper of named) {
      const known = papers.get(paper.key);
      if (known === undefined) papers.set(paper.key, { paper, dates: [post.date] });
      else known.dates.push(post.date);
    }
  const counted = [...papers.values()].map(({ paper, dates }) => {
    const sorted = [...dates].sort();
    return { ...paper, posts: dates.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null };
  });
  return counted.sort((a, b) => b.posts - a.posts); // stable
}
