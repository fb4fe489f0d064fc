import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { buttonNamed, buttonsOf, linksOf, type SeenMessage, startCodeUnder } from "../support/messages.ts";

const SASREC = "Self-Attentive Sequential Recommendation";
const UNMENTIONED = "Matrix Factorization Techniques for Recommender Systems";

/** What stands behind the numbers of a list. */
function titlesIn({ text }: SeenMessage): string[] {
  return [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, title = ""]) => title);
}

/** The files that a person was sent last. */
async function lastFiles(world: BotWorld, userId: number) {
  const files = world.telegram.messages(userId).filter(({ document }) => document !== undefined);
  return Promise.all(
    files.map(async ({ document, caption }) => ({
      name: document?.file_name,
      text: await textOf(world, document?.file_id ?? ""),
      caption,
    })),
  );
}

async function textOf({ playground }: BotWorld, fileId: string): Promise<string> {
  const bot = `${playground.apiRoot}/bot${playground.token}`;
  const answer = await (await fetch(`${bot}/getFile?file_id=${fileId}`)).text();
  const path = /"file_path":"([^"]+)"/.exec(answer)?.[1];
  return (await fetch(`${playground.apiRoot}/file/bot${playground.token}/${path}`)).text();
}

test("a paper has a card: title, authors, year, number, how many posts, and each with its place", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, "/paper SASRec");
  expect(card.text).toMatch(
    new RegExp(
      `^📄 ${SASREC}\\nWang-Cheng Kang, Julian McAuley · 2018\\narXiv:1808\\.09781\\n\\n` +
        "Канал писал о ней в \\d+ постах, сначала новые:\\n\\n1\\. ",
    ),
  );
  expect(buttonNamed(card, "PDF")?.url).toBe("https://arxiv.org/pdf/1808.09781");
  const bold = (card.entities ?? []).filter(({ type }) => type === "bold");
  const marked = bold.map(({ offset, length }) => card.text.slice(offset, offset + length));
  expect(marked).toContain("SASRec");
});

test("more than three authors are cut, and one post is told by its date", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, "/paper Attention Is All You Need");
  expect(card.text).toMatch(/ и др\. · 2017\n/);
  expect(card.text).toMatch(/Канал писал о ней \d+ \S+ 20\d\d:\n\n1\. /);
  expect((await world.ask(KATE, "/paper Attention Is All You Need")).text).toContain(" et al. · 2017");
});

test.each([
  ["a typo", "Self-Atentive Sequental Recomendation"],
  ["Cyrillic letters", "сасрек"],
  ["an arXiv link", "https://arxiv.org/pdf/1808.09781v1"],
  ["small letters", "sasrec"],
])("%s finds the paper all the same", async (_, name) => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, `/paper ${name}`)).text).toContain(`📄 ${SASREC}\n`);
});

test("where several papers may be meant, the reader chooses", async () => {
  const world = await aBotWorld();
  for (const title of ["Quokka Networks for Ranking Burrows", "Quokka Networks for Ranking Leaves"])
    world.telegram.publish(world.channelId, { text: `Статья «${title}»: подробный разбор.` });
  await world.waitForLog(/"outcome":"new"[\s\S]*"outcome":"new"/);
  const choice = await world.ask(ANNA, "/paper кuokka network rankings");
  expect(choice.text).toContain("подходят несколько статей");
  const chosen = await world.pressForMessage(ANNA, choice, "2");
  expect(chosen.text).toMatch(new RegExp(`^📄 ${titlesIn(choice)[1]}\n`));
});

test("a well-known paper that no post names has its links, and the nearest posts", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, `/paper ${UNMENTIONED}`);
  expect(card.text).toMatch(new RegExp(`^📄 ${UNMENTIONED}\\n`));
  expect(card.text).toContain("Канал о ней пока не писал.");
  expect(buttonNamed(card, "Читать")?.url).toBe("https://doi.org/10.1109/mc.2009.263");
});

test("of what nobody knows one is told what to try next", async () => {
  const world = await aBotWorld();
  const nothing = await world.ask(ANNA, "/paper quantum gravity loops");
  expect(nothing.text).toContain("ничего не нашлось");
  const papers = await world.pressForMessage(ANNA, nothing, "Все статьи");
  expect(papers.text).toContain("Статьи из постов");
  expect((await world.pressForMessage(ANNA, nothing, "Искать «quantum gravity loops»")).text).toContain(
    "по запросу quantum gravity loops",
  );
});

test("the BibTeX entry is copied by a button, or comes as a file where it is longer than Telegram allows", async () => {
  const world = await aBotWorld();
  const short = buttonNamed(await world.ask(ANNA, "/paper SASRec"), "BibTeX")?.copy_text?.text ?? "";
  expect(short).toMatch(/^@misc\{kang2018self/);
  expect(short.length).toBeLessThanOrEqual(256);
  const card = await world.ask(ANNA, "/paper HSTU");
  await world.pressForMessage(ANNA, card, "BibTeX");
  const [file] = await lastFiles(world, ANNA);
  expect(file).toMatchObject({ name: "zhai2024actions.bib", text: expect.stringContaining("2402.17152") });
});

test("papers like one are a list, which pages and opens them", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, "/paper SASRec");
  const like = await world.pressForMessage(ANNA, card, "Похожие статьи");
  expect(like.text).toMatch(new RegExp(`^Похоже на ${SASREC}: \\d+ стат`));
  expect(titlesIn(like)).not.toContain(SASREC);
  const next = await world.pressForEdit(ANNA, like, "Дальше ›");
  expect((await world.pressForMessage(ANNA, next, "6")).text).toContain(titlesIn(next)[0]);
});

test("/papers lists papers by how many posts name them, or the newest first, page by page", async () => {
  const world = await aBotWorld();
  const papers = await world.ask(ANNA, "/papers");
  expect(papers.text).toMatch(/^Статьи из постов, всего \d+\n\n1\. Self-Attentive .+\n2018 · \d+ пост/);
  const second = await world.pressForEdit(ANNA, papers, "Дальше ›");
  expect(second.text).toContain("\n\n6. ");
  const newest = await world.pressForEdit(ANNA, second, "Сначала новые");
  const years = [...newest.text.matchAll(/(20\d\d)$/gm)].map(([year]) => Number(year));
  expect(years).toEqual([...years].sort((a, b) => b - a));
  await world.stopBot();
  await world.startBot();
  expect((await world.pressForEdit(ANNA, newest, "Чаще упоминались")).text).toBe(papers.text);
});

test("/papers takes words of titles, a year or a month", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "/papers sequential")).text).toMatch(/^sequential: \d+ стат/);
  const month = await world.ask(ANNA, "/papers 2024-10");
  expect(month.text).toMatch(/^2024-10: \d+ стат/);
  expect(month.text.match(/· \d+ октября 2024$/gm)?.length).toBe(titlesIn(month).length);
  const none = await world.ask(ANNA, "/papers борщ");
  expect(none.text).toContain("Статей по запросу борщ нет");
  expect((await world.pressForMessage(ANNA, none, "Все статьи")).text).toContain("Статьи из постов");
});

test("a number in the list opens the paper as a message of its own", async () => {
  const world = await aBotWorld();
  const papers = await world.ask(KATE, "/papers");
  const opened = await world.pressForMessage(KATE, papers, "2");
  expect(opened.text.split("\n")[0]).toBe(`📄 ${titlesIn(papers)[1]}`);
});

test.each(["export", "экспорт"])("/papers %s sends a bibliography and a table", async (word) => {
  const world = await aBotWorld();
  await world.ask(ANNA, `/papers ${word}`);
  const [bibliography, table] = await lastFiles(world, ANNA);
  expect(bibliography).toMatchObject({ name: "papers.bib", text: expect.stringContaining("1808.09781") });
  expect(table?.name).toBe("papers.csv");
  expect(table?.caption).toMatch(/^\d+ стат/);
  expect(table?.text).toContain("https://t.me/lenta_i_vektor/");
  expect(table?.text.trim().split("\r\n")).toHaveLength(Number.parseInt(table?.caption ?? "", 10) + 1);
  const actions = world.telegram.requests.filter(({ method }) => method === "sendChatAction");
  expect(JSON.stringify(actions)).toContain("upload_document");
});

test("a post opened out of a paper's list leads to the next older one, and back to its page", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, "/paper SASRec");
  const links = linksOf(card).filter((link) => link.startsWith("https://t.me/"));
  const total = Number(/в (\d+) постах/.exec(card.text)?.[1]);
  let post = await world.pressForEdit(ANNA, card, "1");
  for (let at = 1; at < total; at++) {
    post = await world.pressForEdit(ANNA, post, "Следующее упоминание ›");
    if (links[at] !== undefined) expect(buttonNamed(post, "Открыть пост")?.url).toBe(links[at]);
  }
  expect(buttonsOf(post)).not.toContain("Следующее упоминание ›");
  const back = await world.pressForEdit(ANNA, post, "‹ К списку");
  expect(back.text).toContain(`\n\n${total}. `);
});

test("a card opened out of a search has no next mention", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "SASRec");
  expect(buttonsOf(await world.pressForEdit(ANNA, results, "1"))).not.toContain("Следующее упоминание ›");
});

test.each([
  ["a DOI", "10.1109/mc.2009.263"],
  ["its address", "https://doi.org/10.1109/MC.2009.263"],
])("%s sent alone is a paper", async (_, shared) => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, shared)).text).toContain(`📄 ${UNMENTIONED}\n`);
});

test("an OpenReview link sent alone is the paper that posts link to", async () => {
  const world = await aBotWorld();
  const url = "https://openreview.net/forum?id=QuOkKa1234";
  world.telegram.publish(world.channelId, { text: `Статья Quokka Networks for Ranking Burrows, ${url}` });
  await world.waitForLog(/"outcome":"new"/);
  const card = await world.ask(ANNA, "https://openreview.net/pdf?id=QuOkKa1234");
  expect(card.text).toContain("📄 Quokka Networks for Ranking Burrows\n");
  expect(buttonNamed(card, "Читать")?.url).toBe(url);
});

test("in a group papers page and go on in private; files are sent in private only", async () => {
  const world = await aBotWorld();
  const papers = await world.askIn(GROUP, ANNA, "/papers");
  expect(titlesIn(papers)).toHaveLength(3);
  const going = await world.ask(BORIS, `/start ${startCodeUnder(papers, "Продолжить в личке")}`);
  expect(going.text).toContain("Статьи из постов");
  const offer = await world.askIn(GROUP, ANNA, "/papers export");
  expect(buttonsOf(offer)).toEqual(["Продолжить в личке"]);
  await world.ask(BORIS, `/start ${startCodeUnder(offer, "Продолжить в личке")}`);
  expect(await lastFiles(world, BORIS)).toHaveLength(2);
  expect(await lastFiles(world, GROUP)).toHaveLength(0);
  const paper = await world.askIn(GROUP, ANNA, "/paper SASRec");
  expect(buttonsOf(paper)).not.toContain("BibTeX");
  const opened = await world.ask(BORIS, `/start ${startCodeUnder(paper, "Продолжить в личке")}`);
  expect(opened.text).toContain(`📄 ${SASREC}\n`);
});

test("buttons of a paper's list that an older version kept still work", async () => {
  const world = await aBotWorld();
  const message = await world.ask(ANNA, "/paper HSTU");
  await world.stopBot();
  const store = await openStore(world.databaseUrl);
  const state = JSON.stringify({ kind: "paper", query: "SASRec", pageSize: 5 });
  await store.saveButton("KeptLongAgo1", { userId: ANNA, state }, new Date());
  await store.close();
  await world.startBot();
  await world.telegram.press(ANNA, ANNA, message.message_id, { data: "1:KeptLongAgo1:1.relevance" });
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("\n\n6. ");
});

test("a button of a paper whose row is gone offers the paper again", async () => {
  const world = await aBotWorld();
  const card = await world.ask(ANNA, "/paper SASRec");
  await world.telegram.press(ANNA, ANNA, card.message_id, { data: "1:AAAAAAAAAAAA:alike" });
  const offer = { ...(await world.telegram.waitForMessage(ANNA)), text: "" };
  expect((await world.pressForMessage(ANNA, offer, `Искать «${SASREC}»`)).text).toBe(card.text);
});
