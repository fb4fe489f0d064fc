import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";

const ADMINS = { adminIds: [ANNA, KATE] };

test("/status is a page of figures: posts, search, updates, program", async () => {
  const world = await aBotWorld(ADMINS);
  await world.ask(BORIS, "холодный старт");
  await world.waitForLog(/index in memory: ready/);
  const { text, entities = [] } = await world.ask(ANNA, "/status");
  const heads = entities.filter(({ type }) => type === "bold");
  expect(heads.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
    "Посты",
    "Поиск",
    "Ответы",
    "Обновления",
    "Рассылка",
    "Программа",
  ]);
  expect(text).toMatch(/Лента и вектор: \d+ пост\S*, последний \d+ \S+ 20\d\d/);
  expect(text).toMatch(/Индекс в памяти: \d+ пост\S*, готов\nНа диске: \d+ пост/);
  expect(text).toMatch(/Последнее: \d\d:\d\d\nОчередь пуста/);
  expect(text).toMatch(/Ошибок с запуска нет\nБаза: \d+(,\d)?\s[КМ]Б\nПамять: \d+\sМБ\nРаботает: 0 минут/);
  expect(text).toMatch(/Версия \d+\.\d+\.\d+/);
});

test("/status in English, with hidden posts and the last error's code as the person got it", async () => {
  const world = await aBotWorld(ADMINS);
  await world.ask(KATE, "/hide https://t.me/lenta_i_vektor/74");
  world.telegram.failNext("sendMessage", { status: 400, description: "Bad Request: broken" });
  const apology = await world.ask(BORIS, "холодный старт");
  const code = /код (\S+)$/.exec(apology.text)?.[1] ?? "none";
  const { text } = await world.ask(KATE, "/status");
  expect(text).toContain("1 post is hidden");
  expect(text).toContain("1 error since the start, the last at ");
  expect(text).toContain(`code ${code}`);
});

test("for everybody else, and in groups, there is no /status", async () => {
  const world = await aBotWorld(ADMINS);
  expect((await world.ask(BORIS, "/status")).text).toContain("Такой команды не знаю");
  expect((await world.askIn(GROUP, ANNA, "/status@inforetriever_bot")).text).toContain(
    "Такой команды не знаю",
  );
});

test("an administrator's command menu has the administrators' commands, nobody else's has", async () => {
  const world = await aBotWorld(ADMINS);
  await world.waitForLog(/profile is up to date/);
  const menus = () => world.telegram.requests.filter(({ method }) => method === "setMyCommands");
  await expect.poll(() => JSON.stringify(menus().at(-1)?.payload)).toContain('"chat_id');
  const admins = menus().filter(({ payload }) => JSON.stringify(payload).includes('"type":"chat"'));
  expect(admins.length).toBeGreaterThan(0);
  for (const menu of menus())
    expect(JSON.stringify(menu.payload).includes("unhide")).toBe(admins.includes(menu));
});

test("an administrator who has never written to the bot costs a line in the log, no more", async () => {
  const world = await aBotWorld({ adminIds: [555] });
  await world.waitForLog(/command menu of an administrator could not be written/);
  expect((await world.ask(ANNA, "/help")).text).toContain("/search");
});
