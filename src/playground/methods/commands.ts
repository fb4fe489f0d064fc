import type { BotCommand } from "@grammyjs/types";
import { checkAccess, findChat } from "../access.ts";
import type { Backend } from "../backend.ts";
import { isObject } from "../json.ts";
import { asInteger, asText, jsonParam, type Params } from "../params.ts";
import { type CommandScope, commandKey } from "../profile.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";
import { languageOf } from "./profile-texts.ts";

const MAX_COMMANDS = 100;
const MAX_COMMAND_CHARS = 32;
const MAX_DESCRIPTION_CHARS = 256;

export const commandMethods: MethodTable = {
  setMyCommands: (backend, params) => {
    const commands = commandsOf(params);
    const key = keyOf(backend, params);
    if (commands.length === 0) backend.profile.commands.delete(key);
    else backend.profile.commands.set(key, commands);
    return true;
  },
  getMyCommands: (backend, params) => backend.profile.commands.get(keyOf(backend, params)) ?? [],
  deleteMyCommands: (backend, params) => {
    backend.profile.commands.delete(keyOf(backend, params));
    return true;
  },
};

function keyOf(backend: Backend, params: Params): string {
  return commandKey(scopeOf(backend, params), languageOf(params));
}

function scopeOf(backend: Backend, params: Params): CommandScope {
  const given = jsonParam(params, "scope", "BotCommandScope");
  if (given === undefined) return { type: "default" };
  if (!isObject(given)) throw wrongScope("BotCommandScope must be an Object");
  const type = asText(given.type);
  switch (type) {
    case "default":
    case "all_private_chats":
    case "all_group_chats":
    case "all_chat_administrators":
      return { type };
    case "chat":
    case "chat_administrators":
      return { type, chatId: chatIdOf(backend, given.chat_id) };
    case "chat_member":
      return { type, chatId: chatIdOf(backend, given.chat_id), userId: userIdOf(given.user_id) };
    default:
      throw wrongScope(given.type === undefined ? `Can't find field "type"` : "Unsupported type specified");
  }
}

function chatIdOf(backend: Backend, given: unknown): number {
  if (given === undefined) throw wrongScope(`Can't find field "chat_id"`);
  const wanted = asText(given);
  if (wanted === "") throw wrongScope("Empty chat_id specified");
  return checkAccess(backend, findChat(backend, wanted), "read").id;
}

function userIdOf(given: unknown): number {
  const userId = asInteger(given);
  if (userId === undefined) throw wrongScope(`Can't find field "user_id"`);
  if (userId <= 0) throw wrongScope("Invalid user_id specified");
  return userId;
}

function wrongScope(reason: string): Error {
  return badRequest(`can't parse BotCommandScope: ${reason}`);
}

function commandsOf(params: Params): BotCommand[] {
  const given = jsonParam(params, "commands", "commands");
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw badRequest("expected an Array of BotCommand");
  if (given.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  return given.map(commandFrom);
}

function commandFrom(given: unknown): BotCommand {
  if (!isObject(given)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = field(given, "command").trim().replace(/^\//, "");
  const description = field(given, "description").trim();
  if (command === "") throw badRequest("command must be non-empty");
  if (command.length > MAX_COMMAND_CHARS) throw badRequest("command length must not exceed 32");
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  if (description === "") throw badRequest("command description must be non-empty");
  if ([...description].length > MAX_DESCRIPTION_CHARS) {
    throw badRequest("command description length must not exceed 256");
  }
  return { command, description };
}

function field(given: Readonly<Record<string, unknown>>, name: string): string {
  if (given[name] === undefined) throw badRequest(`can't parse BotCommand: Can't find field "${name}"`);
  return asText(given[name]);
}
