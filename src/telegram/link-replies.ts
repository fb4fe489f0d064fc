import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { findPostLink } from "../channel/post-link.ts";
import type { PostReader } from "../channel/post-store.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import { identifiersIn } from "../papers/recognition/identifiers.ts";
import type { Hit } from "../search/hit.ts";
import type { SimilarFinder } from "../search/similar.ts";
import { titleOf } from "../search/title.ts";
import { Counter } from "./allowance.ts";
import { answer, type BotContext } from "./context.ts";
import { type DeepLinkDeps, deepLinks } from "./deep-links.ts";
import { type ListRequest, queryList, similarList } from "./list.ts";
import type { DateFormats } from "./post-date.ts";
import { showSource, showTitle } from "./post-view.ts";

export interface LinkReplyDeps extends DeepLinkDeps {
  readonly posts: PostReader;
  readonly papers: PaperFinder;
  readonly similar: SimilarFinder;
  readonly dates: DateFormats;
}

const MOST_POSTS = 3;
const MOST_LINKS = 5; // of one message; a list of links is no talk about one of them
const AGAIN_AFTER_S = 24 * 60 * 60;

/** In a group that wants it: what the channel wrote about a paper or a post that somebody shares. */
export function createLinkReplies(deps: LinkReplyDeps): (ctx: BotContext) => Promise<void> {
  // Saying the same twice a day in one chat is noise.
  const said = new Counter<string>({ count: 1, seconds: AGAIN_AFTER_S });
  return async (ctx) => {
    if (!ctx.settings.linkReplies || ctx.chat === undefined || ctx.from?.is_bot === true) return;
    const found = await writtenAbout(ctx, deps);
    if (found === null || said.use(`${ctx.chat.id} ${found.key}`).kind !== "go") return;
    const source = { formatDate: deps.dates(ctx.texts.language), showChannels: true };
    const lines = found.hits.map((hit) =>
      FormattedString.join([showTitle(hit, ctx.texts), showSource(hit.post, source)], "\n"),
    );
    const { list, total } = found;
    const keyboard = new InlineKeyboard();
    if (total > lines.length) {
      const url = await deepLinks(ctx.me.username, deps).toList(list, 0);
      keyboard.url(ctx.texts.plain("button-continue"), url);
    }
    const text = FormattedString.join([ctx.texts.rich("link-reply"), ...lines], "\n\n");
    await answer(ctx, { text, keyboard, isQuiet: true });
  };
}

interface WrittenAbout {
  /** Names what was shared. */
  readonly key: string;
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly list: ListRequest;
}

async function writtenAbout(ctx: BotContext, deps: LinkReplyDeps): Promise<WrittenAbout | null> {
  const text = ctx.msg?.text ?? ctx.msg?.caption ?? "";
  const entities = (ctx.msg?.entities ?? ctx.msg?.caption_entities ?? []).flatMap((entity) =>
    entity.type === "text_link" ? [entity] : [],
  );
  const slice = { offset: 0, limit: MOST_POSTS };
  const names = identifiersIn(text, entities).map(({ arxivId, doi, page }) => arxivId ?? doi ?? page ?? "");
  for (const name of [...new Set(names)].slice(0, MOST_LINKS)) {
    const { isExact, hits, total } = await deps.papers.findPaper({ name, ...slice });
    if (isExact && total > 0) return { key: name, hits, total, list: queryList("paper", name) };
  }
  const link = findPostLink([text, ...entities.map(({ url }) => url)].join(" "));
  const post = link === null ? null : await deps.posts.postByMessage(link);
  if (post === null) return null;
  const list = similarList(titleOf(post), { postId: post.id });
  const { hits, total } = await deps.similar.similar({ to: { postId: post.id }, ...slice });
  return total === 0 ? null : { key: `post ${post.id}`, hits, total, list };
}
