import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { CHANNEL, openStage, type Stage, setStage } from "./page-browser.ts";

const ANNA = "1001:1001";
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

let stage: Stage;
let browser: Browser;

setStage((opened, inBrowser) => {
  stage = opened;
  browser = inBrowser;
});

test("markup in a message stays text", async () => {
  const page = await stage.open({ dialog: ANNA });
  const markup = '<img src=x onerror="document.title=`taken`"><script>document.title=`taken`</script>';
  await stage.bot.api.sendMessage(CHANNEL.id, markup);
  await page.locator(`a[href="#1001:${CHANNEL.id}"]`).click();
  await page.locator(".text", { hasText: markup }).waitFor();
  expect(await page.locator(".log img, .log script").count()).toBe(0);
  expect(await page.title()).not.toContain("taken");
  expect(stage.problems).toEqual([]);
});

test("an address that runs a script or carries data never becomes a link", async () => {
  const page = await stage.open({ dialog: ANNA });
  for (const url of [
    "javascript:alert(1)",
    " JaVaScRiPt:x",
    "java\nscript:x",
    "data:text/html,x",
    "vbscript:x",
  ]) {
    const rendered = await render(page, "ссылка", [{ type: "text_link", offset: 0, length: 6, url }]);
    expect(rendered).toBe("<span>ссылка</span>");
  }
});

test("nested and crossing entities keep all of their formatting", async () => {
  const page = await stage.open({ dialog: ANNA });
  const nested = await render(page, "один два", [
    { type: "italic", offset: 5, length: 3 },
    { type: "bold", offset: 0, length: 8 },
  ]);
  expect(nested).toBe("<strong>один <em>два</em></strong>");
  const crossing = await render(page, "abcdef", [
    { type: "bold", offset: 0, length: 4 },
    { type: "italic", offset: 2, length: 4 },
  ]);
  expect(crossing).toBe("<strong>ab<em>cd</em></strong><em>ef</em>");
});

test("a link opens in a new window that knows nothing of this one", async () => {
  const page = await stage.open({ dialog: ANNA });
  const rendered = await render(page, "example.org", [{ type: "url", offset: 0, length: 11 }]);
  expect(rendered).toContain('href="http://example.org/" target="_blank" rel="noopener noreferrer"');
});

test("a spoiler shows its text only after a click", async () => {
  const page = await stage.open({ dialog: ANNA });
  const entities = [{ type: "spoiler" as const, offset: 0, length: 6 }];
  await page.locator("#start").click();
  await page.getByRole("button", { name: "Дальше" }).waitFor();
  await stage.bot.api.sendMessage(1001, "секрет", { entities });
  const spoiler = page.getByRole("button", { name: "Скрытый текст, показать" });
  await spoiler.waitFor();
  expect(await page.locator(".spoiler-text").isVisible()).toBe(false);
  await spoiler.press("Enter");
  expect(await page.locator(".spoiler-text").isVisible()).toBe(true);
});

test("a long expandable quote folds and unfolds", async () => {
  const page = await stage.open({ dialog: ANNA });
  await page.locator("#start").click();
  await page.getByRole("button", { name: "Дальше" }).waitFor();
  const text = ["раз", "два", "три", "четыре", "пять"].join("\n");
  const entities = [{ type: "expandable_blockquote" as const, offset: 0, length: text.length }];
  await stage.bot.api.sendMessage(1001, text, { entities });
  const quote = page.locator(".fold-text");
  const folded = (await quote.boundingBox())?.height;
  await page.getByRole("button", { name: "Развернуть цитату" }).click();
  expect((await quote.boundingBox())?.height).toBeGreaterThan(folded ?? Number.POSITIVE_INFINITY);
  await page.getByRole("button", { name: "Свернуть цитату" }).click();
  expect((await quote.boundingBox())?.height).toBe(folded);
});

test("every control has a name, and the page has its landmarks and its log", async () => {
  const page = await stage.open({ dialog: ANNA });
  await page.locator("#start").click();
  await page.getByRole("button", { name: "Дальше" }).waitFor();
  for (const control of await page.locator("button, a[href], textarea").all()) {
    if (await control.isVisible()) expect(await control.ariaSnapshot()).toMatch(/^- '?\w+ "[^"]+"/);
  }
  expect(await page.getByRole("log").getAttribute("aria-live")).toBe("polite");
  expect(await page.getByRole("main").count()).toBe(1);
  expect(await page.getByRole("navigation", { name: "Чаты" }).count()).toBe(1);
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
});

test("the chosen theme outlives a reload", async () => {
  const page = await stage.open({ dialog: ANNA, colorScheme: "light" });
  await page.getByRole("button", { name: "Включить тёмную тему" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Включить светлую тему" }).waitFor();
  expect(await lightness(page)).toBeLessThan(80);
});

test("without a choice the theme is the system's", async () => {
  const page = await stage.open({ dialog: ANNA, colorScheme: "dark" });
  expect(await lightness(page)).toBeLessThan(80);
});

test("a phone shows the list or a chat, and nothing sticks out at 360 pixels", async () => {
  const page = await stage.open(PHONE);
  await page.locator(`a[href="#${ANNA}"]`).tap();
  await page.getByRole("button", { name: "Начать" }).tap();
  await page.getByRole("button", { name: "Дальше" }).waitFor();
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  expect(await page.evaluate("document.getElementById('viewport').scrollWidth")).toBe(360);
  await page.getByRole("button", { name: "К списку чатов" }).tap();
  await page.getByRole("navigation").waitFor();
  expect(await page.getByRole("main").isVisible()).toBe(false);
});

test("a lost server is announced, and the page catches up when it is back", async () => {
  const page = await stage.open({ dialog: ANNA });
  await page.locator("#start").click();
  await page.getByRole("button", { name: "Дальше" }).waitFor();
  const port = Number(new URL(stage.playground.url).port);
  await stage.stop();
  await page.getByText("Нет связи с песочницей").waitFor();
  const revived = await openStage(browser, { port });
  await page.getByRole("button", { name: "Повторить" }).click();
  await page.getByRole("button", { name: "Начать" }).waitFor();
  expect(await page.getByText("Нет связи с песочницей").isVisible()).toBe(false);
  await revived.close();
});

interface Drawn {
  type: string;
  offset: number;
  length: number;
  url?: string;
}

/** What the page's own module makes of a text. */
async function render(page: Page, text: string, entities: Drawn[]): Promise<unknown> {
  const input = JSON.stringify([text, entities, { language: "ru", nowMs: 0 }]);
  return page.evaluate(`import("/page/entities.js").then(({ formattedText }) => {
    const box = document.createElement("div");
    box.append(...formattedText(...${input}));
    for (const link of box.querySelectorAll("a")) link.removeAttribute("title");
    return box.innerHTML;
  })`);
}

/** The red part of the background, 0 to 255. */
async function lightness(page: Page): Promise<number> {
  const color = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  return Number(/\d+/.exec(String(color))?.[0]);
}
