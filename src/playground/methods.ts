import { accountMethods } from "./methods/account.ts";
import { callbackMethods } from "./methods/callbacks.ts";
import { chatMethods } from "./methods/chats.ts";
import { commandMethods } from "./methods/commands.ts";
import { copyingMethods } from "./methods/copying.ts";
import { deletingMethods } from "./methods/deleting.ts";
import { editingMethods } from "./methods/editing.ts";
import { fileMethods } from "./methods/files.ts";
import { guestMethods } from "./methods/guest.ts";
import { inlineMethods } from "./methods/inline.ts";
import { menuButtonMethods } from "./methods/menu-button.ts";
import type { Method } from "./methods/method.ts";
import { profileTextMethods } from "./methods/profile-texts.ts";
import { reactionMethods } from "./methods/reactions.ts";
import { receivingMethods } from "./methods/receiving.ts";
import { sendingMethods } from "./methods/sending.ts";

const METHODS = {
  ...accountMethods,
  ...receivingMethods,
  ...sendingMethods,
  ...fileMethods,
  ...copyingMethods,
  ...editingMethods,
  ...deletingMethods,
  ...callbackMethods,
  ...inlineMethods,
  ...guestMethods,
  ...reactionMethods,
  ...profileTextMethods,
  ...commandMethods,
  ...menuButtonMethods,
  ...chatMethods,
};

const BY_LOWER_CASE = new Map(Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]));

/** Names are not case-sensitive. */
export function methodNamed(name: string): Method | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase());
}
