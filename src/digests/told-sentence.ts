import type { StoredPost } from "../channel/post.ts";
import { type Sentence, sentencesOf } from "../search/sentences.ts";
import { isTagsAndLinks } from "../search/title.ts";
import { afterTitle } from "./after-title.ts";

/** A sentence of a post that its title has not told. */
export interface ToldSentence extends Sentence {
  readonly text: string;
  /** What stands before it is in the title: the whole sentence before, or its own beginning. */
  readonly follows: "sentence" | "title" | "title's beginning";
}

const LINK = /https?:\/\/\S+/gu;
/** "Ссылка — https://…", "🔗 Читать подробнее", "Source" */
const POINTER =
  /^[^\p{L}]*(?:ссылк|подробн|читать|читай|смотреть|источник|статья|пост|видео|запись|зеркал|код|github|читайте|link|read|source|more|details|watch|来源|參考|参考|链接|下载)/iu;
const LONGEST_POINTER_WORDS = 4;

/** The sentences of a post that may be told below its title, in order; no code, no hashtags, and nothing that only leads elsewhere. */
export function toldSentences({ text, entities }: StoredPost, title: string): ToldSentence[] {
  const { start: shown, isCut } = afterTitle(text, title);
  const code = entities.filter(({ type }) => type === "pre");
  const rest = sentencesOf(text).filter(({ end }) => end > shown);
  return rest.flatMap((sentence, at): ToldSentence[] => {
    const start = Math.max(sentence.start, shown);
    const written = text.slice(start, sentence.end);
    const isCode = code.some(({ offset, length }) => offset <= start && start < offset + length);
    if (isCode || isTagsAndLinks(written) || isPointer(written)) return [];
    const isFirst = at === 0 && shown > 0;
    const follows = !isFirst ? "sentence" : isCut && sentence.start < shown ? "title's beginning" : "title";
    return [{ ...sentence, start, text: written, follows }];
  });
}

function isPointer(written: string): boolean {
  const words = written.replace(LINK, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (/https?:/u.test(written) && words.length <= 2) return true;
  return words.length <= LONGEST_POINTER_WORDS && POINTER.test(written);
}
