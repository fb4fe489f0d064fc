/** What Telegram might count; nobody outside knows. Told when a request arrives, says how many seconds to stay away. */
export type Limit = (now: number) => number;

export interface LimitKind {
  readonly name: string;
  create(perSecond: number): Limit;
}

const BAN_MS = 5_000;
const BAN_GROWS_MS = 1_000;

export const LIMIT_KINDS: readonly LimitKind[] = [
  { name: "strict sliding second", create: slidingSecond },
  { name: "a ban that each request extends", create: extendedBan },
  { name: "token bucket", create: tokenBucket },
];

/** No second, wherever it begins, holds more than so many. */
export function slidingSecond(perSecond: number): Limit {
  const taken: number[] = [];
  return (now) => {
    while (taken[0] !== undefined && taken[0] <= now - 1000) taken.shift();
    if (taken.length >= perSecond) return 1;
    taken.push(now);
    return 0;
  };
}

/** The same, but whoever exceeds it is shut out, and for longer with everything that is sent meanwhile. */
function extendedBan(perSecond: number): Limit {
  const isTooMuch = slidingSecond(perSecond);
  let bannedUntil = 0;
  return (now) => {
    if (now < bannedUntil) bannedUntil += BAN_GROWS_MS;
    else if (isTooMuch(now) > 0) bannedUntil = now + BAN_MS;
    return Math.max(0, Math.ceil((bannedUntil - now) / 1000));
  };
}

/** A second's worth may come at once, and then as much as flows in. */
function tokenBucket(perSecond: number): Limit {
  let tokens = perSecond;
  let filledAt = 0;
  return (now) => {
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) return 1;
    tokens--;
    return 0;
  };
}
