import { InlineKeyboard } from "grammy";
import type { PaperHiding } from "./admin/paper-hiding.ts";
import { sourcesOf, wordsOf } from "./answer-list.ts";
import { buttonData, parseButtonData } from "./button-data.ts";
import { type ButtonStore, NOBODY } from "./buttons.ts";
import type { Cards } from "./cards.ts";
import { answer, answerPress, type BotContext, isGroup, replaceMessage, thankForPress } from "./context.ts";
import type { Kept } from "./kept.ts";
import { keptList, LATEST, type List, type ListRequest, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { PAPER_SIGN } from "./paper-view.ts";
import type { Papers } from "./papers.ts";
import { papersList } from "./papers-list.ts";
import type { Privacy } from "./privacy.ts";
import { hasVotes, isVote } from "./vote-buttons.ts";
import { type VotingDeps, vote } from "./voting.ts";

export interface PressDeps extends VotingDeps {
  readonly buttons: ButtonStore;
  readonly lists: Lists;
  readonly cards: Cards;
  readonly papers: Papers;
  readonly paperHiding: PaperHiding;
  readonly privacy: Privacy;
}

/**
 * Answers a pressed button. Telegram shows a spinner until the press is answered, so the answer goes out before any
 * work; but only one answer may be given, so what it says is decided first.
 */
export async function answerButton(ctx: BotContext, deps: PressDeps): Promise<void> {
  const data = parseButtonData(ctx.callbackQuery?.data ?? "");
  const button = data === null ? null : await deps.buttons.findButton(data.token, deps.now());
  if (data?.action.kind === "yes" && button === null && ctx.chat?.type === "private")
    return forgetAgain(ctx, deps.privacy);
  if (data === null || button === null) return offerAgain(ctx, deps.lists);
  // Whoever reads an answer may say whether it helped.
  if (isVote(data.action)) await thankForPress(ctx, ctx.texts.plain(`thanks-${data.action.kind}`));
  else if (button.userId !== NOBODY && button.userId !== ctx.from?.id)
    return answerPress(ctx, ctx.texts.plain(isGroup(ctx) ? "button-foreign" : "button-expired"));
  else await answerPress(ctx);
  const { parseKept } = await import("./kept.ts");
  await act(ctx, { ...data, kept: parseKept(button.state) }, deps);
}

/** Who is forgotten has no buttons any more: a yes that comes again, as after a crash, may still have something to erase. */
async function forgetAgain(ctx: BotContext, privacy: Privacy): Promise<void> {
  await answerPress(ctx);
  await privacy.decide(ctx, true);
}

type Pressed = NonNullable<ReturnType<typeof parseButtonData>> & { readonly kept: Kept };

async function act(ctx: BotContext, { token, action, kept }: Pressed, deps: PressDeps): Promise<void> {
  const { lists, cards, papers, paperHiding, privacy } = deps;
  const list = keptList(kept);
  switch (action.kind) {
    case "page":
      return list === null
        ? undefined
        : replaceMessage(ctx, await lists.page(ctx, { list, token, ...action }));
    case "run":
      return list === null ? undefined : lists.send(ctx, list);
    case "latest":
      return lists.send(ctx, LATEST);
    case "card":
    case "similar":
    case "paper":
      return cards.press(ctx, { token, action, list });
    case "papers":
      return lists.send(ctx, papersList(""));
    case "search":
      return list === null ? undefined : lists.send(ctx, searchFor(list));
    case "sources":
      return kept.kind === "answer" ? lists.send(ctx, sourcesOf(kept)) : undefined;
    case "listed-paper":
    case "bibtex":
    case "alike":
      return list === null ? undefined : papers.press(ctx, action, list);
    case "hide-paper":
    case "unhide-paper":
      return kept.kind === "paper-to-hide" ? paperHiding.press(ctx, { action, kept, token }) : undefined;
    case "yes":
    case "no":
      return kept.kind === "forget" ? privacy.decide(ctx, action.kind === "yes") : undefined;
    case "helpful":
    case "unhelpful":
      return kept.kind === "answer" ? vote(ctx, { token, action }, deps) : undefined;
    case "stay":
      return;
    default:
      return action satisfies never;
  }
}

function searchFor(list: List): ListRequest {
  return list.kind === "answer" ? wordsOf(list) : queryList("search", list.query);
}

/** The row of the button is gone, or never was: what the message shows can be asked for again. */
async function offerAgain(ctx: BotContext, lists: Lists): Promise<void> {
  await answerPress(ctx, ctx.texts.plain("button-expired"));
  if (ctx.callbackQuery?.message === undefined) return;
  const request = requestShownIn(ctx);
  const token = await lists.keep(request, ctx);
  const label =
    request.kind === "latest"
      ? ctx.texts.plain("button-latest")
      : ctx.texts.plain("button-again", { query: request.query });
  await answer(ctx, {
    text: ctx.texts.rich("button-expired"),
    keyboard: new InlineKeyboard().text(label, buttonData(token, { kind: "run" })).primary(),
  });
}

/** The heading of a list has its query in bold. */
function requestShownIn(ctx: BotContext): ListRequest {
  const message = ctx.callbackQuery?.message;
  const text = message?.text ?? "";
  const entities = message?.entities ?? [];
  // An answer does not say what was asked.
  if (/^\[1\] /m.test(text) || hasVotes(message?.reply_markup)) return LATEST;
  const heading = text.split("\n")[0]?.length ?? 0;
  const bold = entities.find(({ type, offset, length }) => type === "bold" && offset + length <= heading);
  const query =
    bold === undefined ? "" : text.slice(bold.offset, bold.offset + bold.length).replace(/…$/, "");
  return query === "" ? LATEST : queryList(text.startsWith(PAPER_SIGN) ? "paper" : "search", query);
}
