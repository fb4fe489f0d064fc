import { type Allowance, Counter, type Verdict } from "./allowance.ts";
import { type BotContext, isGroup } from "./context.ts";

/** How much of us one person, and one group, gets in a while; the rest is for the others. */
export interface RateLimits {
  readonly messagesOfPerson: Allowance;
  /** Telegram itself lets a bot say 20 things a minute in a group. */
  readonly messagesInGroup: Allowance;
  readonly pressesOfPerson: Allowance;
  readonly inlineQueriesOfPerson: Allowance;
}

export const RATE_LIMITS: RateLimits = {
  messagesOfPerson: { count: 30, seconds: 60 },
  messagesInGroup: { count: 20, seconds: 60 },
  pressesOfPerson: { count: 60, seconds: 60 },
  // One is asked at almost every key.
  inlineQueriesOfPerson: { count: 60, seconds: 20 },
};

export interface Throttle {
  message(ctx: BotContext): Verdict;
  press(ctx: BotContext): Verdict;
  inlineQuery(ctx: BotContext): Verdict;
}

export function createThrottle(limits: RateLimits): Throttle {
  const person = new Counter<number | undefined>(limits.messagesOfPerson);
  const group = new Counter<number | undefined>(limits.messagesInGroup);
  const presses = new Counter<number | undefined>(limits.pressesOfPerson);
  const inline = new Counter<number | undefined>(limits.inlineQueriesOfPerson);
  return {
    message: (ctx) => {
      const ofPerson = person.use(ctx.from?.id, sentAtMs(ctx));
      return ofPerson.kind === "go" && isGroup(ctx) ? group.use(ctx.chat?.id, sentAtMs(ctx)) : ofPerson;
    },
    press: (ctx) => presses.use(ctx.from?.id),
    inlineQuery: (ctx) => inline.use(ctx.from?.id),
  };
}

/** By Telegram's clock: what somebody wrote in a day while we were away comes to us within a second. */
function sentAtMs({ msg }: BotContext): number | undefined {
  return msg === undefined ? undefined : msg.date * 1000;
}
