import { InlineKeyboard } from "grammy";
import type { AddedAlert } from "../../digests/subscription-store.ts";
import { askFor, type Question } from "../asked-questions.ts";
import {
  answer,
  answerPress,
  type BotContext,
  replaceButtons,
  replaceMessage,
  thankForPress,
} from "../context.ts";
import { addAlert, addTypedAlert } from "./alert-adding.ts";
import { mend, watch } from "./alert-watching.ts";
import { alertLabel, MAX_ALERTS, showAlerts, type UndoAlert } from "./alerts-view.ts";
import { alertsData, type PressedChoice } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { placeOf } from "./digest-place.ts";
import { sendDigestScreen } from "./digest-screen.ts";
import { droppedAt, keepDroppedAlert } from "./dropped.ts";

/** Adds the query, or shows what is looked for here where none is typed. */
export async function sendAlerts(ctx: BotContext, query: string, deps: SubscriptionDeps): Promise<void> {
  if (query !== "") return addTypedAlert(ctx, query, deps);
  await answer(ctx, await alertsMessage(ctx, null, deps));
}

export function alertQuestions(deps: SubscriptionDeps): Question[] {
  return [
    { key: "alerts", others: ["again", "past"], answer: (ctx, text) => addTypedAlert(ctx, text, deps) },
  ];
}

async function alertsMessage(ctx: BotContext, undo: UndoAlert | null, { subscriptions }: SubscriptionDeps) {
  const place = placeOf(ctx);
  const subscriber = place === null ? null : await subscriptions.subscriberAt(place);
  return showAlerts(subscriber?.alerts ?? [], ctx.texts, undo);
}

/** Does what a button of alerts asks for; false where it is none of these. Not yet answered then. */
export async function pressAlerts(
  ctx: BotContext,
  { name, value }: PressedChoice,
  deps: SubscriptionDeps,
): Promise<boolean> {
  switch (name) {
    case "ask":
      await answerPress(ctx);
      await askFor("alerts", ctx);
      return true;
    case "list":
      await answerPress(ctx);
      await sendAlerts(ctx, "", deps);
      return true;
    case "open":
      await answerPress(ctx);
      await sendDigestScreen(ctx, "", deps);
      return true;
    case "delete":
      await answerPress(ctx);
      await replaceMessage(ctx, await alertsMessage(ctx, await drop(ctx, value, deps), deps));
      return true;
    case "restore":
      await answerPress(ctx);
      await takeUp(ctx, value, deps);
      await replaceMessage(ctx, await alertsMessage(ctx, null, deps));
      return true;
    case "drop":
      return dropUnderPost(ctx, value, deps);
    case "undo":
      return undoUnderPost(ctx, value, deps);
    case "watch":
      return watch(ctx, value, deps);
    case "mend":
      return mend(ctx, value, deps);
    default:
      return false;
  }
}

/** Null where it was gone already. */
async function drop(ctx: BotContext, id: string, deps: SubscriptionDeps): Promise<UndoAlert | null> {
  const place = placeOf(ctx);
  if (place === null) return null;
  const subscriber = await deps.subscriptions.subscriberAt(place);
  const alert = subscriber?.alerts.find((known) => String(known.id) === id);
  if (subscriber === null || alert === undefined || !(await deps.subscriptions.removeAlert(place, alert.id)))
    return null;
  deps.onSubscriptionsChanged();
  return { token: await keepDroppedAlert(ctx, { subscriber, alert }, deps), alert };
}

/** Null where nothing was dropped here under this token. */
async function takeUp(ctx: BotContext, token: string, deps: SubscriptionDeps): Promise<AddedAlert | null> {
  const place = placeOf(ctx);
  const dropped = place === null ? null : await droppedAt(place, token, deps);
  if (place === null || dropped?.kind !== "dropped-alert") return null;
  return addAlert(ctx, { place, wish: dropped, manners: dropped.manners }, deps);
}

/** The other queries that found the post keep their buttons. */
async function dropUnderPost(ctx: BotContext, id: string, deps: SubscriptionDeps): Promise<boolean> {
  await thankForPress(ctx, ctx.texts.plain("alert-dropped"));
  const undo = await drop(ctx, id, deps);
  const data = alertsData("drop", id);
  if (undo === null) await replaceButton(ctx, data, null);
  else {
    const label = alertLabel("button-restore-alert", undo.alert, ctx.texts);
    await replaceButton(ctx, data, { label, data: alertsData("undo", undo.token) });
  }
  return true;
}

async function undoUnderPost(ctx: BotContext, token: string, deps: SubscriptionDeps): Promise<boolean> {
  const outcome = await takeUp(ctx, token, deps);
  const data = alertsData("undo", token);
  if (outcome === null || outcome.kind === "too-many") {
    await answerPress(ctx, outcome === null ? ctx.texts.plain("button-expired") : tooMany(ctx));
    await replaceButton(ctx, data, null);
    return true;
  }
  await thankForPress(ctx, ctx.texts.plain("alert-restored"));
  const label = alertLabel("button-drop-alert", outcome.alert, ctx.texts);
  await replaceButton(ctx, data, { label, data: alertsData("drop", outcome.alert.id) });
  return true;
}

async function replaceButton(
  ctx: BotContext,
  data: string,
  other: { readonly label: string; readonly data: string } | null,
): Promise<void> {
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? [];
  const keyboard = new InlineKeyboard();
  for (const row of rows) {
    keyboard.row();
    for (const button of row) {
      if (!("callback_data" in button)) continue;
      if (button.callback_data !== data) keyboard.text(button.text, button.callback_data);
      else if (other !== null) keyboard.text(other.label, other.data);
    }
  }
  await replaceButtons(ctx, keyboard);
}

function tooMany({ texts }: BotContext): string {
  return texts.plain("alert-too-many", { count: MAX_ALERTS });
}
