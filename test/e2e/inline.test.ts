import { expect, test } from "vitest";
import type { InlineAnswer } from "../../src/playground/backend.ts";
import { ANNA, aBotWorld, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf, startCodeUnder } from "../support/messages.ts";

async function inline(world: BotWorld, userId: number, query: string, offset = ""): Promise<InlineAnswer> {
  const answer = await world.telegram.inlineQuery(userId, query, offset);
  if (answer === "timeout") throw new Error(`No answer to the inline query "${query}"`);
  return answer;
}

function choose(world: BotWorld, result: InlineAnswer["results"][number] | undefined, query = "") {
  if (result === undefined) throw new Error("There is no result to choose");
  return world.telegram.chooseInlineResult(ANNA, GROUP, result, query);
}

/** How the bot answered its last inline query. */
function lastAnswer(world: BotWorld) {
  return world.telegram.requests.filter(({ method }) => method === "answerInlineQuery").at(-1)?.payload;
}

function titlesOf({ results }: InlineAnswer): string[] {
  return results.map(({ title }) => String(title));
}

test("a query typed in any chat finds posts, each with its date and the passage", async () => {
  const world = await aBotWorld();
  const answer = await inline(world, ANNA, "холодный старт");
  const inChat = await world.ask(ANNA, "холодный старт");
  expect(inChat.text).toContain(`1. ${titlesOf(answer)[0]}`);
  expect(answer.results[0]?.description).toMatch(/^\d+ \S+ 202\d · .+\n./);
});

test("a chosen result is a message that stands by itself, and the bot does not answer it", async () => {
  const world = await aBotWorld();
  const { results } = await inline(world, ANNA, "SASRec");
  const sent = choose(world, results[0], "SASRec");
  const message = { ...sent, text: sent.text ?? "" };
  expect(message.text).toContain("SASRec");
  expect(linksOf(message)[0]).toMatch(/^https:\/\/t\.me\/lenta_i_vektor\/\d+$/);
  expect((message.entities ?? []).map(({ type }) => type).join(" ")).toMatch(/blockquote/);
  expect(buttonsOf(message)).toEqual(["Открыть пост", "Открыть в боте"]);
  const card = await world.ask(KATE, `/start ${startCodeUnder(message, "Открыть в боте")}`);
  expect(card.text).toContain("SASRec");
  await world.askIn(GROUP, ANNA, "/help"); // by now an answer to the message would have come
  expect(
    world.telegram.messages(GROUP).filter(({ from, text }) => from?.is_bot === true && text),
  ).toHaveLength(1);
});

test("an empty query shows the latest posts, and scrolling reaches every one of them once", async () => {
  const world = await aBotWorld();
  const ids: unknown[] = [];
  let offset = "";
  do {
    const answer = await inline(world, ANNA, "", offset);
    ids.push(...answer.results.map(({ id }) => id));
    offset = answer.next_offset;
  } while (offset !== "");
  expect(new Set(ids).size).toBe(ids.length);
  expect((await world.ask(ANNA, "/latest")).text).toContain(`всего ${ids.length}`);
});

test("the query language is the same as in chat", async () => {
  const world = await aBotWorld();
  const narrow = await inline(world, ANNA, "эмбеддинги has:paper after:2025");
  const inChat = await world.ask(ANNA, "эмбеддинги has:paper after:2025");
  expect(inChat.text).toContain(`${narrow.results.length} пост`);
});

test("nothing found is a result that helps", async () => {
  const world = await aBotWorld();
  const answer = await inline(world, ANNA, "эмбеддинги before:2001");
  expect(titlesOf(answer)[0]).toContain("Ничего не нашлось");
  expect(answer.results[0]?.description).toContain("«эмбеддинги»");
  expect(titlesOf(answer).length).toBeGreaterThan(3);
  const sent = choose(world, answer.results[0]);
  expect(buttonsOf({ ...sent, text: "" })).toContain("Открыть в боте");
});

test("what is public is in the language of most readers; a person with another one gets their own", async () => {
  const world = await aBotWorld();
  await inline(world, ANNA, "SASRec");
  await expect.poll(() => lastAnswer(world)).toMatchObject({ is_personal: false });
  const english = await inline(world, KATE, "SASRec recommender");
  await expect.poll(() => lastAnswer(world)).toMatchObject({ is_personal: true });
  expect(JSON.stringify(english.results[0])).toContain("Open the post");
});

test.each(["-5", "99999999", "abc", "1e3"])("a forged offset (%s) breaks nothing", async (offset) => {
  const world = await aBotWorld();
  await inline(world, ANNA, "эмбеддинги", offset);
  expect(world.log()).not.toContain("an update failed");
});

test("called by name where it is no member, the bot answers as a guest, with links and a way on", async () => {
  const elsewhere = -2077;
  const world = await aBotWorld({
    world: (seed) => ({
      ...seed,
      groups: [...(seed.groups ?? []), { id: elsewhere, title: "Без бота", members: [ANNA, KATE] }],
    }),
  });
  const answer = await world.telegram.guestQuery(ANNA, elsewhere, "@inforetriever_bot холодный старт");
  if (answer === "timeout") throw new Error("No answer to the guest query");
  const message = { ...answer, text: answer.text ?? "" };
  expect(message.text).toContain("по запросу холодный старт");
  expect(linksOf(message).length).toBe(3);
  expect(buttonsOf(message)).toEqual(["Открыть в боте"]);
  const nothing = await world.telegram.guestQuery(KATE, elsewhere, "@inforetriever_bot zzzzqqqq");
  expect(nothing).toMatchObject({ text: expect.stringContaining("Nothing found") });
});
