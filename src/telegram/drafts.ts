import { type BotContext, isGroup } from "./context.ts";
import type { Draft, DraftDeps } from "./draft.ts";
import { GroupDraft } from "./group-draft.ts";
import { PrivateDraft } from "./private-draft.ts";

/** What shows of an answer from now on, as this kind of chat allows. */
export type BeginDraft = (ctx: BotContext) => Draft;

export function drafts(deps: DraftDeps): BeginDraft {
  return (ctx) => (isGroup(ctx) ? new GroupDraft(ctx, deps) : new PrivateDraft(ctx, deps));
}
