import type { Browser, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { CHANNEL, openStage, type Stage, setStage } from "./page-browser.ts";

const ANNA = "1001:1001";
const KATE = "1002:1002";
const CHANNEL_DIALOG = `1001:${CHANNEL.id}`;

let stage: Stage;
let browser: Browser;

setStage((opened, inBrowser) => {
  stage = opened;
  browser = inBrowser;
});

describe("talking to the bot", () => {
  test("the start button gives way to a field, and a typed text gets its answer", async () => {
    const page = await stage.open({ dialog: ANNA });
    await page.getByRole("button", { name: "Начать" }).click();
    await lastMessage(page, "Вот кнопки");
    await type(page, "привет");
    await lastMessage(page, "привет");
    expect(await page.locator(".is-in strong").last().textContent()).toBe("привет");
    expect(stage.problems).toEqual([]);
  });

  test("Shift and Enter begin a new line instead of sending", async () => {
    const page = await started(ANNA);
    await page.locator("#input").fill("раз");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("два");
    await page.keyboard.press("Enter");
    await lastMessage(page, "раз\nдва");
  });

  test("a pressed button edits its message in place and shows the answer as a toast", async () => {
    const page = await started(ANNA);
    await page.getByRole("button", { name: "Дальше" }).click();
    await lastMessage(page, "Вторая страница");
    await page.getByText("Перелистнули").waitFor();
    expect(await page.locator(".message.is-in .meta").last().textContent()).toContain("изменено");
  });

  test("focus stays on the button whose press replaced the message", async () => {
    const page = await started(ANNA);
    await page.getByRole("button", { name: "Дальше" }).focus();
    await page.keyboard.press("Enter");
    await lastMessage(page, "Вторая страница");
    await page.locator("button:focus", { hasText: "Дальше" }).waitFor();
  });

  test("an answer with show_alert waits in a dialog until it is read", async () => {
    const page = await started(ANNA);
    await page.getByRole("button", { name: "Важное" }).click();
    const alert = page.getByRole("dialog");
    await alert.getByText("Это важно").waitFor();
    await page.keyboard.press("Enter");
    await alert.waitFor({ state: "hidden" });
  });

  test("a copy button copies its text", async () => {
    const page = await started(ANNA, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Копия" }).click();
    await page.getByText("Текст скопирован").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("42");
  });

  test("a forced reply opens the reply bar with the bot's placeholder", async () => {
    const page = await started(ANNA);
    await type(page, "/ask");
    await page.locator("#subject-text").getByText("О чём искать?").waitFor();
    const input = page.locator("#input");
    expect(await input.getAttribute("placeholder")).toBe("Слова из поста");
    await type(page, "айдишники");
    await page.locator(".is-out .quote", { hasText: "О чём искать?" }).waitFor();
    expect(await page.locator("#subject").isVisible()).toBe(false);
  });
});

test("a message longer than the screen is shown from its beginning", async () => {
  const page = await started(ANNA);
  await stage.bot.api.sendMessage(
    1001,
    Array.from({ length: 80 }, (_, index) => `строка ${index}`).join("\n"),
  );
  await lastMessage(page, "строка 79");
  const top = async () => (await page.locator("article").last().boundingBox())?.y;
  await expect.poll(top).toBeGreaterThan(60);
  expect(await top()).toBeLessThan(200);
});

describe("the command menu", () => {
  test("a slash lists the commands, typing filters them, Enter sends the chosen one", async () => {
    const page = await started(ANNA);
    await page.locator("#input").press("/");
    await page.getByRole("option").nth(2).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).textContent()).toBe("/askспросить");
    await page.keyboard.type("po");
    expect(await page.getByRole("option").allTextContents()).toEqual(["/postссылка на пост"]);
    await page.keyboard.press("Enter");
    await lastMessage(page, `https://t.me/${CHANNEL.username}/2`);
  });

  test("Escape closes the menu and leaves the text", async () => {
    const page = await started(ANNA);
    await page.locator("#input").press("/");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
    expect(await page.locator("#input").inputValue()).toBe("/");
  });
});

describe("the channel", () => {
  test("a published post stands in the channel and can be edited", async () => {
    const page = await stage.open({ dialog: CHANNEL_DIALOG });
    await type(page, "Новый пост");
    await lastMessage(page, "Новый пост");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("#input").inputValue()).toBe("Новый пост");
    await type(page, "Исправленный пост");
    await lastMessage(page, "Исправленный пост");
    expect(await page.locator(".meta").last().textContent()).toContain("изменено");
  });

  test("a link to a post opens the channel inside the page and marks the post", async () => {
    const page = await started(ANNA);
    await type(page, "/post");
    await page
      .getByRole("log")
      .getByRole("link", { name: `https://t.me/${CHANNEL.username}/2` })
      .click();
    await page.locator('[data-id="2"].is-highlighted').waitFor();
    expect(await page.getByRole("heading", { level: 2 }).textContent()).toBe(CHANNEL.title);
    expect(page.context().pages()).toHaveLength(1);
  });

  test("the menu of a post copies its address", async () => {
    const page = await stage.open({
      dialog: CHANNEL_DIALOG,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.locator('[data-id="3"] .bubble').click({ button: "right" });
    await page.getByRole("menuitem", { name: "Скопировать ссылку" }).click();
    await page.getByText("Ссылка скопирована").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`https://t.me/${CHANNEL.username}/3`);
  });

  test("scrolling up brings the older posts without moving the one on the screen", async () => {
    await stage.close();
    stage = await openStage(browser, { posts: 120 });
    onTestFinished(() => stage.close());
    const page = await stage.open({ dialog: CHANNEL_DIALOG });
    await lastMessage(page, "Пост номер 120");
    const first = page.locator("[data-id]").first();
    const id = await first.getAttribute("data-id");
    await page.locator("#viewport").hover();
    await page.mouse.wheel(0, -100_000);
    await page.locator("[data-id]").nth(99).waitFor({ state: "attached" });
    const box = await page.locator(`[data-id="${id}"]`).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(800);
  });
});

describe("the menu of a message", () => {
  test("opens by keyboard, begins a reply, and Escape takes the reply back", async () => {
    const page = await started(ANNA);
    await page.locator("article").last().press("Enter");
    await page.getByRole("menuitem", { name: "Ответить" }).press("Enter");
    await page.locator("#subject-text").getByText("Вот кнопки").waitFor();
    await page.keyboard.type("ответ");
    await page.keyboard.press("Escape");
    expect(await page.locator("#subject").isVisible()).toBe(false);
    expect(await page.locator("#input").inputValue()).toBe("ответ");
  });

  test("offers to edit one's own message only", async () => {
    const page = await started(ANNA);
    await page.locator(".is-in .bubble").first().click({ button: "right" });
    expect(await page.getByRole("menuitem").allTextContents()).toEqual([
      "Ответить",
      "Переслать",
      "Скопировать текст",
    ]);
    await page.keyboard.press("Escape");
    await page.locator(".is-out .bubble").first().click({ button: "right" });
    await page.getByRole("menuitem", { name: "Изменить" }).click();
    expect(await page.locator("#input").inputValue()).toBe("/start");
  });
});

describe("what the bot is writing", () => {
  test("shows below the messages, and is replaced by the message", async () => {
    const page = await started(ANNA);
    await stage.bot.api.sendMessageDraft(1001, 1, "Пиш");
    await stage.bot.api.sendMessageDraft(1001, 1, "Пишу ответ");
    await page.locator("#draft .text", { hasText: "Пишу ответ" }).waitFor();
    expect(await page.locator("#draft button").count()).toBe(0);
    await stage.bot.api.sendMessage(1001, "Вот ответ");
    await lastMessage(page, "Вот ответ");
    await page.locator("#draft").waitFor({ state: "hidden" });
    expect(stage.problems).toEqual([]);
  });

  test("is stopped by its button, and only in the chat where it is written", async () => {
    const page = await started(ANNA);
    await stage.bot.api.sendMessageDraft(1001, 7, "Пишу ответ", { can_stop: true });
    await page.locator("#draft").waitFor();
    await page.locator(`a[href="#${KATE}"]`).click();
    await page.locator("#draft").waitFor({ state: "hidden" });
    await page.locator(`a[href="#${ANNA}"]`).click();
    await page.getByRole("button", { name: "Остановить" }).click();
    await lastMessage(page, "Остановлено: 7");
    await page.locator("#draft").waitFor({ state: "hidden" });
    expect(stage.problems).toEqual([]);
  });
});

describe("several chats", () => {
  test("a message in another chat is counted until the chat is opened", async () => {
    const page = await started(ANNA);
    await stage.bot.api.sendMessage(1001, "ещё одно");
    await lastMessage(page, "ещё одно");
    await stage.playground.telegram.publish(CHANNEL.id, { text: "Пост, пока не смотрят" });
    const dialog = page.locator(`a[href="#${CHANNEL_DIALOG}"]`);
    await dialog.locator(".badge").waitFor();
    await dialog.click();
    await lastMessage(page, "Пост, пока не смотрят");
    expect(await dialog.locator(".badge").count()).toBe(0);
  });

  test("the page speaks the language of the open chat", async () => {
    const page = await stage.open({ dialog: KATE });
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.locator(`a[href="#${ANNA}"]`).click();
    await page.getByRole("button", { name: "Начать" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
  });

  test("in a group a command from the menu says whose it is", async () => {
    const page = await stage.open({ dialog: "1001:-2001" });
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("option", { name: "/start" }).click();
    await page.locator(".is-out", { hasText: "/start@inforetriever_bot" }).waitFor();
    await lastMessage(page, "Вот кнопки");
  });

  test("Ctrl and K lead to the list of chats, arrows through it", async () => {
    const page = await started(ANNA);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  });
});

async function started(dialog: string, options = {}): Promise<Page> {
  const page = await stage.open({ dialog, ...options });
  await page.locator("#start").click();
  await lastMessage(page, "Вот кнопки");
  return page;
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator("#input").fill(text);
  await page.keyboard.press("Enter");
}

async function lastMessage(page: Page, text: string): Promise<void> {
  await page.locator("section:last-child > article:last-child .text", { hasText: text }).waitFor();
}
