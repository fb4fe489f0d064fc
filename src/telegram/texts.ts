import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { FormattedString } from "@grammyjs/parse-mode";
import { UsageError } from "../errors.ts";

/** The name of a file of texts without its ending: `ru`. */
export type Language = string;

type Argument = string | number | FormattedString;

/** Words for one reader: plain for buttons and menus, rich (text + entities) for messages. */
export interface Texts {
  readonly language: Language;
  plain(key: string, args?: Readonly<Record<string, string | number>>): string;
  rich(key: string, args?: Readonly<Record<string, Argument>>): FormattedString;
}

/** Texts in the language of an IETF tag (`en-GB`), or in the default one. */
type TextsFor = (languageCode: string | undefined) => Texts;

/** Every language that has a file of texts. */
export interface Locales {
  /** In alphabetical order. */
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly textsFor: TextsFor;
}

const EXTENSION = ".ftl";

/** Reads the Fluent files of `folder`, one a language. Throws UsageError when the default language has none. */
export function loadTexts(folder: string, defaultLanguage: Language): Locales {
  const files = readdirSync(folder).filter((file) => file.endsWith(EXTENSION));
  const languages = files.map((file) => file.slice(0, -EXTENSION.length)).sort();
  const texts = new Map(
    languages.map((language) => [language, textsIn(readBundle(folder, language), language)]),
  );
  const fallback = texts.get(defaultLanguage);
  if (fallback === undefined) {
    throw new UsageError("UNKNOWN_LANGUAGE", `DEFAULT_LANGUAGE is "${defaultLanguage}", which has no texts`, {
      hint: `There are ${languages.join(", ")}. A language is one file in data/locales; CONTRIBUTING.md tells how to add one.`,
    });
  }
  return { languages, defaultLanguage, textsFor: (code) => texts.get(primaryTag(code)) ?? fallback };
}

function readBundle(folder: string, language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const file = join(folder, language + EXTENSION);
  const [mistake] = bundle.addResource(new FluentResource(readFileSync(file, "utf8")));
  if (mistake !== undefined) throw new Error(`${file}: ${mistake.message}`);
  return bundle;
}

/** `ru-RU` → ru */
function primaryTag(code: string | undefined): string {
  return code?.toLowerCase().split(/[-_]/)[0] ?? "";
}

function textsIn(bundle: FluentBundle, language: Language): Texts {
  const plain: Texts["plain"] = (key, args = {}) => {
    const pattern = bundle.getMessage(key)?.value;
    if (pattern == null) throw new Error(`No text "${key}" in ${language}`);
    return bundle.formatPattern(pattern, args);
  };
  return { language, plain, rich: (key, args = {}) => fillRich(plain, key, args) };
}

// Fluent knows only plain text, so formatted arguments travel through it as private-use characters.
const FIRST_PLACEHOLDER = 0xe000;

function fillRich(
  plain: Texts["plain"],
  key: string,
  args: Readonly<Record<string, Argument>>,
): FormattedString {
  const formatted: FormattedString[] = [];
  const plainArgs: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) {
    const isRich = value instanceof FormattedString;
    plainArgs[name] = isRich ? String.fromCharCode(FIRST_PLACEHOLDER + formatted.push(value) - 1) : value;
  }
  const pieces = plain(key, plainArgs).split(/([\ue000-\ue0ff])/);
  return FormattedString.join(
    pieces.map((piece, at) => {
      const placeholder = at % 2 === 1 ? formatted[piece.charCodeAt(0) - FIRST_PLACEHOLDER] : undefined;
      return placeholder ?? piece;
    }),
  );
}
