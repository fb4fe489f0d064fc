import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type BotContext, isGroup } from "./context.ts";

/** How much of us one person, and one group, gets in a while; the rest is for the others. */
export interface RateLimits {
  readonly messagesOfPerson: Allowance;
  /** Telegram itself lets a bot say 20 things a minute in a group. */
  readonly messagesInGroup: Allowance;
  readonly pressesOfPerson: Allowance;
  readonly inlineQueriesOfPerson: Allowance;
}

interface Allowance {
  readonly count: number;
  readonly seconds: number;
}

export const RATE_LIMITS: RateLimits = {
  messagesOfPerson: { count: 30, seconds: 60 },
  messagesInGroup: { count: 20, seconds: 60 },
  pressesOfPerson: { count: 60, seconds: 60 },
  // One is asked at almost every key.
  inlineQueriesOfPerson: { count: 60, seconds: 20 },
};

type Verdict =
  | { readonly kind: "go" }
  /** Said once in a while: this is too much, come back in so many seconds. */
  | { readonly kind: "too-fast"; readonly seconds: number }
  /** Too much, and that was said already. */
  | { readonly kind: "silence" };

export interface Throttle {
  message(ctx: BotContext): Promise<Verdict>;
  press(ctx: BotContext): Promise<Verdict>;
  inlineQuery(ctx: BotContext): Promise<Verdict>;
}

/** Counts in memory: a restart forgives everybody. */
export function createThrottle(limits: RateLimits): Throttle {
  const person = counter(limits.messagesOfPerson);
  const group = counter(limits.messagesInGroup);
  const presses = counter(limits.pressesOfPerson);
  const inline = counter(limits.inlineQueriesOfPerson);
  return {
    message: async (ctx) => {
      const ofPerson = await person(ctx.from?.id);
      return ofPerson.kind === "go" && isGroup(ctx) ? group(ctx.chat?.id) : ofPerson;
    },
    press: (ctx) => presses(ctx.from?.id),
    inlineQuery: (ctx) => inline(ctx.from?.id),
  };
}

function counter({ count, seconds }: Allowance): (key: number | undefined) => Promise<Verdict> {
  const limiter = new RateLimiterMemory({ points: count, duration: seconds });
  return async (key = 0) => {
    try {
      await limiter.consume(key);
      return { kind: "go" };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      if (refused.consumedPoints > count + 1) return { kind: "silence" };
      return { kind: "too-fast", seconds: Math.ceil(refused.msBeforeNext / 1000) };
    }
  };
}
