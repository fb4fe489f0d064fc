import { FormattedString } from "@grammyjs/parse-mode";
import { USUAL_DIGEST } from "../../digests/usual-digest.ts";
import { parseQuery } from "../../search/query-language.ts";
import { askFor } from "../asked-questions.ts";
import { answer, answerPress, type BotContext, replaceMessage } from "../context.ts";
import { noticeLines } from "../search-remarks.ts";
import { changed, type DigestSettings } from "./digest-changes.ts";
import type { PressedChoice } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { menuNamed, showDigestMenu } from "./digest-menus.ts";
import { placeOf } from "./digest-place.ts";
import { sendPreview } from "./digest-preview.ts";
import { showDigestScreen } from "./digest-screen-view.ts";
import { type DigestState, digestState, saveSettings } from "./digest-state.ts";
import { keepDropped, takeUpDigest } from "./dropped.ts";
import { foundToday } from "./found-today.ts";
import { isOver } from "./past-dates.ts";

/** Sends the screen; words begin a digest of posts that match them. */
export async function sendDigestScreen(
  ctx: BotContext,
  query: string,
  deps: SubscriptionDeps,
): Promise<void> {
  const place = placeOf(ctx);
  if (place === null) return;
  const state = await digestState(ctx, place, deps);
  // Whoever asks here can be written to here.
  if (state.subscriber !== null && state.subscriber.endedBecause !== null) {
    await deps.subscriptions.reviveChat(place.chatId);
    deps.onSubscriptionsChanged();
  }
  if (query !== "") return limitToQuery(ctx, query, state, deps);
  await answer(ctx, showDigestScreen(state, ctx.texts));
}

/** Only posts that match the query from now on; what was not understood of it is told. */
export async function limitToQuery(
  ctx: BotContext,
  typed: string,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<void> {
  const { text, words, filter, notices } = parseQuery(typed);
  if (words.length === 0 && filter === null) return askFor("digest-query", ctx, "again");
  if (isOver(text, deps)) return askFor("digest-query", ctx, "past");
  const { choices, manners } = state;
  const settings = { choices: { ...(choices ?? USUAL_DIGEST), query: text }, manners };
  const saved = await save(ctx, state, settings, deps);
  const { text: screen, ...rest } = showDigestScreen(saved, ctx.texts);
  const remarks = [...(await findingLines(ctx, text, deps)), ...noticeLines(notices, ctx.texts)];
  const lines = remarks.map((line) => FormattedString.i(line));
  await answer(ctx, { ...rest, text: FormattedString.join([screen, ...lines], "\n") });
}

/** Where no post is like that so far, the query is likely to be a mistake. */
async function findingLines({ texts }: BotContext, query: string, deps: SubscriptionDeps): Promise<string[]> {
  const { total, meant, isAllBut } = await foundToday({ query, paperKey: null }, deps);
  if (total > 0 || isAllBut) return [];
  return [
    texts.plain("digest-finds-none"),
    ...(meant === null ? [] : [texts.plain("digest-meant", { query: meant })]),
  ];
}

/** The settings as they are changed here, saved and read again. */
export async function save(
  ctx: BotContext,
  state: DigestState,
  settings: DigestSettings,
  deps: SubscriptionDeps,
): Promise<DigestState> {
  await saveSettings(ctx, state, settings, deps);
  return digestState(ctx, state.place, deps);
}

/** Does what a button of the screen asks for; false where it is none of these. Not yet answered then. */
export async function pressDigestScreen(
  ctx: BotContext,
  { name, value }: PressedChoice,
  deps: SubscriptionDeps,
): Promise<boolean> {
  const place = placeOf(ctx);
  if (place === null) return false;
  const state = await digestState(ctx, place, deps);
  switch (name) {
    case "menu":
      return openMenu(ctx, value, state);
    case "ask":
      return askAbout(ctx, value);
    case "preview":
      await answerPress(ctx);
      await sendPreview(ctx, state, deps);
      return true;
    case "open":
      await answerPress(ctx);
      await sendDigestScreen(ctx, "", deps);
      return true;
    case "restore":
      await answerPress(ctx);
      await replaceMessage(ctx, showDigestScreen(await takeUpDigest(ctx, value, state, deps), ctx.texts));
      return true;
    default:
      return change(ctx, { name, value }, state, deps);
  }
}

async function openMenu(ctx: BotContext, name: string, state: DigestState): Promise<boolean> {
  const menu = menuNamed(name);
  if (menu === null && name !== "main") return false;
  await answerPress(ctx);
  const { texts } = ctx;
  await replaceMessage(
    ctx,
    menu === null ? showDigestScreen(state, texts) : showDigestMenu(menu, state, texts),
  );
  return true;
}

async function askAbout(ctx: BotContext, what: string): Promise<boolean> {
  if (what !== "city" && what !== "query" && what !== "quiet") return false;
  await answerPress(ctx);
  await askFor(`digest-${what}`, ctx);
  return true;
}

/** In these menus several things are chosen, one after the other. */
const STAYS_OPEN = { channel: "channels", late: "more", nothing: "more" } as const;

async function change(
  ctx: BotContext,
  chosen: Pick<PressedChoice, "name" | "value">,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<boolean> {
  const ids = state.channels.map(({ id }) => id);
  const settings = changed(state, chosen, ids);
  if (settings === null) return false;
  await answerPress(ctx);
  const isEnded = settings.choices === null && state.choices !== null;
  const undoToken = isEnded ? await keepDropped(ctx, state, deps) : null;
  const saved = await save(ctx, state, settings, deps);
  const menu = Object.entries(STAYS_OPEN).find(([name]) => name === chosen.name)?.[1];
  const message =
    menu === undefined
      ? showDigestScreen(saved, ctx.texts, undoToken)
      : showDigestMenu(menu, saved, ctx.texts);
  await replaceMessage(ctx, message);
  return true;
}
