import type { Place } from "../../digests/subscription.ts";
import { NOBODY } from "../buttons.ts";
import { answerPress, type BotContext, replaceMessage, thankForPress } from "../context.ts";
import { keptList } from "../list.ts";
import { addAlert, addedMessage } from "./alert-adding.ts";
import { type AlertWish, alertWished } from "./alert-wish.ts";
import { MAX_ALERTS } from "./alerts-view.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { placeOf } from "./digest-place.ts";
import { isOver } from "./past-dates.ts";

/** What a list shows is looked for from now on: its query, or the paper that it is about. False where it is gone. */
export async function watch(ctx: BotContext, token: string, deps: SubscriptionDeps): Promise<boolean> {
  const wished = await wishedHere(ctx, token, deps);
  if (wished === null) return false;
  const { texts } = ctx;
  if (wished.wish.paperKey === null && isOver(wished.wish.query, deps)) {
    await answerPress(ctx, texts.plain("alert-past"));
    return true;
  }
  const { kind } = await addAlert(ctx, wished, deps);
  if (kind === "too-many") await answerPress(ctx, texts.plain("alert-too-many", { count: MAX_ALERTS }));
  else await thankForPress(ctx, texts.plain(`alert-watched-${kind}`));
  return true;
}

/** What was meant is looked for instead of what was typed: `token.alert`. False where it is gone. */
export async function mend(ctx: BotContext, value: string, deps: SubscriptionDeps): Promise<boolean> {
  const [token = "", typed = ""] = value.split(".");
  const wished = await wishedHere(ctx, token, deps);
  if (wished === null || !/^\d{1,15}$/.test(typed)) return false;
  await answerPress(ctx);
  await deps.subscriptions.removeAlert(wished.place, Number(typed));
  const added = await addAlert(ctx, wished, deps);
  await replaceMessage(ctx, await addedMessage(ctx, { wish: wished.wish, added }, deps));
  return true;
}

async function wishedHere(
  ctx: BotContext,
  token: string,
  deps: SubscriptionDeps,
): Promise<{ readonly place: Place; readonly wish: AlertWish } | null> {
  const place = placeOf(ctx);
  const wish = place === null ? null : await wishBehind(ctx, token, deps);
  return place === null || wish === null ? null : { place, wish };
}

async function wishBehind(
  ctx: BotContext,
  token: string,
  { buttons, papers, now }: SubscriptionDeps,
): Promise<AlertWish | null> {
  const button = await buttons.findButton(token, now());
  if (button === null || (button.userId !== NOBODY && button.userId !== ctx.from?.id)) return null;
  const { parseKept } = await import("../kept.ts");
  const list = keptList(parseKept(button.state));
  if (list?.kind === "search") return alertWished(list.query, papers);
  if (list?.kind !== "paper") return null;
  const { paper } = await papers.findPaper({ name: list.query, offset: 0, limit: 1 });
  return paper === null
    ? alertWished(list.query, papers)
    : { query: paper.title, paperKey: paper.key, paper: null };
}
