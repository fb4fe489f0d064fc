import type { DigestItem, DigestSection } from "./digest.ts";
import { byImportance, type RatedPost } from "./importance.ts";
import { withoutRepeats } from "./repeats.ts";
import { isAboutPapers } from "./told-papers.ts";

/** A post that was looked at, as it will be told. */
export interface ToldPost extends RatedPost {
  readonly item: DigestItem;
}

/** So few posts are read as they are; headings would only stand between them. */
const FEW_POSTS = 3;
/** A line or two on a phone. */
const LONGEST_NEWS_CHARS = 200;
const KINDS = ["papers", "posts", "news"] as const;

/** Posts by what they are, in the order in which they are read, each told once; how important one is depends on all. */
export function sectionsOf(posts: readonly ToldPost[]): DigestSection[] {
  const ordered = withoutRepeats(byImportance(posts));
  const kindOf = ordered.length <= FEW_POSTS ? () => "posts" as const : kindOfPost;
  return KINDS.flatMap((kind) => {
    const items = ordered.filter((post) => kindOf(post) === kind).map(({ item }) => item);
    return items.length === 0 ? [] : [{ kind, items }];
  });
}

function kindOfPost({ post, title, papers }: RatedPost): DigestSection["kind"] {
  if (isAboutPapers(post, title, papers)) return "papers";
  return post.text.length > LONGEST_NEWS_CHARS ? "posts" : "news";
}
