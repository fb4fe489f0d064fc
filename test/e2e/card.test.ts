import { expect, test } from "vitest";
import { ANNA, aBotWorld, type BotWorld, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf, type SeenMessage, startCodeUnder } from "../support/messages.ts";

function openLink(message: SeenMessage): string {
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat();
  return buttons.find(({ text }) => text === "Открыть пост")?.url ?? "";
}

async function aLongPost(world: BotWorld): Promise<string> {
  const paragraph = `${"Длинный рассказ о рекомендациях. ".repeat(20).trim()}\n\n`;
  const text = `Жирное начало\n\n${paragraph.repeat(6)}`.trimEnd();
  const { message_id } = world.telegram.publish(world.channelId, {
    text,
    entities: [{ type: "bold", offset: 0, length: 13 }],
  });
  await world.waitForLog(/channel post/);
  return `https://t.me/lenta_i_vektor/${message_id}`;
}

test("the number of a hit opens the whole post in place, and there is a way back to the list", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "холодный старт");
  const card = await world.pressForEdit(ANNA, results, "1");
  expect(openLink(card)).toBe(linksOf(results)[0]);
  expect(card.text.length).toBeGreaterThan(100);
  const back = await world.pressForEdit(ANNA, card, "‹ К списку");
  expect(back.text).toBe(results.text);
});

test("a card leads to the posts before and after it", async () => {
  const world = await aBotWorld();
  const latest = await world.ask(ANNA, "/latest");
  const newest = await world.pressForEdit(ANNA, latest, "1");
  expect(buttonsOf(newest)).not.toContain("Позже ›");
  const older = await world.pressForEdit(ANNA, newest, "‹ Раньше");
  expect(openLink(older)).toBe(linksOf(latest)[1]);
  expect((await world.pressForEdit(ANNA, older, "Позже ›")).text).toBe(newest.text);
});

test("a long post is shown page by page with its formatting, nothing lost", async () => {
  const world = await aBotWorld();
  const first = await world.ask(ANNA, await aLongPost(world));
  expect(first.text).toContain("Жирное начало");
  expect(first.entities).toContainEqual({
    type: "bold",
    offset: first.text.indexOf("Жирное"),
    length: 13,
  });
  const second = await world.pressForEdit(ANNA, first, "Дальше ›");
  const sentences = [first, second].flatMap(
    ({ text }) => text.match(/Длинный рассказ о рекомендациях\./g) ?? [],
  );
  expect(sentences).toHaveLength(120);
  expect(buttonsOf(second)).toContain("2 из 2");
});

test("a card leads to similar posts and to the papers that it names", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "эмбеддинги has:paper");
  const card = await world.pressForEdit(ANNA, results, "1");
  const paper = buttonsOf(card).find((text) => text.startsWith("Статья: ")) ?? "";
  const mentions = await world.pressForMessage(ANNA, card, paper);
  expect(linksOf(mentions)).toContain(openLink(card));
  const similar = await world.pressForMessage(ANNA, card, "Похожие посты");
  expect(similar.text).toContain("Похоже на");
});

test("a link to a post, a forwarded post and the post's deep link open the same card", async () => {
  const world = await aBotWorld();
  const link = await aLongPost(world);
  const id = Number(link.split("/").at(-1));
  const byLink = await world.ask(ANNA, link);
  expect(openLink(byLink)).toBe(link);
  world.telegram.forward(ANNA, ANNA, world.channelId, id);
  expect((await world.telegram.waitForMessage(ANNA)).text).toBe(byLink.text);
  expect((await world.ask(KATE, `/start p-lenta_i_vektor-${id}`)).text).toContain("Жирное начало");
});

test("a link to a post that we do not have says what to do", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "https://t.me/some_other_channel/5")).text).toContain(
    "Этого поста у меня нет",
  );
});

test("an arXiv link or id by itself is a paper, and within a sentence it is a question", async () => {
  const world = await aBotWorld();
  for (const paper of ["https://arxiv.org/abs/1808.09781", "1808.09781", "arXiv:1808.09781v1"])
    expect(await world.ask(ANNA, paper)).toMatchObject({
      text: expect.stringMatching(/\narXiv:1808\.09781\n\nКанал писал о ней в \d+ постах/),
      reply_markup: {
        inline_keyboard: expect.arrayContaining([
          [
            expect.objectContaining({ text: "arXiv" }),
            expect.objectContaining({ text: "PDF", url: "https://arxiv.org/pdf/1808.09781" }),
          ],
        ]),
      },
    });
});

test("a deep link opens a query in the reader's language, from where it stopped", async () => {
  const world = await aBotWorld();
  const code = `s5-${Buffer.from("эмбеддинги").toString("base64url")}`;
  const shown = await world.ask(KATE, `/start ${code}`);
  expect(shown.text).toContain("for эмбеддинги");
  expect(shown.text).toContain("\n\n6. ");
});

test("a query that is too long for a code has one all the same", async () => {
  const world = await aBotWorld();
  const long = "векторный поиск и двухбашенные модели в рекомендациях музыки";
  const { GROUP } = await import("../support/bot-world.ts");
  const asked = await world.askIn(GROUP, ANNA, `/search ${long}`);
  const code = startCodeUnder(asked, "Продолжить в личке");
  expect(code.length).toBeLessThanOrEqual(64);
  await world.stopBot();
  await world.startBot();
  expect(linksOf(await world.ask(KATE, `/start ${code}`))[0]).toBe(linksOf(asked)[0]);
});

test.each(["p-nobody_here-1", "l-AAAAAAAAAAAA", "s-####", "x", "i-999999", "p-lenta_i_vektor-999999"])(
  "a deep link that opens nothing (%s) says so and begins anew",
  async (code) => {
    const world = await aBotWorld();
    const sorry = await world.ask(ANNA, `/start ${code}`);
    expect(sorry.text).toContain("Эта ссылка больше ничего не открывает");
    expect((await world.telegram.waitForMessage(ANNA)).text).toContain("Здравствуйте");
  },
);
