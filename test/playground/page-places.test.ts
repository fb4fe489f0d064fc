import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CLUB_ID, FORUM_ID } from "../../src/playground/world-seed.ts";
import { CHANNEL, type Stage, setStage } from "./page-browser.ts";

const ANNA = "1001:1001";
const FORUM = `1001:${FORUM_ID}`;
const CLUB = `1001:${CLUB_ID}`;

let stage: Stage;

setStage((opened) => {
  stage = opened;
});

describe("inline mode", () => {
  test("typing after the bot's name shows results, more of them on scrolling, and a click sends one", async () => {
    const page = await stage.open({ dialog: CLUB });
    await page.locator("#input").fill("@inforetriever_bot hstu");
    const options = page.locator("#results").getByRole("option");
    await options.nth(19).waitFor();
    expect(await options.first().textContent()).toBe("hstu 0описание 0");
    await options.nth(19).scrollIntoViewIfNeeded();
    await options.nth(39).waitFor();
    await options.nth(20).click();
    await lastMessage(page, "hstu 20");
    await page.locator(".is-out", { hasText: "через @inforetriever_bot" }).waitFor();
    expect(await page.locator("#input").inputValue()).toBe("");
    expect(stage.problems).toEqual([]);
  });

  test("the keyboard chooses too, and a press under what was sent edits it", async () => {
    const page = await stage.open({ dialog: CLUB });
    await page.locator("#input").fill("@inforetriever_bot dcn");
    await page.locator("#results").getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await lastMessage(page, "dcn 0");
    await page.getByRole("button", { name: "Дальше" }).click();
    await lastMessage(page, "Вторая страница");
  });

  test("the page says when nothing was found; Escape leaves the text", async () => {
    const page = await stage.open({ dialog: CLUB });
    await page.locator("#input").fill("@inforetriever_bot ничего");
    await page.getByText("Бот ничего не нашёл").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("#results").isVisible()).toBe(false);
    expect(await page.locator("#input").inputValue()).toBe("@inforetriever_bot ничего");
  });

  test("the button above the results opens the private chat and starts there with its code", async () => {
    const page = await stage.open({ dialog: CLUB });
    await page.locator("#input").fill("@inforetriever_bot hstu");
    await page.getByRole("button", { name: "Открыть бота" }).click();
    await page.locator(".is-out", { hasText: "/start inline" }).waitFor();
  });

  test("a button may ask for a query here, or in a chat that is chosen first", async () => {
    const page = await stage.open({ dialog: ANNA });
    await page.locator("#start").click();
    await lastMessage(page, "Вот кнопки");
    const row = [
      { text: "Здесь", switch_inline_query_current_chat: "раз" },
      { text: "Там", switch_inline_query: "два" },
    ];
    await stage.bot.api.sendMessage(1001, "Искать", { reply_markup: { inline_keyboard: [row] } });
    await page.getByRole("button", { name: "Здесь" }).click();
    expect(await page.locator("#input").inputValue()).toBe("@inforetriever_bot раз");
    await page.getByRole("button", { name: "Там" }).click();
    await page.locator("#chooser").getByRole("button", { name: "Клуб без бота" }).click();
    await page.getByRole("heading", { level: 2, name: "Клуб без бота" }).waitFor();
    expect(await page.locator("#input").inputValue()).toBe("@inforetriever_bot два");
  });
});

test("naming the bot in a group it is not in calls it as a guest, who says who called", async () => {
  const page = await stage.open({ dialog: CLUB });
  await page.getByText("Бота в этой группе нет").waitFor();
  await type(page, "найди, @inforetriever_bot");
  await lastMessage(page, "Гость здесь");
  await page.locator(".is-in", { hasText: "По просьбе Анна" }).waitFor();
  expect(stage.problems).toEqual([]);
});

test("a forum shows all its topics or one of them, and what is written goes into that one", async () => {
  const page = await stage.open({ dialog: FORUM });
  await page.getByRole("tab", { name: "Статьи" }).click();
  await type(page, "/start@inforetriever_bot");
  await lastMessage(page, "Вот кнопки");
  expect(stage.playground.telegram.messages(FORUM_ID).at(-2)).toMatchObject({ message_thread_id: 2 });
  await page.getByRole("tab", { name: "Флудилка" }).click();
  expect(await page.locator(".is-out").count()).toBe(0);
  await page.getByRole("tab", { name: "General" }).click();
  await type(page, "без темы");
  await lastMessage(page, "без темы");
  await page.getByRole("tab", { name: "Все темы" }).click();
  await page.locator(".is-out", { hasText: "#Статьи" }).waitFor();
});

test("a group can be looked at as another member, and as the group itself by its owner", async () => {
  const page = await stage.open({ dialog: FORUM });
  await page.locator("#voice").click();
  await page.getByRole("menuitem", { name: "Анна, от имени группы" }).click();
  await page.locator("#voice", { hasText: "от имени группы" }).waitFor();
  await type(page, "объявление");
  await page.locator(".is-out", { hasText: "объявление" }).waitFor();
  expect(stage.playground.telegram.messages(FORUM_ID).at(-1)).toMatchObject({
    sender_chat: { id: FORUM_ID },
  });
  await page.locator("#voice").click();
  await page.getByRole("menuitem", { name: "Kate" }).click();
  await page.getByRole("tab", { name: "All topics" }).waitFor();
  await page.locator(".is-in", { hasText: "объявление" }).waitFor();
  await type(page, "hello");
  await lastMessage(page, "hello");
  expect(stage.playground.telegram.messages(FORUM_ID).at(-1)).toMatchObject({ from: { first_name: "Kate" } });
  await page.reload();
  await page.locator("#voice", { hasText: "Анна, владелец" }).waitFor();
});

test("a post is forwarded to the bot, which sees where it comes from", async () => {
  const page = await stage.open({ dialog: `1001:${CHANNEL.id}` });
  await page.locator('[data-id="3"] .bubble').click({ button: "right" });
  await page.getByRole("menuitem", { name: "Переслать" }).click();
  await page.locator("#chooser").getByRole("button", { name: "Information Retriever" }).click();
  await page.locator(".is-out", { hasText: `Переслано от ${CHANNEL.title}` }).waitFor();
  await lastMessage(page, "Переслано: channel");
});

test("the paperclip sends a file with the text of the field as its caption", async () => {
  const page = await stage.open({ dialog: ANNA });
  await page.locator("#start").click();
  await lastMessage(page, "Вот кнопки");
  await page.locator("#input").fill("архив");
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Отправить файл" }).click();
  const file = { name: "result.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await (await chosen).setFiles(file);
  await lastMessage(page, "Файл result.json");
  await page.locator(".is-out", { hasText: "result.json" }).filter({ hasText: "архив" }).waitFor();
  expect(await page.locator("#input").inputValue()).toBe("");
});

test("a date shows by the reader's clock, a start link presses Start, a styled button stands out", async () => {
  const page = await stage.open({ dialog: ANNA, timezoneId: "Asia/Vladivostok" });
  await page.locator("#start").click();
  await lastMessage(page, "Вот кнопки");
  await stage.bot.api.sendMessage(1001, "Встреча в полдень", {
    entities: [{ type: "date_time", offset: 8, length: 9, unix_time: 1_768_000_000, date_time_format: "t" }],
    reply_markup: {
      inline_keyboard: [
        [{ text: "Начать с кодом", url: "https://t.me/inforetriever_bot?start=code_7", style: "primary" }],
      ],
    },
  });
  await lastMessage(page, "Встреча 09:06");
  await page.locator(".key.is-primary", { hasText: "Начать с кодом" }).click();
  await page.locator(".is-out", { hasText: "/start code_7" }).waitFor();
  expect(page.context().pages()).toHaveLength(1);
});

async function type(page: Page, text: string): Promise<void> {
  await page.locator("#input").fill(text);
  await page.keyboard.press("Enter");
}

async function lastMessage(page: Page, text: string): Promise<void> {
  await page.locator("section:last-child > article:last-child .text", { hasText: text }).waitFor();
}
