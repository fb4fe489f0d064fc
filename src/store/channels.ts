import { keepableChannel } from "../channel/keepable.ts";
import type { PostWriter } from "../channel/post-store.ts";
import { ChannelRows } from "./channel-rows.ts";
import type { Connection } from "./connection.ts";
import { KeptPosts } from "./kept-posts.ts";
import { openChannel } from "./open-channel.ts";
import type { PaperTables } from "./paper-tables.ts";
import type { SearchWriter } from "./search-writer.ts";

export function channelsIn(
  connection: Connection,
  search: SearchWriter,
  papers: PaperTables,
): Pick<PostWriter, "openChannel"> {
  const rows = new ChannelRows(connection.db);
  const kept = new KeptPosts(connection.db, search.tables, papers);
  return {
    openChannel: (ref) => search.write(() => openChannel(rows, kept, keepableChannel(ref))),
  };
}
