import { setImmediate as nextTurn } from "node:timers/promises";
import type { InlineQueryResultArticle, InlineQueryResultsButton } from "grammy/types";
import { resultWithin } from "../deadline.ts";
import type { Hit } from "../search/hit.ts";
import type { BotContext } from "./context.ts";
import { type DeepLinkDeps, type DeepLinks, deepLinks, startCodeOf } from "./deep-links.ts";
import { nothingArticle, postArticle } from "./inline-article.ts";
import { LATEST, type ListPage, type ListSources, loadPage, type PostList, queryList } from "./list.ts";
import type { DateFormats } from "./post-date.ts";
import type { QuoteOptions } from "./quoted-post.ts";
import type { Throttle } from "./rate-limits.ts";
import { ignoreHarmless } from "./retries.ts";
import type { Locales } from "./texts.ts";

export interface InlineDeps extends ListSources, DeepLinkDeps {
  readonly dates: DateFormats;
  readonly locales: Locales;
  readonly throttle: Throttle;
}

// Telegram allows 50; more than a screenful are rarely looked at, and the next ones come while scrolling.
const RESULTS_A_PAGE = 20;
// Whoever types `@bot …` waits no longer: https://core.telegram.org/bots/inline
const DEADLINE_MS = 2_000;
const PUBLIC_CACHE_S = 300;
/** What a person alone sees, and what was not found, may be different in a moment. */
const SHORT_CACHE_S = 10;
const OFFSET = /^\d{1,6}$/;

/** Answers `@bot query` typed in any chat. */
export function createInline(deps: InlineDeps): (ctx: BotContext) => Promise<void> {
  return async (ctx) => {
    const { query = "", offset = "" } = ctx.inlineQuery ?? {};
    if (deps.throttle.inlineQuery(ctx).kind !== "go") return;
    const list = listOf(query);
    const links = deepLinks(ctx.me.username, deps);
    const first = OFFSET.test(offset) ? Number(offset) : 0;
    const source = { formatDate: deps.dates(ctx.texts.language), showChannels: true };
    const place = { page: Math.floor(first / RESULTS_A_PAGE), order: "relevance" } as const;
    // All of it: what is shown instead of nothing is a search, too.
    const loading = loadPage(list, place, deps).then(async (page) => ({
      page,
      results: await articlesOf(page, { texts: ctx.texts, source, links }, deps),
    }));
    const found = await resultWithin(DEADLINE_MS, loading);
    if (found === undefined) return answerLate(ctx, list, links);
    const { page, results } = found;
    await send(ctx, {
      results,
      next: nextOffset(page, results.length),
      isPublic: isPublic(page, ctx, deps.locales),
    });
  };
}

/** Nothing typed yet: what is new. */
function listOf(query: string): PostList {
  return { ...(query.trim() === "" ? LATEST : queryList("search", query)), pageSize: RESULTS_A_PAGE };
}

async function articlesOf(
  page: ListPage,
  options: QuoteOptions,
  sources: ListSources,
): Promise<InlineQueryResultArticle[]> {
  if (page.total > 0) return postArticles(page.hits, options);
  if (page.list.kind === "latest") return [];
  const botUrl = await options.links.toList(page.list, 0);
  const instead = listOf(page.remarks?.suggestions[0]?.query ?? "");
  const { hits } = await loadPage(instead, { page: 0, order: "relevance" }, sources);
  return [nothingArticle(page, botUrl, options), ...(await postArticles(hits, options))];
}

// One takes up to a millisecond, and other people's questions wait meanwhile.
const ARTICLES_A_TURN = 4;

async function postArticles(
  hits: readonly Hit[],
  options: QuoteOptions,
): Promise<InlineQueryResultArticle[]> {
  const articles: InlineQueryResultArticle[] = [];
  for (const [at, hit] of hits.entries()) {
    if (at > 0 && at % ARTICLES_A_TURN === 0) await nextTurn();
    articles.push(postArticle(hit, options));
  }
  return articles;
}

function nextOffset({ page, pages }: ListPage, results: number): string {
  return results > 0 && page + 1 < pages ? String((page + 1) * RESULTS_A_PAGE) : "";
}

/**
 * Telegram gives a public answer to whoever asks the same next, so only what is in the language of most readers is
 * public: a person with another one gets their own.
 */
function isPublic(page: ListPage, ctx: BotContext, { defaultLanguage }: Locales): boolean {
  return page.total > 0 && ctx.texts.language === defaultLanguage;
}

interface InlineAnswer {
  readonly results: readonly InlineQueryResultArticle[];
  readonly next: string;
  readonly isPublic: boolean;
  readonly button?: InlineQueryResultsButton;
}

async function send(ctx: BotContext, { results, next, isPublic, button }: InlineAnswer): Promise<void> {
  const answering = ctx.answerInlineQuery(results, {
    next_offset: next,
    is_personal: !isPublic,
    cache_time: isPublic ? PUBLIC_CACHE_S : SHORT_CACHE_S,
    ...(button === undefined ? {} : { button }),
  });
  await ignoreHarmless(answering);
}

/** The search goes on where there is time for it. */
async function answerLate(ctx: BotContext, list: PostList, links: DeepLinks): Promise<void> {
  const start_parameter = startCodeOf(await links.toList(list, 0));
  const button = { text: ctx.texts.plain("inline-late"), start_parameter };
  await send(ctx, { results: [], next: "", isPublic: false, button });
}
