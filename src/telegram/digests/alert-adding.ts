import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { Manners, Place } from "../../digests/subscription.ts";
import type { AddedAlert } from "../../digests/subscription-store.ts";
import { askFor } from "../asked-questions.ts";
import { buttonData } from "../button-data.ts";
import { answer, type BotContext } from "../context.ts";
import { queryList } from "../list.ts";
import type { OutgoingMessage } from "../message.ts";
import { paperLabel } from "../paper-view.ts";
import { noticeLines } from "../search-remarks.ts";
import { type AlertWish, alertWished } from "./alert-wish.ts";
import { alertName, MAX_ALERTS } from "./alerts-view.ts";
import { alertsData, labelled } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { placeOf } from "./digest-place.ts";
import { type FoundToday, foundToday } from "./found-today.ts";
import { isOver } from "./past-dates.ts";

/** Adds what was typed, and says what it will find, by what it finds today. */
export async function addTypedAlert(ctx: BotContext, typed: string, deps: SubscriptionDeps): Promise<void> {
  const place = placeOf(ctx);
  if (place === null) return;
  const wish = await alertWished(typed, deps.papers);
  if (wish === null) return askFor("alerts", ctx, "again");
  if (wish.paperKey === null && isOver(wish.query, deps)) return askFor("alerts", ctx, "past");
  const added = await addAlert(ctx, { place, wish }, deps);
  await answer(ctx, await addedMessage(ctx, { wish, added }, deps));
}

interface Adding {
  readonly place: Place;
  readonly wish: Pick<AlertWish, "query" | "paperKey">;
  /** Of a place that has none; absent = the usual ones. */
  readonly manners?: Omit<Manners, "language"> | undefined;
}

/** Saves it; the planner learns of it. */
export async function addAlert(
  ctx: BotContext,
  { place, wish, manners }: Adding,
  { subscriptions, timezone, onSubscriptionsChanged }: SubscriptionDeps,
): Promise<AddedAlert> {
  const added = await subscriptions.addAlert(place, {
    query: wish.query,
    paperKey: wish.paperKey,
    limit: MAX_ALERTS,
    timezone,
    quietHours: null,
    isSilent: false,
    ...manners,
    language: ctx.texts.language,
  });
  if (added.kind === "added") onSubscriptionsChanged();
  return added;
}

interface Added {
  readonly wish: AlertWish;
  readonly added: AddedAlert;
}

/** What came of adding it, and what to do next. */
export async function addedMessage(
  ctx: BotContext,
  { wish, added }: Added,
  deps: SubscriptionDeps,
): Promise<OutgoingMessage> {
  const { texts } = ctx;
  if (added.kind === "too-many")
    return {
      text: texts.rich("alert-too-many", { count: MAX_ALERTS }),
      keyboard: new InlineKeyboard().text(texts.plain("button-alerts"), alertsData("list")),
    };
  const today = await foundToday(wish, deps);
  const remarks = noticeLines(today.remarks?.notices ?? [], texts);
  const lines = [
    texts.rich(`alert-${added.kind}`, { query: FormattedString.b(alertName(wish)) }),
    finding(ctx, today),
    ...remarks.map((line) => FormattedString.i(line)),
  ];
  const keyboard = await addedButtons(ctx, { wish, alertId: added.alert.id, today }, deps);
  return { text: FormattedString.join(lines, "\n"), keyboard };
}

/** New posts are matched as they are written: what is likely to be a mistake is told now, or it is told of nothing. */
function finding({ texts }: BotContext, { total, shown, meant, isAllBut }: FoundToday): FormattedString {
  if (isAllBut) return texts.rich("alert-finds-all-but");
  const posts = texts.plain("posts-count", { count: total === 0 ? shown : total });
  if (meant !== null) return texts.rich("alert-mistyped", { query: FormattedString.b(meant), posts });
  if (total > 0) return texts.rich("alert-finds", { posts });
  return texts.rich(shown > 0 ? "alert-finds-near" : "alert-finds-none", { posts });
}

interface Told {
  readonly wish: AlertWish;
  readonly alertId: number;
  readonly today: FoundToday;
}

/** What it finds today, what else may be meant, and everything that is looked for. */
async function addedButtons(
  ctx: BotContext,
  { wish: { query, paperKey, paper }, alertId, today }: Told,
  { lists }: SubscriptionDeps,
): Promise<InlineKeyboard> {
  const { texts } = ctx;
  const keyboard = new InlineKeyboard();
  const kept = (kind: "search" | "paper", words: string) => lists.keep(queryList(kind, words), ctx);
  if (today.meant !== null) {
    const data = alertsData("mend", `${await kept("search", today.meant)}.${alertId}`);
    keyboard
      .text(labelled("button-watch-query", today.meant, texts), data)
      .primary()
      .row();
  }
  if (today.shown > 0) {
    const token = await kept(paperKey === null ? "search" : "paper", paperKey ?? query);
    const label = texts.plain("button-show-found", { count: today.shown });
    keyboard.text(label, buttonData(token, { kind: "run" })).row();
  }
  if (paper !== null && today.meant === null) {
    const label = texts.plain("button-watch-paper", { paper: paperLabel(paper) });
    keyboard.text(label, alertsData("watch", await kept("paper", paper.key))).row();
  }
  for (const { query: other } of today.remarks?.suggestions ?? [])
    keyboard
      .text(labelled("button-watch-query", other, texts), alertsData("watch", await kept("search", other)))
      .row();
  return keyboard.text(texts.plain("button-alerts"), alertsData("list"));
}
