import { describe, expect, test } from "vitest";
import { type Inbox, MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { takeUpAll, waitingIn } from "../support/waiting-updates.ts";

/** What every Inbox promises. `open` gives an empty one that takes its time from `now`. */
export function inboxContract(name: string, open: (now: () => Date) => Promise<Inbox>): void {
  describe(`${name}: inbox`, () => {
    test("an update is accepted once, however often it comes", async () => {
      const inbox = await open(noon);
      expect(await inbox.accept([update(1), update(2), update(1)])).toEqual([update(1), update(2)]);
      expect(await inbox.accept([update(2), update(3)])).toEqual([update(3)]);
      expect(await inbox.accept([])).toEqual([]);
    });

    test("what was accepted once is known, whatever became of it", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(1), update(2)]);
      await inbox.finish(1);
      expect(await inbox.known([1, 2, 3])).toEqual([1, 2]);
      expect(await inbox.known([])).toEqual([]);
    });

    test("accepted updates are unfinished in the order in which they came, as they came", async () => {
      const inbox = await open(noon);
      const strange = { update_id: 900, channel_post: { text: "\ud83d\0 🦊", album: ["ё"] } };
      await inbox.accept([strange]);
      // Telegram starts its numbers anew after a quiet week.
      await inbox.accept([update(5), update(4)]);
      expect(await waitingIn(inbox)).toEqual([strange, update(5), update(4)]);
    });

    test("a begun update is not handled again", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(1), update(2)]);
      await inbox.begin(1);
      expect(await waitingIn(inbox)).toEqual([update(2)]);
      expect(await inbox.accept([update(1)])).toEqual([]);
    });

    test("a finished update stays finished, whatever is said of it later", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(1), update(2)]);
      await inbox.begin(1);
      await inbox.finish(1);
      await inbox.finish(2);
      await inbox.begin(2);
      await inbox.finish(2);
      expect(await waitingIn(inbox)).toEqual([]);
      expect(await inbox.accept([update(1), update(2)])).toEqual([]);
    });

    test("what waits is read a few at a time, from where one has come to", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(5), update(4), update(6)]);
      const first = await inbox.waiting(0, 2);
      expect(first.map((waiting) => waiting.update)).toEqual([update(5), update(4)]);
      const rest = await inbox.waiting(first.at(-1)?.position ?? 0, 2);
      expect(rest.map((waiting) => waiting.update)).toEqual([update(6)]);
    });

    test("only an update that waits can be taken up", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(1), update(2), update(3)]);
      await inbox.begin(1);
      await inbox.finish(2);
      expect(await inbox.takeUp(1)).toBeNull();
      expect(await inbox.takeUp(2)).toBeNull();
      expect(await inbox.takeUp(3)).toEqual(update(3));
      expect(await inbox.takeUp(4)).toBeNull();
    });

    test("an update that never gets begun or finished is given up after twenty attempts", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(1)]);
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1)
        expect(await inbox.takeUp(1)).toEqual(update(1));
      await inbox.accept([update(2)]);
      expect(await inbox.takeUp(1)).toBeNull();
      expect(await waitingIn(inbox)).toEqual([update(2)]);
      expect(await inbox.accept([update(1)])).toEqual([]);
    });

    test("given up updates are named, oldest first, and no others", async () => {
      const inbox = await open(noon);
      await inbox.accept([update(9), update(4), update(5), update(6)]);
      await inbox.begin(5);
      await inbox.finish(6);
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) await takeUpAll(inbox);
      expect(await inbox.parked()).toEqual([]);
      await inbox.accept([update(7)]);
      await takeUpAll(inbox);
      expect(await inbox.parked()).toEqual([9, 4]);
    });

    test("what is said of an unknown update is of no effect", async () => {
      const inbox = await open(noon);
      await inbox.begin(7);
      await inbox.finish(7);
      expect(await inbox.accept([update(7)])).toEqual([update(7)]);
    });

    test("pruning forgets old begun and finished updates and keeps those to be handled", async () => {
      let now = new Date("2024-11-01T00:00:00Z");
      const inbox = await open(() => now);
      await inbox.accept([update(1), update(2), update(3)]);
      await inbox.begin(1);
      await inbox.finish(2);
      now = new Date("2024-11-19T00:00:00Z");
      await inbox.accept([update(4)]);
      await inbox.finish(4);
      expect(await inbox.prune(new Date("2024-11-10T00:00:00Z"))).toBe(2);
      expect(await waitingIn(inbox)).toEqual([update(3)]);
      expect(await inbox.accept([update(1), update(4)])).toEqual([update(1)]);
    });
  });
}

function noon(): Date {
  return new Date("2024-11-19T12:00:00Z");
}

function update(id: number): { update_id: number; message: { text: string } } {
  return { update_id: id, message: { text: `сообщение ${id}` } };
}
