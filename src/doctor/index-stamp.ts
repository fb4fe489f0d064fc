import type { SnapshotState } from "../search/minisearch-snapshot.ts";
import { counted } from "./amounts.ts";
import { type Finding, ok, warning } from "./finding.ts";

export interface IndexFacts {
  /** The index that is kept beside the database. */
  readonly file: string;
  readonly snapshot: SnapshotState;
  /** How far the database has come, and what its words were made by. */
  readonly database: {
    readonly epoch: string;
    readonly analyser: number;
    readonly sequence: number;
    readonly indexed: number;
    readonly isComplete: boolean;
  };
  /** Posts that cannot be found yet. */
  readonly waiting: number;
  /** Version of the rules for words of this program. */
  readonly analyser: number;
  /** With more posts no index is kept. */
  readonly mostPosts: number;
}

const BY_ITSELF = "Nothing: the bot makes it anew when it starts, and answers from the database until then";

/** Whether posts can be found, and fast after a start. */
export function judgeIndex(facts: IndexFacts): Finding[] {
  return [judgeWords(facts), judgeSnapshot(facts)];
}

function judgeWords({ database, waiting, analyser }: IndexFacts): Finding {
  if (database.analyser !== analyser && database.indexed > 0)
    return warning(
      "index",
      `was made by other rules for words (version ${database.analyser}, this program has ${analyser})`,
      "Start the bot: it reads all posts anew while it answers. Or run: reindex",
    );
  if (waiting > 0 || !database.isComplete)
    return warning(
      "index",
      waiting > 0 ? `${counted(waiting, "post")} cannot be found yet` : "is not finished",
      "Start the bot: it reads them while it answers. Or run: reindex",
    );
  return ok("index", `${counted(database.indexed, "post")} can be found`);
}

function judgeSnapshot({ snapshot, database, analyser, file, mostPosts }: IndexFacts): Finding {
  if (database.indexed > mostPosts)
    return ok("index", "no copy in memory: so many posts are answered from the database");
  switch (snapshot.kind) {
    case "missing":
      return ok("index", `no copy for a fast start yet; the bot makes ${file} when it runs`);
    case "damaged":
      return warning(
        "index",
        `the copy for a fast start, ${file}, is damaged`,
        `${BY_ITSELF}. If it happens again, check the disk`,
      );
    case "of-another-version":
      return warning("index", `the copy for a fast start, ${file}, is of another version`, BY_ITSELF);
    case "whole":
      return judgeStamp(snapshot.stamp, { database, analyser });
    default:
      return snapshot satisfies never;
  }
}

function judgeStamp(
  stamp: Extract<SnapshotState, { kind: "whole" }>["stamp"],
  { database, analyser }: Pick<IndexFacts, "database" | "analyser">,
): Finding {
  const isOfThis =
    stamp.epoch === database.epoch && stamp.analyser === analyser && stamp.sequence <= database.sequence;
  if (!isOfThis)
    return warning("index", "the copy for a fast start is not of this database as it is", BY_ITSELF);
  const behind = database.sequence - stamp.sequence;
  const distance = behind === 0 ? "fits" : `fits, ${counted(behind, "change")} behind`;
  return ok("index", `the copy for a fast start ${distance}`);
}
