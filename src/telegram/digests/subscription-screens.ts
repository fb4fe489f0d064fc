import type { Question } from "../asked-questions.ts";
import { answer, answerPress, type BotContext } from "../context.ts";
import { LATEST } from "../list.ts";
import { mayDecide } from "../membership.ts";
import { alertQuestions, pressAlerts, sendAlerts } from "./alerts-screen.ts";
import { digestQuestions } from "./digest-answers.ts";
import { readChoice } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { pressDigestScreen, sendDigestScreen } from "./digest-screen.ts";
import { pressUnderDigest } from "./digest-stops.ts";

/** `/digest` and `/alerts`, their buttons, and the buttons of what is sent; in groups for administrators only. */
export interface SubscriptionScreens {
  digest(ctx: BotContext, query: string): Promise<void>;
  alerts(ctx: BotContext, query: string): Promise<void>;
  readonly questions: readonly Question[];
  /** Whether the pressed button was one of these; answered then. */
  press(ctx: BotContext): Promise<boolean>;
}

export function createSubscriptionScreens(deps: SubscriptionDeps): SubscriptionScreens {
  return {
    digest: (ctx, query) => ifDecides(ctx, () => sendDigestScreen(ctx, query, deps)),
    alerts: (ctx, query) => ifDecides(ctx, () => sendAlerts(ctx, query, deps)),
    questions: [...digestQuestions(deps), ...alertQuestions(deps)].map(({ answer: take, ...question }) => ({
      ...question,
      answer: (ctx, text) => ifDecides(ctx, () => take(ctx, text)),
    })),
    press: (ctx) => press(ctx, deps),
  };
}

async function ifDecides(ctx: BotContext, act: () => Promise<void>): Promise<void> {
  if (await mayDecide(ctx)) await act();
  else await answer(ctx, { text: ctx.texts.rich("digest-admins-only") });
}

async function press(ctx: BotContext, deps: SubscriptionDeps): Promise<boolean> {
  const choice = readChoice(ctx.callbackQuery?.data ?? "");
  if (choice === null) return false;
  // What was left out of a digest is there for every reader.
  if (choice.screen === "digest" && choice.name === "latest") {
    await answerPress(ctx);
    await deps.lists.send(ctx, LATEST);
    return true;
  }
  if (!(await mayDecide(ctx))) {
    await answerPress(ctx, ctx.texts.plain("digest-admins-only"));
    return true;
  }
  if (choice.screen === "alerts") return pressAlerts(ctx, choice, deps);
  return (await pressUnderDigest(ctx, choice, deps)) || pressDigestScreen(ctx, choice, deps);
}
