import type { Backend } from "../backend.ts";
import type { MethodTable } from "./method.ts";

export const accountMethods: MethodTable = {
  getMe: ({ world }) => ({ ...world.bot, ...ABILITIES, can_read_all_group_messages: false }),
  logOut: stopReceiving,
  close: stopReceiving,
};

const ABILITIES = {
  can_join_groups: true,
  supports_guest_queries: true,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
};

/** There is no other server to move to, so the bot only stops receiving here. */
function stopReceiving({ updates, webhook }: Backend): true {
  webhook.remove();
  updates.close();
  return true;
}
