import { InlineKeyboard } from "grammy";
import { answerPress, type BotContext, replaceButtons, thankForPress } from "../context.ts";
import type { Texts } from "../texts.ts";
import { digestData, digestKeyboard, type PressedChoice } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { placeOf } from "./digest-place.ts";
import { digestState, saveSettings } from "./digest-state.ts";
import { keepDropped, takeUpDigest } from "./dropped.ts";

/** Does what a button under a digest asks for, in one tap; false where it is none of these. Not yet answered then. */
export async function pressUnderDigest(
  ctx: BotContext,
  { name, value }: PressedChoice,
  deps: SubscriptionDeps,
): Promise<boolean> {
  switch (name) {
    case "stop":
      await stop(ctx, deps);
      return true;
    case "pause":
    case "resume":
      await pause(ctx, name === "pause", deps);
      return true;
    case "undo":
      await undo(ctx, value, deps);
      return true;
    default:
      return false;
  }
}

async function stop(ctx: BotContext, deps: SubscriptionDeps): Promise<void> {
  const { texts } = ctx;
  await thankForPress(ctx, texts.plain("digest-stopped"));
  const place = placeOf(ctx);
  if (place === null) return;
  const state = await digestState(ctx, place, deps);
  const token = await keepDropped(ctx, state, deps);
  if (state.choices !== null) await saveSettings(ctx, state, { choices: null, manners: state.manners }, deps);
  const keyboard = new InlineKeyboard();
  if (token !== null) keyboard.text(texts.plain("button-restore"), digestData("undo", token)).primary();
  await replaceButtons(ctx, keyboard.text(texts.plain("button-set-up"), digestData("open")));
}

async function pause(ctx: BotContext, isPaused: boolean, deps: SubscriptionDeps): Promise<void> {
  const { texts } = ctx;
  const place = placeOf(ctx);
  if (place === null) return answerPress(ctx);
  const state = await digestState(ctx, place, deps);
  const { choices, manners } = state;
  if (choices === null) return tellItIsOff(ctx);
  await thankForPress(ctx, texts.plain(isPaused ? "digest-on-pause" : "digest-goes-on"));
  await saveSettings(ctx, state, { choices: { ...choices, isPaused }, manners }, deps);
  await replaceButtons(ctx, isPaused ? pausedKeyboard(texts) : digestKeyboard(texts));
}

function pausedKeyboard(texts: Texts): InlineKeyboard {
  const keyboard = new InlineKeyboard().text(texts.plain("button-resume"), digestData("resume")).primary();
  return keyboard.text(texts.plain("button-set-up"), digestData("open"));
}

/** Under an old digest of a place that has none any more; the screen is one tap away. */
async function tellItIsOff(ctx: BotContext): Promise<void> {
  const { texts } = ctx;
  await thankForPress(ctx, texts.plain("digest-is-off"));
  await replaceButtons(ctx, new InlineKeyboard().text(texts.plain("button-set-up"), digestData("open")));
}

async function undo(ctx: BotContext, token: string, deps: SubscriptionDeps): Promise<void> {
  const { texts } = ctx;
  const place = placeOf(ctx);
  if (place === null) return answerPress(ctx, texts.plain("button-expired"));
  const { choices } = await takeUpDigest(ctx, token, await digestState(ctx, place, deps), deps);
  if (choices !== null) {
    await thankForPress(ctx, texts.plain("digest-restored"));
    return replaceButtons(ctx, choices.isPaused ? pausedKeyboard(texts) : digestKeyboard(texts));
  }
  await answerPress(ctx, texts.plain("button-expired"));
  await replaceButtons(ctx, new InlineKeyboard().text(texts.plain("button-set-up"), digestData("open")));
}
