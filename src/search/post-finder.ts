import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import { coverageOf, PostWords, strictStems } from "./coverage.ts";
import { explain } from "./explain.ts";
import type { Glossary } from "./glossary.ts";
import { guessesIn } from "./guesses.ts";
import type { Finder, Hit, SearchRequest, SearchResult, Suggestion } from "./hit.ts";
import { openingHit } from "./opening.ts";
import { type Plan, planQuery } from "./plan.ts";
import { type PostFilter, resolveFilter } from "./post-filter.ts";
import { parseQuery, type Query } from "./query-language.ts";
import { rank } from "./rank.ts";
import { RememberedVocabulary } from "./remembered-vocabulary.ts";
import type { SearchIndex } from "./search-index.ts";
import type { SearchStore } from "./search-store.ts";
import { snippetOf } from "./snippet.ts";
import { suggestionsFor } from "./suggestions.ts";
import { titleOf } from "./title.ts";

export interface FinderDeps {
  readonly store: SearchStore;
  /** IANA name: whose days `before:` and `after:` mean. */
  readonly timezone: string;
  /** Other words for the same thing; null = none. */
  readonly glossary?: Glossary | null;
  /** A faster index than the store's, as long as it is in step with the store; null = there is none now. */
  readonly fastIndex?: () => Promise<SearchIndex | null>;
}

/** Searches in words people type. */
export function createFinder(deps: FinderDeps): Finder {
  const vocabulary = new RememberedVocabulary(deps.store.vocabulary);
  return { search: (request) => search(request, { ...deps, vocabulary }) };
}

interface SearchDeps extends FinderDeps {
  readonly vocabulary: RememberedVocabulary;
}

async function search(request: SearchRequest, deps: SearchDeps): Promise<SearchResult> {
  const position = await deps.store.position();
  deps.vocabulary.follow(position);
  const query = parseQuery(request.query);
  const plan = planQuery(query.words, deps.vocabulary, deps.glossary);
  const found = await find(query, plan, request, deps);
  const suggestions = found.total === 0 ? await suggest(query, plan, request, deps) : [];
  return {
    query: query.text,
    retyped: plan.retyped,
    guesses: found.total === 0 ? [] : guessesIn(plan, deps.vocabulary),
    notices: query.notices,
    suggestions,
    isComplete: position.isComplete,
    ...found,
  };
}

async function find(query: Query, plan: Plan, request: SearchRequest, deps: FinderDeps): Promise<Found> {
  const filter = await filterOf(query, request, deps);
  return plan.terms.length > 0 ? byWords(plan, filter, request, deps) : byFilter(plan, filter, request, deps);
}

/** Each of these is asked in the same channel, and asks for no suggestions in turn. */
function suggest(query: Query, plan: Plan, request: SearchRequest, deps: SearchDeps): Promise<Suggestion[]> {
  const count = async (text: string) => {
    const other = parseQuery(text);
    const found = await find(
      other,
      planQuery(other.words, deps.vocabulary, deps.glossary),
      { ...request, limit: 0 },
      deps,
    );
    return found.total;
  };
  return suggestionsFor(query, plan, { store: deps.store, count });
}

type Found = Pick<SearchResult, "total" | "hits">;

async function byWords(
  plan: Plan,
  filter: PostFilter | null,
  request: SearchRequest,
  deps: FinderDeps,
): Promise<Found> {
  const index = (await deps.fastIndex?.()) ?? deps.store.index;
  const { total, ranked } = await rank(
    { plan, filter, order: request.order, page: request },
    index,
    deps.store,
  );
  const posts = await postsOf(
    ranked.map(({ postId }) => postId),
    deps.store,
  );
  const hits = ranked.flatMap((match) => {
    const post = posts.get(match.postId);
    // A post that went a moment ago is no hit.
    return post === undefined ? [] : [hitOf(post, match, plan)];
  });
  return { total, hits: request.explain === true ? await explain(hits, ranked, plan, deps.store) : hits };
}

/** Without words to look for: all posts that pass, newest first. */
async function byFilter(
  plan: Plan,
  filter: PostFilter | null,
  { offset, limit }: SearchRequest,
  { store }: FinderDeps,
): Promise<Found> {
  if (filter === null) return { total: 0, hits: [] };
  const { ids, total } = await select(plan, filter, { offset, limit }, store);
  const posts = await store.postsByIds(ids);
  return { total, hits: posts.map(openingHit) };
}

// Refused words are looked for in so many posts.
const MAX_REFUSED_IN = 20_000;

async function select(
  plan: Plan,
  filter: PostFilter,
  page: { offset: number; limit: number },
  store: SearchStore,
): Promise<{ ids: readonly number[]; total: number }> {
  const wanted = strictStems(plan.tree);
  if (wanted.size === 0) return store.select(filter, page);
  const { ids } = await store.select(filter, { offset: 0, limit: MAX_REFUSED_IN });
  const readings = await store.readings(ids);
  const passing = ids.filter((id) => {
    const reading = readings.get(id);
    return reading !== undefined && coverageOf(plan, [], new PostWords(reading, wanted)) !== null;
  });
  return { ids: passing.slice(page.offset, page.offset + page.limit), total: passing.length };
}

async function filterOf(
  { filter }: Query,
  { channelId }: SearchRequest,
  { store, timezone }: FinderDeps,
): Promise<PostFilter | null> {
  const asked =
    filter === null ? null : await resolveFilter(filter, { channels: await store.channels(), timezone });
  if (channelId === undefined) return asked;
  const ofChannel: PostFilter = { kind: "channels", ids: [channelId] };
  return asked === null ? ofChannel : { kind: "all", of: [ofChannel, asked] };
}

async function postsOf(ids: readonly number[], store: SearchStore): Promise<Map<number, StoredPost>> {
  return new Map((await store.postsByIds(ids)).map((post) => [post.id, post]));
}

/** A post as a search for the plan shows it. */
export function hitOf(post: StoredPost, { score }: Pick<Hit, "score">, plan: Plan): Hit {
  return { post, title: titleOf(post), snippet: snippetOf(readableText(post), plan), score };
}
