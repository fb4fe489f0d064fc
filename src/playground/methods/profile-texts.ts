import type { Backend } from "../backend.ts";
import { type Params, textParam } from "../params.ts";
import { inLanguage, type Profile } from "../profile.ts";
import { badRequest } from "../refusal.ts";
import type { Method, MethodTable } from "./method.ts";

const MAX_NAME_CHARS = 64;
const MAX_DESCRIPTION_CHARS = 512;
const MAX_SHORT_DESCRIPTION_CHARS = 120;

type Texts = (profile: Profile) => Map<string, string>;

const names: Texts = (profile) => profile.names;
const descriptions: Texts = (profile) => profile.descriptions;
const shortDescriptions: Texts = (profile) => profile.shortDescriptions;

export const profileTextMethods: MethodTable = {
  setMyName: setter(names, { field: "name", maxChars: MAX_NAME_CHARS, refusal: "BOT_TITLE_INVALID" }),
  getMyName: ({ world, profile }, params) => ({
    name: inLanguage(profile.names, languageOf(params)) ?? world.bot.first_name,
  }),
  setMyDescription: setter(descriptions, {
    field: "description",
    maxChars: MAX_DESCRIPTION_CHARS,
    refusal: "BOT_DESCRIPTION_INVALID",
  }),
  getMyDescription: ({ profile }, params) => ({
    description: inLanguage(profile.descriptions, languageOf(params)) ?? "",
  }),
  setMyShortDescription: setter(shortDescriptions, {
    field: "short_description",
    maxChars: MAX_SHORT_DESCRIPTION_CHARS,
    refusal: "BOT_ABOUT_INVALID",
  }),
  getMyShortDescription: ({ profile }, params) => ({
    short_description: inLanguage(profile.shortDescriptions, languageOf(params)) ?? "",
  }),
};

/** "" or a two-letter code. */
export function languageOf(params: Params): string {
  const language = textParam(params, "language_code");
  if (language !== "" && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language code specified");
  return language;
}

function setter(
  texts: Texts,
  { field, maxChars, refusal }: { field: string; maxChars: number; refusal: string },
): Method {
  return ({ profile }: Backend, params: Params): true => {
    const language = languageOf(params);
    const text = textParam(params, field).trim();
    if ([...text].length > maxChars) throw badRequest(refusal);
    if (text === "") texts(profile).delete(language);
    else texts(profile).set(language, text);
    return true;
  };
}
