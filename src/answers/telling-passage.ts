import { passagesOf, readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Passage } from "./answer.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { foundIn, shareOf } from "./shares.ts";

const LONGEST_CHARS = 1500;
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;
const LEFT_OUT = "\n…\n";

/** What of a post says most of what is asked, in its order; all of it where that is not too long. */
export function tellingPassage(post: StoredPost, plan: QuestionPlan): Passage {
  const text = readableText(post);
  if (text.length <= LONGEST_CHARS) return { post, text };
  const parts = passagesOf(post).map(({ start, end, heading }) => {
    const part = text.slice(start, end);
    return { start, part, share: shareOf(foundIn(`${heading ?? ""}\n${part}`, plan), plan) };
  });
  const telling = fitting(parts.sort((a, b) => b.share - a.share || a.start - b.start));
  const inOrder = telling.sort((a, b) => a.start - b.start).map(({ part }) => part);
  return { post, text: inOrder.join(LEFT_OUT) };
}

/** As many as there is room for; the first one at any rate, cut where it has to be. */
function fitting<T extends { readonly part: string }>(parts: readonly T[]): T[] {
  const kept: T[] = [];
  let chars = 0;
  for (const part of parts) {
    chars += part.part.length + LEFT_OUT.length;
    if (kept.length > 0 && chars > LONGEST_CHARS) break;
    kept.push({ ...part, part: part.part.slice(0, LONGEST_CHARS).replace(HALF_A_CHARACTER, "") });
  }
  return kept;
}
