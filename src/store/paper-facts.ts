import type { ArxivRecordStore, PaperHider } from "../papers/paper-store.ts";
import { type ArxivRow, rowFrom } from "./arxiv-rows.ts";
import type { Connection } from "./connection.ts";

const SAVE_RECORD = `
  INSERT INTO arxiv_records (arxiv_id, facts, fetched_at) VALUES (@arxivId, @facts, @fetchedAt)
  ON CONFLICT (arxiv_id) DO UPDATE SET facts = excluded.facts, fetched_at = excluded.fetched_at`;

const WITHOUT_RECORD = `
  SELECT value FROM json_each(?)
  WHERE NOT EXISTS (SELECT 1 FROM arxiv_records WHERE arxiv_id = value) ORDER BY key`;

/** What is known of papers beside the posts. */
export function paperFactsIn(connection: Connection): PaperHider & ArxivRecordStore {
  const { db } = connection;
  const hide = db.prepare<[string, number]>(
    "INSERT INTO hidden_papers (paper_key, hidden_at) VALUES (?, ?) ON CONFLICT (paper_key) DO NOTHING",
  );
  const unhide = db.prepare<[string]>("DELETE FROM hidden_papers WHERE paper_key = ?");
  const withoutRecord = db.prepare<[string], string>(WITHOUT_RECORD).pluck();
  const saveRecord = db.prepare<[ArxivRow]>(SAVE_RECORD);
  const countChange = db.prepare<[]>("UPDATE paper_state SET facts = facts + 1");
  /** True where rows changed: whoever has read them before has to read them again. */
  const change = (work: () => number) =>
    connection.write(() => {
      const isChanged = work() > 0;
      if (isChanged) countChange.run();
      return isChanged;
    });
  return {
    hidePaper: (key, at) => change(() => hide.run(key, at.getTime()).changes),
    unhidePaper: (key) => change(() => unhide.run(key).changes),
    withoutRecord: (arxivIds) =>
      connection.read(() => withoutRecord.all(JSON.stringify([...new Set(arxivIds)]))),
    saveArxivRecords: async (records) => {
      await change(() => records.reduce((rows, record) => rows + saveRecord.run(rowFrom(record)).changes, 0));
    },
  };
}
