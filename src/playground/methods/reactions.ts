import { chatFor, messageFor } from "../access.ts";
import type { Backend } from "../backend.ts";
import { isObject } from "../json.ts";
import { asText, jsonParam, type Params } from "../params.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

// What the manual allows as a ReactionTypeEmoji.
const EMOJI = new Set(
  `❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻
   👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡`.split(/\s+/),
);

export const reactionMethods: MethodTable = { setMessageReaction };

function setMessageReaction(backend: Backend, params: Params): true {
  const given = jsonParam(params, "reaction", "reaction types") ?? [];
  if (!Array.isArray(given)) throw badRequest("expected an Array of ReactionType");
  for (const reaction of given) checkReaction(reaction);
  const chat = chatFor(backend, params, "read");
  messageFor(chat, params, "message to react");
  if (given.length > 1) throw badRequest("REACTIONS_TOO_MANY");
  return true;
}

function checkReaction(reaction: unknown): void {
  if (!isObject(reaction)) throw badRequest("can't parse reaction type: expected an Object");
  const type = asText(reaction.type);
  if (type === "custom_emoji") return;
  const emoji = asText(reaction.emoji).replace(/\ufe0f$/, "");
  if (type !== "emoji" || !EMOJI.has(emoji)) throw badRequest("REACTION_INVALID");
}
