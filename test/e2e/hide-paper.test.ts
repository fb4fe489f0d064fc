import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonNamed, buttonsOf } from "../support/messages.ts";

const SASREC = "Self-Attentive Sequential Recommendation";
const ADMINS = { adminIds: [ANNA, KATE] };

test("an administrator sees why a paper was recognised, and nobody else does", async () => {
  const world = await aBotWorld(ADMINS);
  const card = await world.ask(ANNA, "/paper SASRec");
  expect(card.text).toMatch(/\nРаспознано: \S/);
  expect(buttonsOf(card)).toContain("Это не статья");
  expect((await world.ask(KATE, "/paper SASRec")).text).toMatch(/\nRecognised by \S/);
  for (const shown of [
    await world.ask(BORIS, "/paper SASRec"),
    await world.askIn(GROUP, ANNA, "/paper SASRec"),
  ]) {
    expect(shown.text).not.toContain("Распознано");
    expect(buttonsOf(shown)).not.toContain("Это не статья");
  }
});

test("what is no paper is hidden by a button, for everybody, and comes back by another", async () => {
  const world = await aBotWorld(ADMINS);
  const card = await world.ask(ANNA, "/paper SASRec");
  const hidden = await world.pressForEdit(ANNA, card, "Это не статья");
  expect(hidden.text).toContain(`Убрал из статей: ${SASREC}`);
  expect((await world.ask(BORIS, "/papers")).text).not.toContain(SASREC);
  const back = await world.pressForEdit(ANNA, hidden, "Вернуть");
  expect(back.text).toContain(`Снова статья: ${SASREC}`);
  expect((await world.ask(BORIS, "/papers")).text).toContain(SASREC);
  expect((await world.pressForEdit(ANNA, back, "Это не статья")).text).toContain("Убрал из статей");
});

test.each([
  ["its number", "1808.09781", "/paper SASRec", "1808.09781"],
  ["the title of one that has a number", SASREC, "/paper SASRec", "1808.09781"],
  ["its short name in any case", "sasrec", "/paper SASRec", "1808.09781"],
  [
    "its title",
    "Quokka Networks for Ranking Burrows",
    "/paper Quokka Networks for Ranking Burrows",
    "Quokka",
  ],
])("/unhide with %s brings a paper back later", async (_, name, asked, shown) => {
  const world = await aBotWorld(ADMINS);
  world.telegram.publish(world.channelId, { text: "Статья «Quokka Networks for Ranking Burrows»: разбор." });
  await world.waitForLog(/"outcome":"new"/);
  await world.pressForEdit(ANNA, await world.ask(ANNA, asked), "Это не статья");
  await world.stopBot();
  await world.startBot();
  expect((await world.ask(ANNA, `/unhide ${name}`)).text).toContain("Снова статья");
  expect((await world.ask(BORIS, asked)).text).toMatch(new RegExp(`^📄 [\\s\\S]*${shown}`));
  expect((await world.ask(ANNA, `/unhide ${name}`)).text).toContain("Какой пост вернуть?");
});

test("the button in somebody else's hands, or forged, hides nothing", async () => {
  const world = await aBotWorld(ADMINS);
  const card = await world.ask(ANNA, "/paper SASRec");
  const data = buttonNamed(card, "Это не статья")?.callback_data ?? "";
  const own = await world.ask(BORIS, "/paper SASRec");
  const ownToken = buttonNamed(own, "Похожие статьи")?.callback_data?.split(":")[1] ?? "";
  for (const forged of [data, `1:${ownToken}:hide-paper`, data.replace("hide-paper", "unhide-paper")])
    await world.telegram.press(BORIS, BORIS, own.message_id, { data: forged });
  expect(world.log()).not.toContain("what counts as a paper");
  expect((await world.ask(BORIS, "/papers")).text).toContain(SASREC);
});
