import { InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { PaperFinder } from "../../papers/paper-finder.ts";
import type { PaperHider } from "../../papers/paper-store.ts";
import { type ButtonAction, buttonData } from "../button-data.ts";
import { type BotContext, replaceMessage } from "../context.ts";
import type { Kept } from "../kept.ts";
import type { OutgoingMessage } from "../message.ts";
import { shortened } from "../text-cut.ts";
import type { IsAdmin } from "./administrators.ts";

export interface PaperHidingDeps {
  readonly papers: PaperFinder;
  readonly paperHider: PaperHider;
  readonly isAdmin: IsAdmin;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Takes what is no paper out of all answers, and brings it back. */
export interface PaperHiding {
  /** Does what the button under a paper asks for. */
  press(ctx: BotContext, pressed: PressedPaper): Promise<void>;
  /** Brings back the paper that an id, an address, a title or a short name means; null where none such is hidden. */
  unhideNamed(ctx: BotContext, name: string): Promise<OutgoingMessage | null>;
}

interface PressedPaper {
  readonly action: Extract<ButtonAction, { kind: "hide-paper" | "unhide-paper" }>;
  readonly kept: Extract<Kept, { kind: "paper-to-hide" }>;
  readonly token: string;
}

const LONGEST_TITLE_CHARS = 300;

export function createPaperHiding({ papers, paperHider, isAdmin, now, log }: PaperHidingDeps): PaperHiding {
  return {
    press: async (ctx, { action, kept: { key, title }, token }) => {
      // They may have been one when the button was made.
      if (!isAdmin(ctx)) return;
      const isHiding = action.kind === "hide-paper";
      await (isHiding ? paperHider.hidePaper(key, now()) : paperHider.unhidePaper(key));
      log.info(
        { paper: loggable(key), deed: action.kind },
        "an administrator changed what counts as a paper",
      );
      await replaceMessage(ctx, doneMessage(ctx, { title, token, isHiding }));
    },
    unhideNamed: async (ctx, name) => {
      if (name.trim() === "") return null;
      const keys = await papers.hiddenKeys(name);
      if (keys.length === 0) return null;
      for (const key of keys) await paperHider.unhidePaper(key);
      log.info(
        { papers: keys.map(loggable), deed: "unhide-paper" },
        "an administrator changed what counts as a paper",
      );
      return { text: ctx.texts.rich("done-unhide-paper", { paper: shortened(name, LONGEST_TITLE_CHARS) }) };
    },
  };
}

/** A number as it is; of a paper that has none, which is known by words of posts, only what kind it is. */
function loggable(key: string): string {
  return /^(?:arxiv|doi):/.test(key) ? key : (key.split(":")[0] ?? "");
}

function doneMessage(
  { texts }: BotContext,
  { title, token, isHiding }: { title: string; token: string; isHiding: boolean },
): OutgoingMessage {
  const [done, opposite] = isHiding
    ? (["done-hide-paper", "unhide-paper"] as const)
    : (["done-unhide-paper", "hide-paper"] as const);
  const label = texts.plain(isHiding ? "button-unhide" : "button-hide-paper");
  return {
    text: texts.rich(done, { paper: shortened(title, LONGEST_TITLE_CHARS) }),
    keyboard: new InlineKeyboard().text(label, buttonData(token, { kind: opposite })),
  };
}
