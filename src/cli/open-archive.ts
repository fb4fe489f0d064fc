import type { Config } from "../config.ts";
import { KNOWN_PAPERS, loadList } from "../engine/operator-lists.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import { createPaperReader } from "../papers/recognition/paper-reader.ts";
import { openStore, type SqliteStore } from "../store/open.ts";
import type { PapersToEnrich } from "./run-papers-enrich.ts";

type Archive = Pick<Config, "databaseUrl" | "knownPapers">;

/** The database, for commands that write posts: what these say of papers is noted with them. */
export function openArchive({ databaseUrl, knownPapers }: Archive): Promise<SqliteStore> {
  return openStore(databaseUrl, { papers: createPaperReader(loadList(KNOWN_PAPERS, knownPapers) ?? []) });
}

const NOTES_A_READ = 1000;

/** The same, for asking arXiv about every id that a post names. */
export async function openToEnrich(archive: Archive): Promise<PapersToEnrich> {
  const store = await openArchive(archive);
  return { arxivIds: () => arxivIdsIn(store.papers), records: store, close: () => store.close() };
}

async function arxivIdsIn(papers: PaperStore): Promise<string[]> {
  const ids = new Set<string>();
  for (let sequence = 0; ; ) {
    const changes = await papers.notesAfter(sequence, NOTES_A_READ);
    for (const { arxivId } of changes.posts.flatMap(({ sightings }) => sightings))
      if (arxivId !== null) ids.add(arxivId);
    if (changes.sequence === sequence) return [...ids];
    sequence = changes.sequence;
  }
}
