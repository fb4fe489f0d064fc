import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

/** Who may import whom: the table of docs/architecture.md. A file directly in src is a room of its own. */
const MAY_IMPORT: Record<string, readonly string[] | "anything"> = {
  errors: [],
  "store-trouble": ["errors"],
  "error-report": [],
  deadline: [],
  "package-files": [],
  log: ["error-report"],
  "web-answer": [],
  metrics: [],
  housekeeping: ["error-report", "store-trouble"],
  playground: ["deadline"],
  config: ["errors"],
  channel: ["errors", "deadline", "web-answer"],
  search: ["channel"],
  papers: ["errors", "web-answer", "channel", "search"],
  answers: ["store-trouble", "channel", "search"],
  digests: ["errors", "package-files", "channel", "search", "papers"],
  doctor: ["errors", "config", "channel", "search", "digests"],
  store: [
    "errors",
    "store-trouble",
    "package-files",
    "channel",
    "search",
    "papers",
    "answers",
    "digests",
    "telegram",
    "doctor",
  ],
  engine: [
    "errors",
    "store-trouble",
    "error-report",
    "deadline",
    "config",
    "package-files",
    "channel",
    "search",
    "papers",
    "answers",
    "digests",
    "store",
  ],
  telegram: [
    "errors",
    "store-trouble",
    "error-report",
    "deadline",
    "web-answer",
    "channel",
    "search",
    "papers",
    "answers",
    "digests",
    "doctor",
  ],
  http: ["errors"],
  app: "anything",
  cli: "anything",
  main: "anything",
};

/** The store knows telegram by its ports only. */
const PORTS_OF_TELEGRAM = [
  "telegram/inbox.ts",
  "telegram/buttons.ts",
  "telegram/admin/store-figures.ts",
  "telegram/chats.ts",
  "telegram/feedback.ts",
  "telegram/imports-under-way.ts",
];

/** And answers by the one that a model's answers are counted through. */
const PORTS_OF_ANSWERS = ["answers/model/ration.ts"];

/** A package that shapes code lives in one room, so that replacing it touches one room. */
const OWNED_BY: Record<string, readonly string[]> = {
  grammy: ["telegram"],
  "@grammyjs/parse-mode": ["telegram"],
  "@fluent/bundle": ["telegram"],
  "@grammyjs/types": ["playground"],
  minisearch: ["search"],
  "prom-client": ["metrics"],
  luxon: ["search", "digests"],
  "@orama/stemmers": ["search"],
  "better-sqlite3": ["store"],
  hono: ["http", "playground"],
  "@hono/node-server": ["http", "playground"],
  "eventsource-parser": ["answers"],
  htmlparser2: ["channel", "papers"],
  domhandler: ["channel"],
  domutils: ["channel"],
  "@streamparser/json": ["channel"],
  commander: ["cli"],
  "cli-progress": ["cli"],
  dotenv: ["main"],
};

interface Import {
  readonly file: string;
  readonly room: string;
  /** Path inside src for our own files, else the package. */
  readonly target: string;
  readonly isOurs: boolean;
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

function allImports(): Import[] {
  return sourceFiles().flatMap((file) =>
    [...readFileSync(join(SRC, file), "utf8").matchAll(IMPORT)].map(([, specifier = ""]) => {
      const isOurs = specifier.startsWith(".");
      const target = isOurs ? relative(SRC, resolve(SRC, file, "..", specifier)) : packageOf(specifier);
      return { file, room: roomOf(file), target, isOurs };
    }),
  );
}

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.ts$/.test(file));
}

function roomOf(file: string): string {
  return (file.split("/")[0] ?? "").replace(/\.ts$/, "");
}

/** `@scope/name/sub` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

const imports = allImports();

test("the table is checked against real imports", () => {
  expect(imports.length).toBeGreaterThan(100);
});

test("every room has a line in the table", () => {
  const rooms = new Set(sourceFiles().map(roomOf));
  expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
});

test("a room imports only the rooms below it", () => {
  const broken = imports.filter(({ room, target, isOurs }) => {
    const allowed = MAY_IMPORT[room] ?? [];
    return isOurs && roomOf(target) !== room && allowed !== "anything" && !allowed.includes(roomOf(target));
  });
  expect(broken).toEqual([]);
});

test.each([
  ["telegram", PORTS_OF_TELEGRAM],
  ["answers", PORTS_OF_ANSWERS],
])("the store sees no more of %s than its ports", (above, ports) => {
  const strays = imports.filter(
    ({ room, target }) => room === "store" && roomOf(target) === above && !ports.includes(target),
  );
  expect(strays).toEqual([]);
});

test("a package is imported only by the rooms that own it", () => {
  const strays = imports.filter(({ room, target, isOurs }) => {
    const owners = OWNED_BY[target];
    return !isOurs && owners !== undefined && !owners.includes(room);
  });
  expect(strays).toEqual([]);
});

/** What a file cannot run without: everything it imports, and what that imports, but for `await import` and types. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !file.endsWith(".ts")) return seen.add(file);
  seen.add(file);
  const source = readFileSync(join(SRC, file), "utf8");
  for (const [, specifier = ""] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)) {
    const isOurs = specifier.startsWith(".");
    loadedWith(isOurs ? relative(SRC, resolve(SRC, file, "..", specifier)) : packageOf(specifier), seen);
  }
  return seen;
}

test.each([
  // The search thread is started before the rest of the bot is loaded, and nobody waits for more than it needs.
  [
    "app.ts",
    [
      "grammy",
      "hono",
      "zod",
      "minisearch",
      "better-sqlite3",
      "prom-client",
      "search/post-finder.ts",
      "store/open.ts",
      "papers/recognition/paper-reader.ts",
      "answers/answerer.ts",
      "answers/model/worded-answerer.ts",
    ],
  ],
  [
    "engine/worker.ts",
    [
      "zod",
      "luxon",
      "minisearch",
      "store/open.ts",
      "answers/answerer.ts",
      "engine/composing.ts",
      "digests/digest-composer.ts",
      "digests/saved-queries.ts",
    ],
  ],
  ["cli/run-search.ts", ["zod", "luxon", "minisearch", "store/open.ts"]],
  ["main.ts", ["app.ts", "better-sqlite3", "pino", "cli-progress", "cli/run-search.ts"]],
])("%s does not wait for what a first answer can do without", (file, unneeded) => {
  const loaded = loadedWith(file);
  expect(unneeded.filter((target) => loaded.has(target))).toEqual([]);
});

test("only main reads the environment of the process", () => {
  const readers = sourceFiles().filter((file) =>
    /\bprocess\.env\b/.test(readFileSync(join(SRC, file), "utf8")),
  );
  expect(readers).toEqual(["main.ts"]);
});

test("folders are named after what the product does, files after what they hold", () => {
  const banned = /(^|\/)(utils?|helpers?|common|types|manager|service|services|handlers|index)(\.ts|\/|$)/;
  expect(sourceFiles().filter((file) => banned.test(file))).toEqual([]);
});
