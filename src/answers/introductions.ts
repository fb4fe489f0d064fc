import { readableText } from "../channel/passages.ts";
import type { Channel, StoredPost } from "../channel/post.ts";
import { planQuery } from "../search/plan.ts";
import { parseQuery } from "../search/query-language.ts";
import { rank } from "../search/rank.ts";
import { type Sentence, sentencesOf } from "../search/sentences.ts";
import type { Vocabulary } from "../search/vocabulary.ts";
import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import type { Archive } from "./candidates.ts";
import type { ChannelQuestion } from "./channel-question.ts";

/** A sentence in which whoever writes the channel says who they are, or what it is about. */
export interface Introduction {
  readonly post: StoredPost;
  /** Stretch of the post's readable text. */
  readonly start: number;
  readonly end: number;
  /** Their name, where it is said outright. */
  readonly name: string | null;
  readonly worth: number;
}

/** Who begins a channel introduces themselves soon. */
const FIRST_POSTS = 12;
const FOUND_POSTS = 12;
const LOOKED_FOR = ["зовут", "всем привет", "веду канал", "этот канал", "this channel", "my name"];

const L = "(?<!\\p{L})";
const E = "(?!\\p{L})";
const NAME = "(\\p{Lu}\\p{L}+(?:[ -]\\p{Lu}\\p{L}*\\.?){0,2})";
/** "Всем привет, я Тимур" */
const GREETING = "(?:[Пп]ривет|[Зз]дравствуйте|[Hh]i|[Hh]ello)[\\s,!.]+(?:[Яя]|[Ээ]то|I['’]m|I\\s+am)";
/** What says it, and how plainly; the plainest first. */
const SAYINGS: readonly {
  readonly of: readonly ChannelQuestion[];
  readonly worth: number;
  readonly says: RegExp;
}[] = [
  {
    of: ["who"],
    worth: 3,
    says: new RegExp(`${L}(?:[Мм]еня\\s+зовут|[Mm]y\\s+name\\s+is|${GREETING})\\s+${NAME}`, "u"),
  },
  {
    of: ["what"],
    worth: 3,
    says: new RegExp(
      `${L}(?:(?:этот|мой|наш)\\s+(?:канал|блог)|(?:канал|блог)\\s+(?:про|об?|посвящ[её]н)|this\\s+(?:channel|blog)\\s+is)${E}`,
      "iu",
    ),
  },
  {
    of: ["who", "what"],
    worth: 2,
    says: new RegExp(
      `${L}(?:веду|ведём|ведем|пишем|я\\s+(?:зав[её]ла?|создала?|пишу))\\s+(?:\\p{L}+\\s+){0,2}(?:канал|блог)`,
      "iu",
    ),
  },
  {
    of: ["what", "who"],
    worth: 1,
    says: new RegExp(
      `${L}(?:(?:в|на)\\s+(?:этом|мо[её]м|нашем)\\s+(?:канале|блоге)|(?:канал|блог)\\s+(?:зав[её]ла|зав[её]л|создала?)|здесь\\s+(?:я\\s+)?(?:буду|пишу|рассказываю|делюсь)|my\\s+(?:channel|blog)|i\\s+(?:write|post)\\s+(?:here|about))${E}`,
      "iu",
    ),
  },
];
/** Another channel's, or somebody's words. */
const OF_OTHERS = /@\w{4,}|t\.me\/|https?:\/\/|[«"“][^»"”]*(?:меня зовут|my name is)/iu;

/** Stems of the words of the channels' names: "кто автор Information Retriever". */
export function namesOf(channels: readonly Channel[]): ReadonlySet<string> {
  const names = channels.flatMap(({ title, username }) => [title ?? "", username ?? ""]);
  return new Set(names.flatMap((name) => tokensOf(name)).map(({ word }) => stemOf(word)));
}

/** The plainest first, of those the earliest; one of a post. */
export async function introductionsIn(
  asked: ChannelQuestion,
  { store, fastIndex }: Archive,
  vocabulary: Vocabulary,
): Promise<readonly Introduction[]> {
  const index = (await fastIndex?.()) ?? store.index;
  const found = LOOKED_FOR.map(async (words) => {
    const plan = planQuery(parseQuery(words).words, vocabulary);
    const page = { offset: 0, limit: FOUND_POSTS };
    const { ranked } = await rank({ plan, filter: null, order: "relevance", page }, index, store);
    return ranked.map(({ postId }) => postId);
  });
  const ids = new Set([...(await firstPosts(store)), ...(await Promise.all(found)).flat()]);
  const posts = await store.postsByIds([...ids]);
  return posts
    .flatMap((post) => introductionIn(post, asked) ?? [])
    .sort((a, b) => b.worth - a.worth || a.post.date.localeCompare(b.post.date));
}

async function firstPosts(store: Archive["store"]): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { id } of await store.channels()) {
    const filter = { kind: "channels", ids: [id] } as const;
    const { total } = await store.select(filter, { offset: 0, limit: 1 });
    const first = await store.select(filter, {
      offset: Math.max(0, total - FIRST_POSTS),
      limit: FIRST_POSTS,
    });
    ids.push(...first.ids);
  }
  return ids;
}

function introductionIn(post: StoredPost, asked: ChannelQuestion): Introduction | null {
  const text = readableText(post);
  const sentences = sentencesOf(text);
  let best: Introduction | null = null;
  for (const sentence of sentences) {
    const said = saidIn(text.slice(sentence.start, sentence.end), asked);
    if (said === null || said.worth <= (best?.worth ?? 0)) continue;
    best = { post, start: sentence.start, end: sentence.end, ...said };
  }
  return best === null ? null : { ...best, end: withNext(best, sentences) };
}

function saidIn(sentence: string, asked: ChannelQuestion): Pick<Introduction, "name" | "worth"> | null {
  if (OF_OTHERS.test(sentence)) return null;
  for (const { of, worth, says } of SAYINGS) {
    const match = of.includes(asked) ? says.exec(sentence) : null;
    if (match !== null) return { worth, name: match[1] ?? null };
  }
  return null;
}

const LONGEST_CHARS = 320;

/** What they go on with belongs to it, where it is short. */
function withNext({ start, end }: Introduction, sentences: readonly Sentence[]): number {
  const next = sentences.find((sentence) => sentence.start >= end);
  return next !== undefined && next.end - start <= LONGEST_CHARS ? next.end : end;
}
