import { FastIndex } from "../../src/search/fast-index.ts";
import { searchIndexContract } from "../contracts/search-index.ts";

searchIndexContract("the store's own index", async (store) => store.search.index);

searchIndexContract("the index in memory", async (store) => {
  const fast = new FastIndex(store.search, {
    file: null,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  await fast.catchUp();
  const index = await fast.inStep();
  if (index === null) throw new Error("The index is not in step");
  return index;
});
