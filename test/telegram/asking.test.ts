import { expect, test } from "vitest";
import { commandMeant, isQuestion, isThanks } from "../../src/telegram/asking.ts";

test.each([
  "HSTU?",
  "Векторы нормируете? 🙂",
  "логкью на инференсе надо (или нет?)",
  "кто придумал gSASRec",
  "Кому вернули паспорт",
  "в каком году вышел SASRec",
  "с кем Лена поспорила",
  "Чем отличается HNSW от IVF",
  "сколько фич у ранкера",
  "Почему не взлетел BERT4Rec",
  "а подскажите, где прошёл RecSys 2024",
  "Надо ли применять logQ",
  "what are semantic ids",
  "Who wrote the paper",
  "which negatives are best",
  "Does logQ help",
  "how to train embeddings",
])("%s asks something", (text) => {
  expect(isQuestion(text)).toBe(true);
});

test.each([
  "холодный старт",
  "как SASRec",
  "что нового",
  "how-to",
  "",
  "???",
  "😀?",
  "Какаду и попугаи в Волне",
  "Actions Speak Louder than Words",
  "island of cold start",
  "wherever you go",
  "почемучка на конференции была",
  "спасибо, отличный бот!",
  "has:paper эмбеддинги в проде",
])("%j names what to look for", (text) => {
  expect(isQuestion(text)).toBe(false);
});

test("a wall of question marks costs no time", () => {
  const start = performance.now();
  isQuestion(`${"?".repeat(100_000)}a`);
  isQuestion("а ".repeat(50_000));
  isQuestion(`${"a".repeat(100_000)} ли`);
  expect(performance.now() - start).toBeLessThan(200);
});

test.each([
  "спасибо",
  "Спасибо большое!",
  "ок",
  "Thanks a lot",
  "👍",
  "👍🏽",
  "❤️",
  "понятно, спасибо",
  "got it",
])("%s asks nothing of whoever answered", (text) => {
  expect(isThanks(text)).toBe(true);
});

test.each(["а почему?", "ок?", "окно", "подробнее", "😡", "спасибо, а когда это было в первый раз", ""])(
  "%j is no thanks",
  (text) => {
    expect(isThanks(text)).toBe(false);
  },
);

test.each([
  ["Что нового?", "latest"],
  ["ну чё там нового", "latest"],
  ["what's new?", "latest"],
  ["что ты умеешь?", "help"],
  ["кто ты", "help"],
  ["What can you do?", "help"],
  ["привет", "start"],
  ["Привет, как дела?", "start"],
  ["hi!", "start"],
  ["привет из Сингапура", null],
  ["что нового в рекомендациях?", null],
  ["кто ты такой, HSTU?", null],
  ["", null],
] as const)("%j means the command %j", (message, command) => {
  expect(commandMeant(message)).toBe(command);
});
