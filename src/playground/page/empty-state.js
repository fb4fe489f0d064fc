import { avatar } from "./avatar.js";
import { element } from "./element.js";
import { textsFor } from "./texts.js";

/** @import { Bot, Dialog } from "./api.js" */

/**
 * What an empty chat says instead of messages: what to try first.
 *
 * @param {Dialog} dialog
 * @param {Bot} bot
 */
export function emptyState(dialog, bot) {
  const { title, hint } = words(dialog, bot);
  return element(
    "div",
    { class: "empty", lang: dialog.language },
    avatar(dialog.chatId, dialog.title),
    element("h3", {}, title),
    element("p", {}, hint),
  );
}

/**
 * @param {Dialog} dialog
 * @param {Bot} bot
 */
function words(dialog, bot) {
  const texts = textsFor(dialog.language);
  if (dialog.kind === "channel") return { title: texts.emptyChannel, hint: texts.emptyChannelHint };
  if (dialog.kind === "group" && !dialog.hasBot)
    return { title: texts.emptyClub, hint: texts.emptyClubHint(bot.username) };
  if (dialog.kind === "group") return { title: texts.emptyGroup, hint: texts.emptyGroupHint(bot.username) };
  return { title: texts.greetingTitle, hint: dialog.description || bot.description || texts.greetingHint };
}
