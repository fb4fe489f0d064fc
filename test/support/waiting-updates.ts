import type { Inbox, IncomingUpdate } from "../../src/telegram/inbox.ts";

/** What waits in the inbox, oldest first. */
export async function waitingIn(inbox: Pick<Inbox, "waiting">): Promise<IncomingUpdate[]> {
  return (await inbox.waiting(0, 10_000)).map(({ update }) => update);
}

/** As a start does whose process then ends: takes up all that waits, and finishes nothing. */
export async function takeUpAll(inbox: Pick<Inbox, "waiting" | "takeUp">): Promise<IncomingUpdate[]> {
  const taken: IncomingUpdate[] = [];
  for (const { update_id } of await waitingIn(inbox)) {
    const update = await inbox.takeUp(update_id);
    if (update !== null) taken.push(update);
  }
  return taken;
}
