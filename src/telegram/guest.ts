import type { BotContext } from "./context.ts";
import { type DeepLinkDeps, deepLinks } from "./deep-links.ts";
import { article } from "./inline-article.ts";
import { LATEST, type ListSources, loadPage, queryList } from "./list.ts";
import { showPage } from "./list-view.ts";
import type { DateFormats } from "./post-date.ts";
import { questionIn } from "./questions.ts";
import type { Throttle } from "./rate-limits.ts";
import { ignoreHarmless } from "./retries.ts";

export interface GuestDeps extends ListSources, DeepLinkDeps {
  readonly dates: DateFormats;
  readonly throttle: Throttle;
}

// A guest says little, and has no buttons that would work where it is no member.
const POSTS = 3;

/** Answers a question asked by our name in a chat that we are not in: one message, which nobody can page. */
export function createGuest(deps: GuestDeps): (ctx: BotContext) => Promise<void> {
  return async (ctx) => {
    const message = ctx.guestMessage;
    if (message?.guest_query_id === undefined) return;
    if (deps.throttle.message(ctx).kind !== "go") return;
    const question = questionIn(message.text ?? message.caption ?? "", ctx.me.username);
    const list = { ...(question === "" ? LATEST : queryList("search", question)), pageSize: POSTS };
    const page = await loadPage(list, { page: 0, order: "relevance" }, deps);
    const shown = showPage(page, {
      texts: ctx.texts,
      formatDate: deps.dates(ctx.texts.language),
      showChannels: true,
      buttons: { kind: "link", continueUrl: await deepLinks(ctx.me.username, deps).toList(list, 0) },
      isBrief: true,
    });
    const title = ctx.texts.plain("guest-title");
    const answer = article("guest", shown, { title, description: "" });
    await ignoreHarmless(ctx.api.answerGuestQuery(message.guest_query_id, answer));
  };
}
