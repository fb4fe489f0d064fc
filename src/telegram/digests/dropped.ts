import type { Alert, Manners, Place, Subscriber } from "../../digests/subscription.ts";
import type { ButtonState } from "../buttons.ts";
import { type BotContext, ownerOf } from "../context.ts";
import type { Kept } from "../kept.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { type DigestState, digestState, saveSettings } from "./digest-state.ts";

type Dropped = Extract<Kept, { kind: "dropped-digest" | "dropped-alert" }>;

/** Keeps a digest that ends, for as long as the button lives that takes it up again; returns the button's token. */
export async function keepDropped(
  ctx: BotContext,
  { place, choices, manners }: DigestState,
  deps: SubscriptionDeps,
): Promise<string | null> {
  if (choices === null) return null;
  return keep(ctx, { kind: "dropped-digest", ...place, choices, manners: keptManners(manners) }, deps);
}

function keptManners({ timezone, quietHours, isSilent }: Manners) {
  return { timezone, quietHours, isSilent };
}

export function keepDroppedAlert(
  ctx: BotContext,
  { subscriber, alert }: { readonly subscriber: Subscriber; readonly alert: Alert },
  deps: SubscriptionDeps,
): Promise<string> {
  const { query, paperKey } = alert;
  const manners = keptManners(subscriber);
  return keep(ctx, { kind: "dropped-alert", ...subscriber.place, query, paperKey, manners }, deps);
}

/** It is kept as what whoever dropped it did, so it is forgotten with them; every administrator may take it up. */
async function keep(
  ctx: BotContext,
  dropped: Dropped,
  { buttons, newToken, now }: SubscriptionDeps,
): Promise<string> {
  const token = newToken();
  await buttons.saveButton(token, { userId: ownerOf(ctx), state: JSON.stringify(dropped) }, now());
  return token;
}

/** The digest that was dropped here goes on, unless there is another one by now. */
export async function takeUpDigest(
  ctx: BotContext,
  token: string,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<DigestState> {
  const dropped = await droppedAt(state.place, token, deps);
  if (dropped?.kind !== "dropped-digest" || state.choices !== null) return state;
  // Alerts that are left say how things are sent now.
  const manners = { ...state.manners, ...(state.subscriber === null ? dropped.manners : {}) };
  await saveSettings(ctx, state, { choices: dropped.choices, manners }, deps);
  return digestState(ctx, state.place, deps);
}

/** Null where nothing was dropped under this token, or at another place. */
export async function droppedAt(
  { chatId, topicId }: Place,
  token: string,
  { buttons, now }: Pick<SubscriptionDeps, "buttons" | "now">,
): Promise<Dropped | null> {
  const button: ButtonState | null = await buttons.findButton(token, now());
  if (button === null) return null;
  const { parseKept } = await import("../kept.ts");
  const kept = parseKept(button.state);
  if (kept.kind !== "dropped-digest" && kept.kind !== "dropped-alert") return null;
  return kept.chatId === chatId && kept.topicId === topicId ? kept : null;
}
