import { expect, test } from "vitest";
import type { Finder } from "../../src/search/hit.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { ANNA, openStage } from "../playground/stage.ts";
import { aBareBot } from "../support/bare-bot.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const TYPED = {
  update_id: 1,
  inline_query: { id: "", query: "", offset: "", from: { id: ANNA, is_bot: false, first_name: "Анна" } },
};

test.each([
  ["the search itself", "калибровка", 1],
  ["the search for something else instead", "калибровка before:2001", 2],
])(
  "an inline query is answered in time where %s hangs, with a way to go on",
  async (_, query, hangingSearch) => {
    const store = await aStore();
    const { id: channelId } = await store.openChannel(aChannel());
    await store.savePosts(channelId, [aPost({ text: "Калибровка ранкера" })]);
    const real = createFinder({ store: store.search, timezone: "UTC" });
    let searches = 0;
    const finder: Finder = {
      search: (request) =>
        ++searches === hangingSearch ? new Promise(() => undefined) : real.search(request),
    };
    const stage = await openStage();
    const { token, apiRoot } = stage.playground;
    const bot = aBareBot(store, { finder, token, apiRoot });
    const asking = stage.telegram.inlineQuery(ANNA, query);
    const asked = (await stage.updates()).at(-1)?.inline_query;
    const id = asked instanceof Object && "id" in asked ? String(asked.id) : "";
    await bot.handleUpdate({ ...TYPED, inline_query: { ...TYPED.inline_query, id, query } });
    expect(await asking).toMatchObject({
      results: [],
      button: { text: expect.stringContaining("продолжить в боте"), start_parameter: expect.any(String) },
    });
  },
);
