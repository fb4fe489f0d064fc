import type { PostReader } from "../channel/post-store.ts";
import { answerTo } from "./answer-list.ts";
import { type ButtonStore, NOBODY } from "./buttons.ts";
import type { Cards } from "./cards.ts";
import type { BotContext } from "./context.ts";
import { keptList, LATEST, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import type { Papers } from "./papers.ts";
import { papersList } from "./papers-list.ts";
import { decodeStart, type StartTarget } from "./start-code.ts";

export interface StartDeps {
  readonly posts: PostReader;
  readonly buttons: ButtonStore;
  readonly lists: Lists;
  readonly cards: Cards;
  readonly papers: Papers;
  readonly now: () => Date;
}

/** Opens what a deep link names; false where there is no such thing (any more). */
export async function openStart(ctx: BotContext, code: string, deps: StartDeps): Promise<boolean> {
  const target = decodeStart(code);
  return target === null ? false : open(ctx, target, deps);
}

async function open(ctx: BotContext, target: StartTarget, deps: StartDeps): Promise<boolean> {
  const { posts, lists, cards, papers } = deps;
  switch (target.kind) {
    case "post":
    case "post-id": {
      const post = await (target.kind === "post"
        ? posts.postByMessage(target.address)
        : posts.postsByIds([target.postId]).then(([first]) => first));
      if (post == null) return false;
      await cards.send(ctx, post);
      return true;
    }
    case "search":
    case "paper":
      await lists.send(ctx, queryList(target.kind, target.query), target.skipped);
      return true;
    case "answer":
      await lists.send(ctx, answerTo(target.query));
      return true;
    case "latest":
      await lists.send(ctx, LATEST, target.skipped);
      return true;
    case "papers":
      await lists.send(ctx, papersList(target.query), target.skipped);
      return true;
    case "papers-export":
      await papers.export(ctx);
      return true;
    case "kept":
      return openKept(ctx, target, deps);
    default:
      return target satisfies never;
  }
}

async function openKept(
  ctx: BotContext,
  { token, skipped }: Extract<StartTarget, { kind: "kept" }>,
  { buttons, lists, now }: StartDeps,
): Promise<boolean> {
  const kept = await buttons.findButton(token, now());
  const isTheirs = kept?.userId === NOBODY || kept?.userId === ctx.from?.id;
  if (kept === null || !isTheirs) return false;
  const { parseKept } = await import("./kept.ts");
  const list = keptList(parseKept(kept.state));
  if (list === null) return false;
  // How many posts a page has is for this chat to say.
  const { pageSize: _, ...request } = list;
  await lists.send(ctx, request, skipped);
  return true;
}
