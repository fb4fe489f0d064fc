import type { Entity } from "../message.ts";
import { checkedLink, linkedUserId } from "./links.ts";

/** A link in marked-up text: to a person, to an address, or nothing when the address is none. */
export function linkEntity(link: string, range: Pick<Entity, "offset" | "length">): Entity | undefined {
  const userId = linkedUserId(link);
  if (userId !== undefined) {
    return { type: "text_mention", ...range, user: { id: userId, is_bot: false, first_name: "" } };
  }
  const url = checkedLink(link);
  return url === undefined ? undefined : { type: "text_link", ...range, url };
}
