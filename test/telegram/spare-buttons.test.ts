import { expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { forgettingButtons, spareButtons } from "../../src/telegram/spare-buttons.ts";
import { aStore } from "../support/sqlite-store.ts";

const NOW = new Date("2026-12-01T12:00:00Z");
const LIST = { userId: 7, state: "{}" };

/** Buttons over a store that cannot be written for a while. */
async function someButtons() {
  const store = await aStore();
  let isFull = true;
  const buttons = spareButtons({
    ...store,
    saveButton: async (...args) => {
      if (isFull) throw new AppError("STORE_FULL", "The disk is full", { hint: "Make room" });
      return store.saveButton(...args);
    },
  });
  const makeRoom = () => {
    isFull = false;
  };
  return { store, buttons, makeRoom };
}

test("a button that cannot be kept works, and is kept when it is pressed later", async () => {
  const { store, buttons, makeRoom } = await someButtons();
  await buttons.saveButton("token", LIST, NOW);
  expect(await buttons.findButton("token", NOW)).toEqual(LIST);
  expect(await store.findButton("token", NOW)).toBeNull();
  makeRoom();
  expect(await buttons.findButton("token", NOW)).toEqual(LIST);
  expect(await store.findButton("token", NOW)).toEqual(LIST);
  expect(await buttons.findButton("other", NOW)).toBeNull();
});

test("whoever is forgotten has no buttons there either", async () => {
  const { store, buttons } = await someButtons();
  await buttons.saveButton("token", LIST, NOW);
  await buttons.saveButton("other", { userId: 8, state: "{}" }, NOW);
  await forgettingButtons(store, buttons).forgetPerson(7);
  expect(await buttons.findButton("token", NOW)).toBeNull();
  expect(await buttons.findButton("other", NOW)).not.toBeNull();
});

test("only the newest are kept in memory", async () => {
  const { buttons } = await someButtons();
  for (let at = 0; at <= 2_000; at++) await buttons.saveButton(`token ${at}`, LIST, NOW);
  expect(await buttons.findButton("token 0", NOW)).toBeNull();
  expect(await buttons.findButton("token 2000", NOW)).toEqual(LIST);
});
