import { type DatabaseFacts, judgeDatabase, judgeIntegrity } from "../doctor/database.ts";
import { judgeDeliveries } from "../doctor/deliveries.ts";
import { type Finding, skipped } from "../doctor/finding.ts";
import { judgeIndex } from "../doctor/index-stamp.ts";
import { judgePapers } from "../doctor/papers.ts";
import { judgePosts } from "../doctor/posts.ts";
import { judgeUpdates } from "../doctor/updates.ts";
import { KNOWN_PAPERS, loadList } from "../engine/operator-lists.ts";
import { AppError } from "../errors.ts";
import type { InspectedStore } from "../store/inspection.ts";
import type { Cli } from "./cli.ts";
import { checked } from "./doctor-attempt.ts";

/** The database, and what it tells of posts, updates and deliveries. */
export async function* checkStore(cli: Cli): AsyncGenerator<Finding> {
  const { inspectStore } = await import("../store/inspection.ts");
  const { databaseUrl } = cli.config;
  const { store, facts } = opened(() => inspectStore(databaseUrl));
  yield judgeDatabase(facts);
  yield* await wholeness(facts, databaseUrl);
  if (store === null) return yield* notLookedAt(facts);
  try {
    yield* contents(store, cli);
  } finally {
    store.close();
  }
}

function opened(open: () => InspectedStore | null): {
  store: InspectedStore | null;
  facts: DatabaseFacts;
} {
  try {
    const store = open();
    if (store === null) return { store, facts: { kind: "in-memory" } };
    return { store, facts: { kind: "open", file: store.file, bytes: store.bytes } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { store: null, facts: { kind: "refused", error } };
  }
}

/** One of another version may be whole, and one that is no database at all has been told of already. */
async function wholeness(facts: DatabaseFacts, databaseUrl: string): Promise<readonly Finding[]> {
  const isReadable =
    facts.kind === "open" ||
    (facts.kind === "refused" && /^DATABASE_(?:OLDER|NEWER)$/.test(facts.error.code));
  if (!isReadable) return [];
  return checked("database", async () => {
    const { integrityProblems } = await import("../store/inspection.ts");
    return [judgeIntegrity(integrityProblems(databaseUrl))];
  });
}

async function* contents(store: InspectedStore, { config, now }: Cli): AsyncGenerator<Finding> {
  yield* await checked("index", () => indexFindings(store));
  yield* await checked("papers", async () => {
    const { createPaperReader } = await import("../papers/recognition/paper-reader.ts");
    const reader = createPaperReader(loadList(KNOWN_PAPERS, config.knownPapers) ?? []);
    return [judgePapers(await store.paperNotes(reader.stamp))];
  });
  yield* await checked("posts", async () =>
    judgePosts({
      channels: await store.channels(),
      accepted: config.channels,
      madeAt: await store.madeAt(),
      silences: await store.silences(),
      now: now(),
    }),
  );
  yield* await checked("updates", async () => judgeUpdates({ ...(await store.inbox()), now: now() }));
  yield* await checked("deliveries", async () => judgeDeliveries(await store.deliveryFigures(now()), now()));
}

async function indexFindings(store: InspectedStore): Promise<Finding[]> {
  const [{ inspectSnapshot }, { ANALYSER }, { MAX_POSTS }] = await Promise.all([
    import("../search/minisearch-snapshot.ts"),
    import("../search/reading.ts"),
    import("../search/fast-index.ts"),
  ]);
  // Its file is read first: the bot may write a newer one meanwhile, and the database only goes on.
  const file = `${store.file}-index`;
  const snapshot = await inspectSnapshot(file);
  const { waitingPosts } = await store.figures();
  return judgeIndex({
    file,
    snapshot,
    database: await store.searchState(),
    waiting: waitingPosts,
    analyser: ANALYSER,
    mostPosts: MAX_POSTS,
  });
}

function notLookedAt(facts: DatabaseFacts): Finding[] {
  const why = facts.kind === "in-memory" ? "the database is in memory" : "there is no database to look at";
  return (["index", "papers", "posts", "updates", "deliveries"] as const).map((check) => skipped(check, why));
}
