import type { Backend } from "../backend.ts";
import { isObject } from "../json.ts";
import { asText, hasParam, integerParam, jsonParam, type Params } from "../params.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

const EVERYBODY = 0;
const KINDS = new Set(["default", "commands", "web_app"]);

export const menuButtonMethods: MethodTable = {
  setChatMenuButton: (backend, params) => {
    const userId = userOf(backend, params);
    backend.profile.menuButtons.set(userId, buttonOf(params));
    return true;
  },
  getChatMenuButton: (backend, params) => {
    const { menuButtons } = backend.profile;
    const userId = userOf(backend, params);
    return menuButtons.get(userId) ?? menuButtons.get(EVERYBODY) ?? { type: "commands" };
  },
};

function userOf({ world }: Backend, params: Params): number {
  if (!hasParam(params, "chat_id")) return EVERYBODY;
  const userId = integerParam(params, "chat_id");
  if (!world.people.has(userId)) throw badRequest("user not found");
  return userId;
}

function buttonOf(params: Params): unknown {
  const given = jsonParam(params, "menu_button", "menu button");
  if (given === undefined) return { type: "default" };
  if (!isObject(given)) throw badRequest("can't parse menu button: MenuButton must be an Object");
  if (!KINDS.has(asText(given.type)))
    throw badRequest("can't parse menu button: MenuButton has unsupported type");
  return given;
}
