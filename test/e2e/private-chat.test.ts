import { expect, test } from "vitest";
import { ANNA, aBotWorld, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";

test("/start says what this is in five lines and offers three examples that run", async () => {
  const world = await aBotWorld();
  const hello = await world.ask(ANNA, "/start");
  expect(hello.text.split("\n")).toHaveLength(5);
  expect(hello.text).toContain("Лента и вектор");
  expect(buttonsOf(hello)).toHaveLength(3);
  const example = buttonsOf(hello)[0] ?? "";
  const results = await world.pressForMessage(ANNA, hello, example);
  expect(results.text).toContain(`по запросу ${example}`);
  expect(linksOf(results).length).toBeGreaterThan(0);
});

test("a person whose Telegram speaks English gets English, any other the default", async () => {
  const world = await aBotWorld();
  expect((await world.ask(KATE, "/start")).text).toContain("Hello");
  expect((await world.ask(ANNA, "/start")).text).toContain("Здравствуйте");
});

test("/help lists every command", async () => {
  const world = await aBotWorld();
  const help = await world.ask(ANNA, "/help");
  for (const command of ["/search", "/latest", "/paper", "/help", "/start"])
    expect(help.text).toContain(command);
});

test("a plain message searches: numbered titles with links to posts, dates, matches in bold", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "холодный старт");
  expect(results.text).toMatch(/^\d+ пост\S* по запросу холодный старт\n\n1\. /);
  expect(linksOf(results)[0]).toMatch(/^https:\/\/t\.me\/lenta_i_vektor\/\d+$/);
  expect(results.text).toMatch(/\n\d+ \S+ 202[345]\n/);
  const bold = (results.entities ?? []).filter(({ type }) => type === "bold");
  const marked = bold.map(({ offset, length }) => results.text.slice(offset, offset + length).toLowerCase());
  expect(marked.some((words) => words.includes("холодн"))).toBe(true);
});

test("pages turn in place, there and back, and still after a restart", async () => {
  const world = await aBotWorld();
  const first = await world.ask(ANNA, "эмбеддинги");
  expect(buttonsOf(first)).toContain("Дальше ›");
  const second = await world.pressForEdit(ANNA, first, "Дальше ›");
  expect(second.message_id).toBe(first.message_id);
  expect(second.text).toContain("\n\n6. ");
  await world.stopBot();
  await world.startBot();
  const back = await world.pressForEdit(ANNA, second, "‹ Назад");
  expect(back.text).toBe(first.text);
});

test("one button turns a list to newest first and back", async () => {
  const world = await aBotWorld();
  const best = await world.ask(ANNA, "semantic ids");
  const newest = await world.pressForEdit(ANNA, best, "Сначала новые");
  const ids = linksOf(newest).map((link) => Number(link.split("/").at(-1)));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect((await world.pressForEdit(ANNA, newest, "Сначала подходящие")).text).toBe(best.text);
});

test("/latest 3 shows the three newest posts and pages on", async () => {
  const world = await aBotWorld();
  const latest = await world.ask(ANNA, "/latest 3");
  expect(latest.text.match(/^\d+\. /gm)).toHaveLength(3);
  const next = await world.pressForEdit(ANNA, latest, "Дальше ›");
  expect(next.text).toContain("\n\n4. ");
});

test("/latest with something that is no number says so and shows posts all the same", async () => {
  const world = await aBotWorld();
  const words = await world.ask(ANNA, "/latest сто");
  expect(words.text).toContain("/latest 10");
  await world.telegram.waitForMessage(ANNA, ({ text = "" }) => text.startsWith("Новые посты"));
});

test.each([
  ["Self-Attentive Sequential Recommendation", "Self-Attentive Sequential Recommendation"],
  ["actions speak louder", "Actions Speak Louder"],
  ["2402.17152", "2402.17152"],
  ["https://arxiv.org/abs/2402.17152v2", "2402.17152"],
  ["DCN", "DCN"],
])("/paper %s finds the posts that name it", async (name, shown) => {
  const world = await aBotWorld();
  const found = await world.ask(ANNA, `/paper ${name}`);
  expect(found.text.toLowerCase()).toContain(shown.toLowerCase());
  expect(found.text).toMatch(/Канал писал о ней (?:в \d+ постах|\d+ \S+ 20\d\d)|встречается, \d+ пост/);
  expect(linksOf(found).length).toBeGreaterThan(0);
});

test("a command without its words asks for them, and the reply is taken as the words", async () => {
  const world = await aBotWorld();
  const question = await world.ask(ANNA, "/paper");
  expect(question.reply_markup).toMatchObject({ force_reply: true });
  const found = await world.ask(ANNA, { text: "SASRec", replyTo: question.message_id });
  expect(found.text).toMatch(/^📄 Self-Attentive Sequential Recommendation\n/);
});

test("nothing found says what to try and offers the latest posts", async () => {
  const world = await aBotWorld();
  const nothing = await world.ask(ANNA, "рецепт борща со сметаной");
  expect(nothing.text).toContain("Ничего не нашлось");
  const latest = await world.pressForMessage(ANNA, nothing, "Что нового");
  expect(latest.text).toContain("Новые посты");
});

test.each([
  ["😀😀😀", "нет слов"],
  ["/nosuchcommand", "/help"],
  [`слово ${"очень длинный вопрос ".repeat(150)}`, null],
  ["<b>&amp;</b> _*[`", null],
])("%.20s gets an answer and breaks nothing", async (text, expected) => {
  const world = await aBotWorld();
  const reply = await world.ask(ANNA, text);
  if (expected !== null) expect(reply.text).toContain(expected);
  expect(reply.text.length).toBeLessThanOrEqual(4096);
  expect(world.log()).not.toContain("an update failed");
});

test("a button whose row is gone offers to run the query again", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "холодный старт");
  const answer = await world.telegram.press(ANNA, ANNA, results.message_id, { data: "1:AAAAAAAAAAAA:run" });
  expect(answer).toMatchObject({ show_alert: true, text: expect.stringContaining("заново") });
  const offer = { ...(await world.telegram.waitForMessage(ANNA)), text: "" };
  const again = await world.pressForMessage(ANNA, offer, "Искать «холодный старт»");
  expect(again.text).toBe(results.text);
});

test("every pressed button is answered", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "эмбеддинги");
  const pressed = results.reply_markup?.inline_keyboard?.flat() ?? [];
  for (const { callback_data: data = "" } of pressed) {
    expect(await world.telegram.press(ANNA, ANNA, results.message_id, { data })).not.toBe("timeout");
  }
  expect(world.log()).not.toContain("an update failed");
});

test("commands are understood in capitals, too", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "/SEARCH холодный старт")).text).toContain("по запросу холодный старт");
});

test("/latest takes the number that a sentence begins with", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "/latest 2 поста")).text.match(/^\d+\. /gm)).toHaveLength(2);
});

test("spaces and line breaks do not make a query long", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "холодный  \n старт")).text).toMatch(
    /^\d+ пост\S* по запросу холодный старт/,
  );
});
