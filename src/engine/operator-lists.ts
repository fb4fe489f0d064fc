import { readFileSync } from "node:fs";
import type { ListSetting } from "../config.ts";
import { AppError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import {
  type KnownPaper,
  KnownPapersProblem,
  parseKnownPapers,
  readKnownPapers,
} from "../papers/known-papers.ts";
import { type Glossary, GlossaryProblem, parseGlossary } from "../search/glossary.ts";

/** A list that operators may edit, replace or go without. */
export interface OperatorList<T> {
  /** Its file in the package's data. */
  readonly shipped: string;
  readonly name: string;
  /** The setting that names another file, or "off". */
  readonly setting: string;
  readonly code: string;
  readonly explainedIn: string;
  /** Throws what `isProblem` knows. */
  readonly parse: (json: unknown) => T;
  /** The same of the list that is shipped, whose mistakes the tests have found. */
  readonly parseShipped: (json: unknown) => T;
  readonly isProblem: (error: unknown) => boolean;
}

/** Other words for the same thing. */
export const GLOSSARY: OperatorList<Glossary> = {
  shipped: "glossary.json",
  name: "glossary",
  setting: "GLOSSARY",
  code: "BAD_GLOSSARY",
  explainedIn: "docs/search.md",
  parse: parseGlossary,
  parseShipped: parseGlossary,
  isProblem: (error) => error instanceof GlossaryProblem,
};

/** Well-known papers: their titles, short names and facts. */
export const KNOWN_PAPERS: OperatorList<readonly KnownPaper[]> = {
  shipped: "papers.json",
  name: "list of papers",
  setting: "KNOWN_PAPERS",
  code: "BAD_KNOWN_PAPERS",
  explainedIn: "docs/papers.md",
  parse: parseKnownPapers,
  parseShipped: readKnownPapers,
  isProblem: (error) => error instanceof KnownPapersProblem,
};

/** The file that a setting names; null where it is off. */
export function listFile({ shipped }: OperatorList<unknown>, setting: ListSetting): string | null {
  if (setting === null) return null;
  return setting === "shipped" ? packageFile("data", shipped) : setting.file;
}

/** What the file holds, not yet checked; null without a file. Throws AppError where it is no JSON. */
export function readList(list: OperatorList<unknown>, file: string | null): unknown {
  return file === null ? null : explaining(list, file, () => JSON.parse(readFileSync(file, "utf8")));
}

/** The list that the file holds; null without a file. Throws AppError that names the file and what is wrong in it. */
export function checkedList<T>(list: OperatorList<T>, json: unknown, file: string | null): T | null {
  return file === null ? null : explaining(list, file, () => list.parse(json));
}

/** The list that a setting asks for; null where it is off. Throws AppError as the two above. */
export function loadList<T>(list: OperatorList<T>, setting: ListSetting): T | null {
  const file = listFile(list, setting);
  if (setting !== "shipped") return checkedList(list, readList(list, file), file);
  return list.parseShipped(readList(list, file));
}

function explaining<T>(list: OperatorList<unknown>, file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw explained(error, list, file);
  }
}

function explained(error: unknown, list: OperatorList<unknown>, file: string): unknown {
  const isKnown = list.isProblem(error) || error instanceof SyntaxError || isFileError(error);
  if (!isKnown || !(error instanceof Error)) return error;
  return new AppError(list.code, `The ${list.name} ${file} cannot be used: ${error.message}`, {
    hint: `Correct the file, or set ${list.setting}=off to go without it; ${list.explainedIn} shows the format`,
    cause: error,
  });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
