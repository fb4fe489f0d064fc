import { broken, type Finding, ok } from "./finding.ts";

/** One file of texts. */
export interface LanguageFile {
  /** `ru` */
  readonly language: string;
  readonly keys: readonly string[];
  /** Keys whose text cannot be understood. */
  readonly unreadable: readonly string[];
}

const NAMED_KEYS = 5;

/** Whether the bot has words for everything, in every language; a text that is missing ends as an apology in chat. */
export function judgeLanguages(files: readonly LanguageFile[], defaultLanguage: string): Finding[] {
  const all = new Set(files.flatMap(({ keys, unreadable }) => [...keys, ...unreadable]));
  const findings = files.flatMap((file) => judgeFile(file, all));
  const names = files.map(({ language }) => language);
  if (!names.includes(defaultLanguage))
    findings.unshift(
      broken(
        "languages",
        `DEFAULT_LANGUAGE is "${defaultLanguage}", which has no texts`,
        `Set it to one of ${names.join(", ")}, or add data/locales/${defaultLanguage}.ftl`,
      ),
    );
  if (findings.length > 0) return findings;
  return [ok("languages", `${names.join(", ")}: ${all.size} texts each; ${defaultLanguage} for all others`)];
}

function judgeFile({ language, keys, unreadable }: LanguageFile, all: ReadonlySet<string>): Finding[] {
  const missing = [...all].filter((key) => !keys.includes(key) && !unreadable.includes(key));
  return [
    ...problem(language, "cannot be read in", unreadable),
    ...problem(language, "are missing in", missing),
  ];
}

function problem(language: string, what: string, keys: readonly string[]): Finding[] {
  if (keys.length === 0) return [];
  const named = keys.slice(0, NAMED_KEYS).join(", ") + (keys.length > NAMED_KEYS ? ", …" : "");
  return [
    broken(
      "languages",
      `${keys.length} texts ${what} data/locales/${language}.ftl: ${named}`,
      "Correct the file (https://projectfluent.org tells the syntax), or install the program anew",
    ),
  ];
}
