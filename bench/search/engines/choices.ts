import type { EngineChoice } from "../engine.ts";

/** Ours first, then what people would use instead. */
export const ENGINES: readonly [EngineChoice, ...EngineChoice[]] = [
  { name: "ours", patience: 10, open: async (folder) => (await import("./ours.ts")).openOurs(folder) },
  {
    name: "ours, on disk",
    patience: 10,
    isOurs: true,
    open: async (folder) => (await import("./ours.ts")).openOursOnDisk(folder),
  },
  { name: "MiniSearch", open: async (folder) => (await import("./minisearch.ts")).openMiniSearch(folder) },
  { name: "FTS5", open: async (folder) => (await import("./fts5.ts")).openFts5(folder, "unicode61") },
  { name: "FTS5 trigram", open: async (folder) => (await import("./fts5.ts")).openFts5(folder, "trigram") },
  { name: "Orama", open: async (folder) => (await import("./orama.ts")).openOrama(folder) },
  {
    name: "Postgres",
    isServer: true,
    open: async (folder) => (await import("./postgres.ts")).openPostgres(folder),
    missing: async () => (await import("./postgres.ts")).whyNoPostgres(),
    clear: async (folder) => (await import("./postgres.ts")).dropSchema(folder),
  },
];

/** The engine with this name; throws for an unknown one. */
export function engineNamed(name: string): EngineChoice {
  const choice = ENGINES.find((engine) => engine.name === name);
  if (choice === undefined) throw new Error(`There is no engine "${name}"`);
  return choice;
}
