import { ask, type BotContext } from "./context.ts";
import type { Texts } from "./texts.ts";

/** Something that we ask, for the person to reply to. */
export interface Question {
  /** Of its text, which begins with `ask-`, and of what stands in the empty field. */
  readonly key: string;
  /** Of its text where it is asked in other words, because the first answer was none: `ask-key-again`. */
  readonly others?: readonly string[];
  /** Does what the reply says; it is trimmed and never empty. */
  answer(ctx: BotContext, text: string): Promise<void>;
}

export function askFor(key: string, ctx: BotContext, other?: string): Promise<void> {
  const text = ctx.texts.plain(other === undefined ? `ask-${key}` : `ask-${key}-${other}`);
  return ask(ctx, text, ctx.texts.plain(`placeholder-${key}`));
}

/** The question that a message answers, if its text is one of ours in any language. */
export function questionAsked(
  text: string,
  questions: readonly Question[],
  allTexts: readonly Texts[],
): Question | undefined {
  return questions.find(({ key, others = [] }) =>
    [`ask-${key}`, ...others.map((other) => `ask-${key}-${other}`)].some((name) =>
      allTexts.some((texts) => texts.plain(name) === text),
    ),
  );
}
