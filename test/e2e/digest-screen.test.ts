import { expect, test } from "vitest";
import { FORUM_ID } from "../../src/playground/world-seed.ts";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf } from "../support/messages.ts";
import { pressIn } from "../support/pressing.ts";

test("a digest is set up in one message: rhythm, hour, weekday, zone, quiet hours, sound", async () => {
  const world = await aBotWorld();
  const off = await world.ask(ANNA, "/digest");
  expect(buttonsOf(off)).toEqual(["Сразу", "Раз в день", "Раз в неделю"]);
  const daily = await world.pressForEdit(ANNA, off, "Раз в день");
  expect(daily.text).toMatch(/^Новые посты\nРаз в день, в 9:00, Москва\nСледующий: (сегодня|завтра) в 9:00$/);
  const hours = await world.pressForEdit(ANNA, daily, "В 9:00");
  expect(buttonsOf(hours)).toContain("✓ 9:00");
  const late = await world.pressForEdit(ANNA, hours, "21:00");
  expect(late.text).toContain("Раз в день, в 21:00");
  const weekly = await world.pressForEdit(ANNA, late, "Раз в неделю");
  const friday = await world.pressForEdit(ANNA, weekly, "пт");
  expect(friday.text).toContain("Раз в неделю: пятница, 21:00, Москва");
  const zones = await world.pressForEdit(ANNA, friday, "Москва");
  const siberia = await world.pressForEdit(ANNA, zones, "Новосибирск, UTC+7");
  expect(siberia.text).toContain("пятница, 21:00, Новосибирск");
  const quiet = await world.pressForEdit(ANNA, siberia, "Тихие часы");
  const night = await world.pressForEdit(ANNA, quiet, "23:00 – 7:00");
  const silent = await world.pressForEdit(ANNA, night, "Без звука");
  expect(silent.text).toContain("Тихие часы: с 23:00 до 7:00\nБез звука");
  // Nothing of it is only in the message.
  expect((await world.ask(ANNA, "/digest")).text).toBe(silent.text);
});

test("an hour within quiet hours says in one line when the digest comes", async () => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в день");
  const hours = await world.pressForEdit(ANNA, daily, "В 9:00");
  const early = await world.pressForEdit(ANNA, hours, "5:00");
  const quiet = await world.pressForEdit(ANNA, early, "Тихие часы");
  const screen = await world.pressForEdit(ANNA, quiet, "23:00 – 9:00");
  expect(screen.text).toMatch(/Этот час — тихий, поэтому следующий: \S+ в 9:00/);
});

test.each([
  ["Екатеринбург", "Екатеринбург"],
  ["novosibirsk", "Новосибирск"],
])("another city is typed in either language: %s", async (typed, shown) => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в день");
  const zones = await world.pressForEdit(ANNA, daily, "Москва");
  const question = await world.pressForMessage(ANNA, zones, "Другой город…");
  expect(question.reply_markup).toMatchObject({ force_reply: true });
  const screen = await world.ask(ANNA, { text: typed, replyTo: question.message_id });
  expect(screen.text).toContain(`Раз в день, в 9:00, ${shown}`);
});

test("of several cities one is chosen, and an unknown one is asked for again", async () => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в день");
  const zones = await world.pressForEdit(ANNA, daily, "Москва");
  const question = await world.pressForMessage(ANNA, zones, "Другой город…");
  const replied = { replyTo: question.message_id };
  const which = await world.ask(ANNA, { ...replied, text: "Но" });
  expect(which.text).toContain("это где?");
  expect(buttonsOf(which).length).toBeGreaterThan(1);
  const chosen = await world.pressForEdit(ANNA, which, buttonsOf(which)[0] ?? "");
  expect(chosen.text).toContain("Раз в день");
  const unknown = await world.ask(ANNA, { ...replied, text: "Ыыыщщщъъ" });
  expect(unknown).toMatchObject({ reply_markup: { force_reply: true } });
  const near = await world.ask(ANNA, { text: "Новосибирск", replyTo: unknown.message_id });
  expect(near.text).toContain("Раз в день, в 9:00, Новосибирск");
});

test("quiet hours of one's own are typed, and what is none gets an example", async () => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(KATE, await world.ask(KATE, "/digest"), "Daily");
  const quiet = await world.pressForEdit(KATE, daily, "Quiet hours");
  const question = await world.pressForMessage(KATE, quiet, "Other hours…");
  const bad = await world.ask(KATE, { text: "at night", replyTo: question.message_id });
  expect(bad.text).toContain("23-8");
  const screen = await world.ask(KATE, { text: "from 1 to 5", replyTo: bad.message_id });
  expect(screen.text).toContain("Quiet hours: 1:00 to 5:00");
});

test.each(["no", "None", "off", "нет", "не надо", "без тихих часов"])(
  "whoever wants no quiet hours says %s",
  async (words) => {
    const world = await aBotWorld();
    const daily = await world.pressForEdit(KATE, await world.ask(KATE, "/digest"), "Daily");
    const quiet = await world.pressForEdit(KATE, daily, "Quiet hours");
    await world.pressForEdit(KATE, quiet, "23:00 – 7:00");
    const question = await world.pressForMessage(
      KATE,
      await world.pressForEdit(KATE, daily, "Quiet hours"),
      "Other hours…",
    );
    const screen = await world.ask(KATE, { text: words, replyTo: question.message_id });
    expect(screen.text).toContain("Daily at 9:00");
    expect(screen.text).not.toContain("Quiet hours:");
  },
);

test("where posts come at once, the zone is shown only with the hours that go by it", async () => {
  const world = await aBotWorld();
  const each = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Сразу");
  expect(buttonsOf(each).join()).not.toContain("Москва");
  const quiet = await world.pressForEdit(ANNA, each, "Тихие часы");
  const night = await world.pressForEdit(ANNA, quiet, "23:00 – 7:00");
  expect(night.text).toContain("Тихие часы: с 23:00 до 7:00, Москва");
  expect(buttonsOf(night)).toContain("Время: Москва");
});

test("a digest of a query shows it, says what was not understood, and goes back to all posts", async () => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в день");
  const question = await world.pressForMessage(ANNA, daily, "По запросу…");
  const screen = await world.ask(ANNA, { text: "SASRec before:вчера", replyTo: question.message_id });
  expect(screen.text).toContain("Только по запросу: SASRec before:вчера");
  expect(screen.text).toContain("Не понял «before:вчера»");
  const all = await world.pressForEdit(ANNA, screen, "Все посты");
  expect(all.text).not.toContain("Только по запросу");
});

test("/digest with words begins a daily digest of them, and without any word in them asks for some", async () => {
  const world = await aBotWorld();
  const screen = await world.ask(ANNA, "/digest холодный старт");
  expect(screen.text).toContain("Раз в день, в 9:00, Москва\nТолько по запросу: холодный старт");
  const question = await world.ask(ANNA, "/digest 🙂");
  expect(question.text).toContain("нечего искать");
  const other = await world.ask(ANNA, { text: "SASRec", replyTo: question.message_id });
  expect(other.text).toContain("Только по запросу: SASRec");
});

test("a digest that no post would ever be in is not begun, and one that none was in so far is told", async () => {
  const world = await aBotWorld();
  const past = await world.ask(ANNA, "/digest SASRec before:2020");
  expect(past.text).toContain("дата уже прошла");
  const other = await world.ask(ANNA, { text: "жжжжыыыы", replyTo: past.message_id });
  expect(other.text).toContain("Таких постов пока не было.");
  expect((await world.ask(ANNA, "/digest SASRec")).text).not.toContain("Таких постов");
});

test("a digest may be of all posts but some", async () => {
  const world = await aBotWorld();
  const screen = await world.ask(ANNA, "/digest -реклама");
  expect(screen.text).not.toContain("Таких постов");
  expect((await world.pressForMessage(ANNA, screen, "Пример")).text).toContain("Новое за день");
});

test("paused, gone on, turned off and brought back as it was", async () => {
  const world = await aBotWorld();
  const begun = await world.ask(ANNA, "/digest холодный старт");
  const quiet = await world.pressForEdit(ANNA, begun, "Тихие часы");
  const night = await world.pressForEdit(ANNA, quiet, "23:00 – 7:00");
  const screen = await world.pressForEdit(ANNA, night, "Без звука");
  const paused = await world.pressForEdit(ANNA, screen, "Пауза");
  expect(paused.text).toContain("На паузе");
  expect(paused.text).not.toContain("Следующий");
  const going = await world.pressForEdit(ANNA, paused, "Продолжить");
  expect(going.text).toBe(screen.text);
  const off = await world.pressForEdit(ANNA, going, "Выключить");
  expect(off.text).toContain("Как удобнее?");
  expect((await world.pressForEdit(ANNA, off, "Вернуть")).text).toBe(screen.text);
});

test("what happens to late digests, and to weeks without posts, is chosen one level down", async () => {
  const world = await aBotWorld();
  const weekly = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в неделю");
  const more = await world.pressForEdit(ANNA, weekly, "Ещё");
  expect(buttonsOf(more)).toContain("✓ Прислать позже");
  const folded = await world.pressForEdit(ANNA, more, "К следующему");
  const said = await world.pressForEdit(ANNA, folded, "Писать, если нового нет");
  expect(buttonsOf(said)).toEqual([
    "Прислать позже",
    "✓ К следующему",
    "✓ Писать, если нового нет",
    "← Назад",
  ]);
});

test("an example shows what would come, says that it is one, and changes nothing", async () => {
  const world = await aBotWorld();
  const daily = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Раз в день");
  const example = await world.pressForMessage(ANNA, daily, "Пример");
  // The sample channel has been silent for long.
  expect(example.text).toMatch(/^Пример по прежним постам: .*\nНовое за день · \d+ пост/);
  const each = await world.pressForEdit(ANNA, daily, "Сразу");
  const one = await world.pressForMessage(ANNA, each, "Пример");
  expect(one.text).toMatch(/^Пример/);
  const nothing = await world.ask(ANNA, "/digest жжжжыыыы");
  expect((await world.pressForMessage(ANNA, nothing, "Пример")).text).toContain("показать нечего");
});

test.each([
  "1:digest:rhythm=hourly",
  "1:digest:hour=99",
  "1:digest:zone=Mars/Base",
  "1:digest:quiet=8-8",
  "1:digest:channel=77",
  "1:digest:menu=secrets",
  "1:digest:ask=token",
  "1:digest:__proto__=1",
  "1:digest:",
  "1:digest:hour=9=10",
])("a forged choice (%s) changes nothing", async (data) => {
  const world = await aBotWorld();
  const before = await world.ask(ANNA, "/digest холодный старт");
  expect(await world.telegram.press(ANNA, ANNA, before.message_id, { data })).toMatchObject({
    show_alert: true,
  });
  await world.telegram.waitForMessage(ANNA, ({ text = "" }) => text.startsWith("Я уже не помню"));
  expect((await world.ask(ANNA, "/digest")).text).toBe(before.text);
  expect(world.log()).not.toContain("an update failed");
});

test("a digest that another chat ended cannot be taken up here", async () => {
  const world = await aBotWorld();
  const annas = await world.ask(ANNA, "/digest секретный запрос");
  const off = await world.pressForEdit(ANNA, annas, "Выключить");
  const buttons = (off.reply_markup?.inline_keyboard ?? []).flat();
  const data = buttons.find(({ text }) => text === "Вернуть")?.callback_data ?? "";
  const screen = await world.ask(BORIS, "/digest");
  await world.telegram.press(BORIS, BORIS, screen.message_id, { data });
  expect((await world.ask(BORIS, "/digest")).text).not.toContain("секретный");
});

test("in a group administrators decide, and everybody else is told so", async () => {
  const world = await aBotWorld();
  expect((await world.askIn(GROUP, BORIS, "/digest")).text).toContain("администраторы");
  const screen = await world.askIn(GROUP, ANNA, "/digest");
  const refused = await world.telegram.press(BORIS, GROUP, screen.message_id, "Раз в день");
  expect(refused).toMatchObject({ show_alert: true, text: expect.stringContaining("администраторы") });
  const daily = await pressIn(world, GROUP, { by: ANNA, under: screen, button: "Раз в день" });
  expect(daily.text).toContain("Раз в день, в 9:00");
  const question = await pressIn(world, GROUP, { by: ANNA, under: daily, button: "По запросу…" });
  // Her client alone opens a reply.
  expect(question).toMatchObject({
    reply_markup: { force_reply: true, selective: true },
    reply_to_message: { from: { id: ANNA } },
  });
  const replyTo = question.message_id;
  expect((await world.askIn(GROUP, BORIS, { text: "SASRec", replyTo })).text).toContain("администраторы");
  expect((await world.askIn(GROUP, ANNA, { text: "SASRec", replyTo })).text).toContain("запросу: SASRec");
  expect((await world.ask(ANNA, "/digest")).text).toContain("Как удобнее?");
});

test("whoever administers a group writing as the group sets it up, too", async () => {
  const world = await aBotWorld();
  const screen = await world.askIn(GROUP, ANNA, { text: "/digest SASRec", isAnonymous: true });
  expect(screen.text).toContain("Только по запросу: SASRec");
});

test("each topic of a forum has a digest of its own", async () => {
  const world = await aBotWorld();
  world.telegram.send(ANNA, FORUM_ID, { text: "/digest SASRec", topic: 2 });
  const screen = await world.telegram.waitForMessage(FORUM_ID);
  expect(screen).toMatchObject({ message_thread_id: 2, text: expect.stringContaining("SASRec") });
  await world.telegram.press(ANNA, FORUM_ID, screen.message_id, "Пауза");
  expect((await world.telegram.waitForMessage(FORUM_ID)).text).toContain("На паузе");
  world.telegram.send(ANNA, FORUM_ID, { text: "/digest", topic: 3 });
  expect((await world.telegram.waitForMessage(FORUM_ID)).text).toContain("Как удобнее?");
  world.telegram.send(ANNA, FORUM_ID, { text: "/digest", topic: 2 });
  expect((await world.telegram.waitForMessage(FORUM_ID)).text).toContain("На паузе");
});
