import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import type { LanguageFile } from "../doctor/languages.ts";

const EXTENSION = ".ftl";
/** `results-search = …` at the start of a line */
const MESSAGE = /^([a-z][\w-]*) *=/gim;

/** Every file of texts in the folder, with what of it cannot be understood: the parser passes over that in silence. */
export function inspectTexts(folder: string): LanguageFile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(EXTENSION));
  return files.sort().map((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    const keys = new FluentResource(source).body.map(({ id }) => id);
    const written = [...source.matchAll(MESSAGE)].map(([, key = ""]) => key);
    return {
      language: file.slice(0, -EXTENSION.length),
      keys,
      unreadable: written.filter((key) => !keys.includes(key)),
    };
  });
}
