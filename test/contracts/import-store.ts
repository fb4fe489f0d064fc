import { describe, expect, test } from "vitest";
import type { ChatStore } from "../../src/telegram/chats.ts";
import type { ImportStore } from "../../src/telegram/imports-under-way.ts";

const PLACE = { chatId: 5_000_000_001, messageId: 7 };

/** What every ImportStore promises. `open` opens the same place again, as the next process does. */
export function importStoreContract(
  name: string,
  open: () => Promise<() => Promise<ImportStore & ChatStore>>,
): void {
  describe(`${name}: imports under way`, () => {
    test("one is abandoned once another process opens the store, until it is ended", async () => {
      const start = await open();
      const first = await start();
      await first.beginImport({ ...PLACE, lastWords: '{"text":"a"}' });
      await first.beginImport({ ...PLACE, messageId: 8, lastWords: "{}" });
      await first.endImport({ ...PLACE, messageId: 8 });
      expect(await first.abandonedImports()).toEqual([]);
      const second = await start();
      expect(await second.abandonedImports()).toEqual([{ ...PLACE, lastWords: '{"text":"a"}' }]);
      await second.endImport(PLACE);
      expect(await second.abandonedImports()).toEqual([]);
    });

    test("whoever is forgotten has none", async () => {
      const start = await open();
      const first = await start();
      await first.beginImport({ ...PLACE, lastWords: "{}" });
      expect(await first.forgetPerson(PLACE.chatId)).toBe(1);
      expect(await (await start()).abandonedImports()).toEqual([]);
    });
  });
}
