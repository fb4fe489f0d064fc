import { describe, expect, test } from "vitest";
import type { RationStore } from "../../src/answers/model/ration.ts";
import type { ChatStore } from "../../src/telegram/chats.ts";

const ANNA = 5_000_000_001;
const KATE = 5_000_000_002;
const TODAY = "2024-11-19";
const TOMORROW = "2024-11-20";
const LIMITS = { all: 3, person: 2 };

/** What every RationStore promises. `open` gives an empty one. */
export function rationStoreContract(name: string, open: () => Promise<RationStore & ChatStore>): void {
  describe(`${name}: a model's answers`, () => {
    const taking =
      (store: RationStore) =>
      (askedBy: number | null, { day = TODAY, limits = LIMITS } = {}) =>
        store.takeModelAnswer(day, askedBy, limits);

    test("a person gets so many a day, and others get theirs", async () => {
      const take = taking(await open());
      expect([await take(ANNA), await take(ANNA), await take(ANNA)]).toEqual([true, true, false]);
      expect(await take(KATE)).toBe(true);
      expect(await take(ANNA, { day: TOMORROW })).toBe(true);
    });

    test("all together get no more than the limit of all, whoever asks", async () => {
      const take = taking(await open());
      for (const askedBy of [ANNA, KATE, null]) expect(await take(askedBy)).toBe(true);
      for (const askedBy of [ANNA, KATE, null]) expect(await take(askedBy)).toBe(false);
    });

    test("nobody's limit holds for whoever asks without a name", async () => {
      const take = taking(await open());
      expect(await take(null, { limits: { all: 1, person: 0 } })).toBe(true);
    });

    test("a limit of 0 lets nothing through", async () => {
      const take = taking(await open());
      expect(await take(ANNA, { limits: { all: 0, person: 2 } })).toBe(false);
      expect(await take(ANNA, { limits: { all: 3, person: 0 } })).toBe(false);
      expect(await take(ANNA, { limits: { all: 1, person: 1 } })).toBe(true); // what was refused was not counted
    });

    test("of many who ask at once no more get one than there are", async () => {
      const take = taking(await open());
      const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => take(ANNA + n)));
      expect(taken.filter(Boolean)).toHaveLength(LIMITS.all);
    });

    test("one that is returned can be taken again, and nothing more", async () => {
      const store = await open();
      const take = taking(store);
      await take(ANNA);
      await take(ANNA);
      for (const _ of [1, 2, 3, 4]) await store.returnModelAnswer(TODAY, KATE);
      await store.returnModelAnswer(TODAY, ANNA);
      expect([await take(ANNA), await take(ANNA)]).toEqual([true, false]);
    });

    test("days that are over are forgotten", async () => {
      const store = await open();
      await taking(store)(ANNA);
      await taking(store)(null, { day: TOMORROW });
      expect(await store.pruneModelAnswers(TOMORROW)).toBe(2);
      expect(await store.pruneModelAnswers(TOMORROW)).toBe(0);
    });

    test("a person who is forgotten leaves no count, but what all have had stays counted", async () => {
      const store = await open();
      const take = taking(store);
      for (const askedBy of [ANNA, ANNA, KATE]) await take(askedBy);
      expect(await store.forgetPerson(ANNA)).toBe(1);
      expect(await take(null)).toBe(false);
      expect(await take(ANNA, { limits: { all: 4, person: 1 } })).toBe(true);
    });
  });
}
