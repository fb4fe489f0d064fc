import type { Channel } from "../../channel/post.ts";
import { knownTimezone } from "../../digests/local-time.ts";
import { quietUntil } from "../../digests/quiet-hours.ts";
import { nextOccurrence } from "../../digests/schedule.ts";
import type { DigestChoices, Place, Subscriber } from "../../digests/subscription.ts";
import type { BotContext } from "../context.ts";
import type { DigestSettings } from "./digest-changes.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";

/** What the screen of a place shows. */
export interface DigestState extends DigestSettings {
  readonly place: Place;
  readonly subscriber: Subscriber | null;
  /** When the next digest comes, after quiet hours; null where none does. */
  readonly nextAt: Date | null;
  /** When its hour is, where that is one of the quiet ones. */
  readonly isDelayed: boolean;
  readonly channels: readonly Channel[];
  readonly now: Date;
}

type StateDeps = Pick<SubscriptionDeps, "subscriptions" | "posts" | "timezone" | "now">;

export async function digestState(ctx: BotContext, place: Place, deps: StateDeps): Promise<DigestState> {
  const subscriber = await deps.subscriptions.subscriberAt(place);
  const manners =
    subscriber === null
      ? { timezone: deps.timezone, quietHours: null, isSilent: false, language: ctx.texts.language }
      : { ...subscriber, timezone: knownTimezone(subscriber.timezone) };
  const settings = { choices: subscriber?.digest ?? null, manners };
  const next = await nextOf(settings, subscriber, deps);
  const quietEnd = next === null ? null : quietUntil(manners, next.at);
  return {
    ...settings,
    place,
    subscriber,
    nextAt: quietEnd ?? next?.at ?? null,
    isDelayed: quietEnd !== null,
    channels: await deps.posts.channels(),
    now: deps.now(),
  };
}

/** Saves what was chosen; the planner learns of it. */
export async function saveSettings(
  ctx: BotContext,
  { place, subscriber }: Pick<DigestState, "place" | "subscriber">,
  settings: DigestSettings,
  deps: StateDeps & Pick<SubscriptionDeps, "onSubscriptionsChanged">,
): Promise<void> {
  const { timezone, quietHours, isSilent } = settings.manners;
  await deps.subscriptions.saveDigest(place, {
    timezone,
    quietHours,
    isSilent,
    language: ctx.texts.language,
    digest: settings.choices,
    next: await nextOf(settings, subscriber, deps),
  });
  deps.onSubscriptionsChanged();
}

async function nextOf(
  { choices, manners }: DigestSettings,
  subscriber: Subscriber | null,
  { subscriptions, now }: StateDeps,
) {
  if (choices === null || !isTimed(choices)) return null;
  const lastDate = subscriber === null ? null : await subscriptions.lastDigestDate(subscriber.id);
  const { rhythm, hour } = choices;
  return nextOccurrence({ rhythm, hour, timezone: manners.timezone }, now(), lastDate);
}

function isTimed({ rhythm, isPaused }: DigestChoices): boolean {
  return rhythm.kind !== "each" && !isPaused;
}
