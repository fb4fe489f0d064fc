import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";

const POST = "https://t.me/lenta_i_vektor/74";
const ADMINS = { adminIds: [ANNA, KATE] };

/** Whether /latest, page by page, still has the post. */
async function isListed(world: BotWorld, link: string): Promise<boolean> {
  let page = await world.ask(BORIS, "/latest 10");
  for (;;) {
    if (linksOf(page).includes(link)) return true;
    if (!buttonsOf(page).includes("Дальше ›")) return false;
    page = await world.pressForEdit(BORIS, page, "Дальше ›");
  }
}

test("an administrator hides a post by its link and brings it back by the button", async () => {
  const world = await aBotWorld(ADMINS);
  const hidden = await world.ask(ANNA, `/hide ${POST}`);
  expect(hidden.text).toMatch(/^Скрыл: \S/);
  expect(linksOf(hidden)).toEqual([POST]);
  expect(await isListed(world, POST)).toBe(false);
  expect((await world.ask(BORIS, `/similar ${POST}`)).text).toContain("Этого поста у меня нет");
  const back = await world.pressForEdit(ANNA, hidden, "Вернуть");
  expect(back.text).toMatch(/^Вернул: /);
  expect(await isListed(world, POST)).toBe(true);
  expect((await world.pressForEdit(ANNA, back, "Скрыть")).text).toMatch(/^Скрыл: /);
});

test("/unhide with the link does the same, and says so in the administrator's language", async () => {
  const world = await aBotWorld(ADMINS);
  expect((await world.ask(KATE, `/hide ${POST}`)).text).toMatch(/^Hidden: /);
  expect((await world.ask(KATE, `/hide ${POST}`)).text).toMatch(/^Hidden already: /);
  expect((await world.ask(KATE, `/unhide ${POST}`)).text).toMatch(/^Back: /);
  expect((await world.ask(KATE, `/unhide ${POST}`)).text).toMatch(/^That post is not hidden: /);
});

test("a reply to a list, to a card or to a forwarded post names the post", async () => {
  const world = await aBotWorld(ADMINS);
  const list = await world.ask(ANNA, "семантические айдишники");
  const [first = "", second = ""] = linksOf(list).filter((link) => /\/\d+$/.test(link));
  const hidden = await world.ask(ANNA, { text: "/hide", replyTo: list.message_id });
  expect(linksOf(hidden)).toEqual([first]);
  const card = await world.ask(ANNA, second);
  expect(linksOf(await world.ask(ANNA, { text: "/hide", replyTo: card.message_id }))).toEqual([second]);
  const post = world.telegram.publish(world.channelId, { text: "Квокка, удалённая из канала" });
  await world.waitForLog(/"outcome":"new"/);
  const forwarded = world.telegram.forward(ANNA, ANNA, world.channelId, post.message_id);
  await world.telegram.waitForMessage(ANNA);
  const gone = await world.ask(ANNA, { text: "/hide", replyTo: forwarded.message_id });
  expect(gone.text).toContain("Квокка, удалённая");
  expect((await world.ask(BORIS, "квокка")).text).toContain("Ничего не нашлось");
});

test("what names no post is told what to send", async () => {
  const world = await aBotWorld(ADMINS);
  expect((await world.ask(ANNA, "/hide")).text).toContain("Пришлите /hide и ссылку");
  expect((await world.ask(ANNA, "/hide тот самый")).text).toContain("Пришлите /hide и ссылку");
  expect((await world.ask(ANNA, "/unhide")).text).toContain("Пришлите /unhide и ссылку");
  expect((await world.ask(ANNA, "/hide https://t.me/durov/1")).text).toContain("Такого поста у меня нет");
});

test("in a group the command works for the administrator, also by the bot's name", async () => {
  const world = await aBotWorld(ADMINS);
  const hidden = await world.askIn(GROUP, ANNA, `/hide ${POST}`);
  expect(hidden.text).toMatch(/^Скрыл: /);
  expect(
    await world.telegram.press(BORIS, GROUP, hidden.message_id, { data: "admin:unhide:1" }),
  ).toMatchObject({ show_alert: true });
  expect(await isListed(world, POST)).toBe(false);
});

test("for everybody else there is no such command, and nothing is hidden", async () => {
  const world = await aBotWorld(ADMINS);
  const wrong = (await world.ask(BORIS, "/nosuchcommand")).text;
  for (const name of ["hide", "unhide"])
    expect((await world.ask(BORIS, `/${name} ${POST}`)).text).toBe(wrong);
  const results = await world.ask(BORIS, "холодный старт");
  const forged = await world.telegram.press(BORIS, BORIS, results.message_id, { data: "admin:hide:1" });
  expect(forged).toMatchObject({ show_alert: true });
  expect(world.log()).not.toContain("who sees a post");
});

test("an anonymous administrator of a group is nobody", async () => {
  const world = await aBotWorld({ adminIds: [ANNA, 1_087_968_824] });
  const said = { text: `/hide@inforetriever_bot ${POST}`, isAnonymous: true };
  expect((await world.askIn(GROUP, ANNA, said)).text).toContain("Такой команды не знаю");
  expect(await isListed(world, POST)).toBe(true);
});

test("a post stays hidden when it is edited in the channel and after a restart", async () => {
  const world = await aBotWorld(ADMINS);
  const post = world.telegram.publish(world.channelId, { text: "Квокка раз" });
  await world.waitForLog(/"outcome":"new"/);
  await world.ask(ANNA, `/hide https://t.me/lenta_i_vektor/${post.message_id}`);
  world.telegram.editPost(world.channelId, post.message_id, { text: "Квокка два" });
  await world.waitForLog(/"outcome":"updated"/);
  await world.stopBot();
  await world.startBot();
  expect((await world.ask(BORIS, "квокка")).text).toContain("Ничего не нашлось");
  await world.ask(ANNA, `/unhide https://t.me/lenta_i_vektor/${post.message_id}`);
  expect((await world.ask(BORIS, "квокка")).text).toContain("Квокка два");
});

test("/help lists the commands for administrators only, and in private only", async () => {
  const world = await aBotWorld(ADMINS);
  expect((await world.ask(ANNA, "/help")).text).toContain("/hide");
  expect((await world.ask(BORIS, "/help")).text).not.toContain("/hide");
  expect((await world.askIn(GROUP, ANNA, "/help")).text).not.toContain("/hide");
});
