import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { FormattedString } from "@grammyjs/parse-mode";

export const LANGUAGES = ["ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

type Argument = string | number | FormattedString;

/** Words for one reader: plain for buttons and menus, rich (text + entities) for messages. */
export interface Texts {
  readonly language: Language;
  plain(key: string, args?: Readonly<Record<string, string | number>>): string;
  rich(key: string, args?: Readonly<Record<string, Argument>>): FormattedString;
}

export type TextsFor = (languageCode: string | undefined) => Texts;

/** Reads the Fluent files of `folder`, one a language. Throws when a language is missing or a file has a mistake. */
export function loadTexts(folder: string, defaultLanguage: Language): TextsFor {
  const read = (language: Language) => textsIn(readBundle(folder, language), language);
  const texts: Readonly<Record<Language, Texts>> = { ru: read("ru"), en: read("en") };
  return (code) => texts[languageOf(code, defaultLanguage)];
}

function readBundle(folder: string, language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const file = join(folder, `${language}.ftl`);
  const [mistake] = bundle.addResource(new FluentResource(readFileSync(file, "utf8")));
  if (mistake !== undefined) throw new Error(`${file}: ${mistake.message}`);
  return bundle;
}

/** `ru-RU` → ru; a language that we do not speak → the default. */
function languageOf(code: string | undefined, fallback: Language): Language {
  const primary = code?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? fallback;
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
