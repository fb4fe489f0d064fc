import { readFileSync } from "node:fs";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { type Glossary, GlossaryProblem, parseGlossary } from "../search/glossary.ts";

/** The file that a setting names. */
export function glossaryFile(setting: Config["glossary"]): string | null {
  if (setting === null) return null;
  return setting === "shipped" ? packageFile("data", "glossary.json") : setting.file;
}

/** What the glossary's file holds, not yet checked. Throws AppError BAD_GLOSSARY where it is no JSON. */
export function readGlossary(file: string | null): unknown {
  return file === null ? null : explaining(file, () => JSON.parse(readFileSync(file, "utf8")));
}

/** The glossary that the file holds. Throws AppError BAD_GLOSSARY that names the file and what is wrong in it. */
export function checkedGlossary(json: unknown, file: string | null): Glossary | null {
  return file === null ? null : explaining(file, () => parseGlossary(json));
}

function explaining<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw explained(error, file);
  }
}

function explained(error: unknown, file: string): unknown {
  const isKnown = error instanceof GlossaryProblem || error instanceof SyntaxError || isFileError(error);
  if (!isKnown) return error;
  return new AppError("BAD_GLOSSARY", `The glossary ${file} cannot be used: ${error.message}`, {
    hint: "Correct the file, or set GLOSSARY=off to search without one; docs/search.md shows the format",
    cause: error,
  });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
