import { byId } from "./element.js";

/** @import { Dialog } from "./api.js" */

/**
 * What stands below the messages: the field, the button that begins a chat with a bot, or why one cannot write.
 *
 * @param {Dialog} dialog
 * @param {{ isEmpty: boolean }} chat
 */
export function showBottom({ kind, canWrite, canPublish }, { isEmpty }) {
  const isStarting = isEmpty && kind === "private" && canWrite;
  byId("composer", HTMLElement).hidden = isStarting || !(canWrite || canPublish);
  byId("start", HTMLElement).hidden = !isStarting;
  byId("read-only", HTMLElement).hidden = canWrite || canPublish;
}
