import { expect, test } from "vitest";
import { isPointless, lateAmong, madeAtOf } from "../../src/telegram/lateness.ts";
import { TelegramTime } from "../../src/telegram/telegram-time.ts";

const NOW = new Date("2026-11-30T12:00:00Z");
const agoS = (seconds: number) => NOW.getTime() / 1000 - seconds;
const message = (update_id: number, date: number) => ({ update_id, message: { date, chat: { id: 5 } } });
const inline = (update_id: number) => ({ update_id, inline_query: { id: "q", from: { id: 5 }, query: "" } });
const press = (update_id: number) => ({
  update_id,
  callback_query: { id: "c", from: { id: 5 }, message: { date: agoS(86_400), chat: { id: 5 } } },
});
const ids = (late: ReadonlySet<{ readonly update_id: number }>) =>
  [...late].map(({ update_id }) => update_id).sort();

test("late is what was written a while ago, and what came before that", () => {
  const updates = [
    inline(1),
    message(2, agoS(3_600)),
    press(3),
    message(4, agoS(120)),
    inline(5),
    message(6, agoS(3)),
  ];
  expect(ids(lateAmong(updates, NOW))).toEqual([1, 2, 3, 4]);
});

test("a button under an old message may have been pressed just now", () => {
  expect(ids(lateAmong([press(1)], NOW))).toEqual([]);
});

test("posts are never late, but tell the time of what came before them", () => {
  const post = { update_id: 2, channel_post: { date: agoS(3_600), chat: { id: -5 } } };
  const edit = {
    update_id: 3,
    edited_channel_post: { date: agoS(86_400), edit_date: agoS(2), chat: { id: -5 } },
  };
  expect(ids(lateAmong([press(1), edit], NOW))).toEqual([]);
  expect(ids(lateAmong([press(1), post], NOW))).toEqual([1]);
});

test("of what is late, only inline queries are of no use to anybody", () => {
  const updates = [inline(1), press(2), message(3, agoS(3_600)), inline(4)];
  const late = lateAmong(updates, NOW);
  expect(updates.filter((update) => isPointless(update, late)).map(({ update_id }) => update_id)).toEqual([
    1,
  ]);
});

test.each([
  ["nothing in it", {}],
  ["a date that is none", { message: { date: "today" } }],
  ["a date beyond all clocks", { message: { date: 1e300 } }],
  ["a date in the place of a message", { message: 5 }],
])("an update with %s does not say when it was made", (_case, fields) => {
  expect(madeAtOf({ update_id: 1, ...fields })).toBeNull();
});

test("Telegram's time goes on between updates, and what is brought late does not put it back", () => {
  let elapsed = 1_000;
  const time = new TelegramTime(() => elapsed);
  expect(time.now()).toBeNull();
  time.heard(message(1, agoS(60)));
  elapsed += 10_000;
  expect(time.now()).toEqual(new Date(NOW.getTime() - 50_000));
  time.heard(message(2, agoS(3_600)));
  time.heard(press(3));
  expect(time.now()).toEqual(new Date(NOW.getTime() - 50_000));
});
