// Takes the screens of docs/screens.md from the built playground: a phone's width, each in every language.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const FOLDER = "docs/screens";
const PHONE = { width: 412, height: 860 };
const START_TIMEOUT_MS = 20_000;

/** What is done in a chat before its picture is taken: messages to write, then buttons to press. */
const SCREENS = [
  { name: "start", kind: "private", says: { ru: "/start", en: "/start" } },
  { name: "search", kind: "private", says: { ru: "холодный старт", en: "cold start" } },
  {
    name: "answer",
    kind: "private",
    says: { ru: "когда gBCE доехала до прода?", en: "Where was KDD 2024?" },
  },
  {
    name: "card",
    kind: "private",
    says: { ru: "семантические айдишники", en: "semantic ids" },
    press: { ru: "1", en: "1" },
  },
  { name: "paper", kind: "private", says: { ru: "/paper хсту", en: "/paper HSTU" } },
  { name: "papers", kind: "private", says: { ru: "/papers 2024", en: "/papers 2024" } },
  { name: "nothing", kind: "private", says: { ru: "эмбеддинги before:2001", en: "embeddings before:2001" } },
  { name: "settings", kind: "private", says: { ru: "/settings", en: "/settings" } },
  // The page looks at groups as one person, so a group is made English by its settings.
  {
    name: "group-settings",
    kind: "group",
    says: { ru: "/settings", en: "/settings" },
    press: { ru: "Русский", en: "English" },
  },
  { name: "group", kind: "group", says: { ru: "/search SASRec", en: "/search SASRec" } },
  {
    name: "inline",
    kind: "private",
    types: { ru: "@inforetriever_bot SASRec", en: "@inforetriever_bot semantic ids" },
  },
];

const bot = spawn(process.execPath, ["dist/main.js", "playground"], {
  env: { ...process.env, BOT_TOKEN: "", HTTP_PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
try {
  mkdirSync(FOLDER, { recursive: true });
  const url = await playgroundUrl();
  const { dialogs } = await (await fetch(`${url}/client/world`)).json();
  for (const language of ["ru", "en"]) {
    for (const screen of SCREENS) {
      const dialog = dialogs.find(({ kind }) => kind === screen.kind);
      const reader = dialogs.find((one) => one.kind === "private" && one.language === language);
      await take(url, { ...screen, language, key: screen.kind === "private" ? reader.key : dialog.key });
    }
  }
} finally {
  await browser.close();
  bot.kill("SIGTERM");
}
await once(bot, "exit");

async function take(url, { name, language, key, says, types, press }) {
  const page = await browser.newPage({ viewport: PHONE, locale: language, colorScheme: "light" });
  await page.goto(`${url}/#${key}`);
  await page.waitForTimeout(1_000);
  const input = page.locator("#input");
  if (!(await input.isVisible())) {
    await page.locator("#start").click();
    await page.waitForTimeout(1_500);
  }
  await input.fill((says ?? types)[language]);
  if (types === undefined) {
    await page.locator("#send").click();
    await page.waitForTimeout(1_500);
  } else await page.waitForTimeout(2_500);
  if (press !== undefined) {
    await page.locator(`#log .key-text:text-is("${press[language]}")`).last().click();
    await page.waitForTimeout(1_000);
  }
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${FOLDER}/${name}-${language}.png` });
  await page.close();
}

async function playgroundUrl() {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  for await (const chunk of bot.stdout) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0];
    if (url !== undefined) return url.replace(/\/$/, "");
    signal.throwIfAborted();
  }
  throw new Error("The playground ended");
}
