import { counted } from "./amounts.ts";
import { type Finding, ok, warning } from "./finding.ts";

export interface PaperNotesFacts {
  readonly waiting: number;
  readonly posts: number;
  /** Whether the notes are by the rules and the list of papers that are in use now. */
  readonly isOfThisReader: boolean;
}

/** Whether posts have been read for the papers that they name. */
export function judgePapers({ waiting, posts, isOfThisReader }: PaperNotesFacts): Finding {
  const advice = "Start the bot: it reads them while it answers. Or run: reindex papers";
  if (!isOfThisReader && posts > 0)
    return warning("papers", "the posts were read for papers by other rules or another list", advice);
  if (waiting > 0)
    return warning("papers", `${counted(waiting, "post")} still wait to be read for papers`, advice);
  return ok("papers", "all posts have been read for papers");
}
