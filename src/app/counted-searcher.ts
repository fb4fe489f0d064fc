import type { Searcher } from "../engine/searcher.ts";
import type { LabelsOf } from "../metrics/instruments.ts";
import type { Meters } from "../metrics/meters.ts";

type SearchLabels = LabelsOf<"inforetriever_search_duration_seconds">;

/** The same searcher, whose searches are timed and counted as asked from there. */
export function countedSearcher(searcher: Searcher, where: SearchLabels["where"], meters: Meters): Searcher {
  const counted = <Request, Result>(
    kind: SearchLabels["kind"],
    search: (request: Request) => Promise<Result>,
    isEmpty: (result: Result) => boolean,
  ) => {
    return async (request: Request): Promise<Result> => {
      const started = performance.now();
      let outcome: "found" | "empty" | "failed" = "failed";
      try {
        const result = await search(request);
        outcome = isEmpty(result) ? "empty" : "found";
        return result;
      } finally {
        const seconds = (performance.now() - started) / 1000;
        meters.record("inforetriever_search_duration_seconds", seconds, { kind, where });
        meters.record("inforetriever_searches_total", 1, { kind, where, outcome });
      }
    };
  };
  return {
    ...searcher,
    search: counted("search", searcher.search, ({ total }) => total === 0),
    ask: counted(
      "ask",
      (request) => searcher.ask(request),
      ({ answered }) => !answered,
    ),
    findPaper: counted("paper", searcher.findPaper, ({ total }) => total === 0),
    listPapers: counted("papers", searcher.listPapers, ({ total }) => total === 0),
    similar: counted("similar", searcher.similar, ({ total }) => total === 0),
  };
}
