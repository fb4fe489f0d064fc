import type { User } from "@grammyjs/types";

// https://core.telegram.org/bots/api#message: what anonymous administrators look like to old bots.
export const ANONYMOUS: User = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
