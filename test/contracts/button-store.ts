import { describe, expect, test } from "vitest";
import type { ButtonStore } from "../../src/telegram/buttons.ts";

const monday = new Date("2024-11-18T12:00:00Z");
const tuesday = new Date("2024-11-19T12:00:00Z");
const wednesday = new Date("2024-11-20T12:00:00Z");

/** What every ButtonStore promises. `open` gives an empty one. */
export function buttonStoreContract(name: string, open: () => Promise<ButtonStore>): void {
  describe(`${name}: buttons`, () => {
    test("a button is found by its token, as it was saved", async () => {
      const buttons = await open();
      const button = { userId: 5_000_000_001, state: JSON.stringify({ query: "айдишники 🦊", offset: 5 }) };
      await buttons.saveButton("token", button, monday);
      expect(await buttons.findButton("token", monday)).toEqual(button);
    });

    test("an unknown token finds nothing", async () => {
      const buttons = await open();
      await buttons.saveButton("token", { userId: 1, state: "{}" }, monday);
      expect(await buttons.findButton("Token", monday)).toBeNull();
    });

    test("a token that is saved again has its new state", async () => {
      const buttons = await open();
      await buttons.saveButton("token", { userId: 1, state: "1" }, monday);
      await buttons.saveButton("token", { userId: 1, state: "2" }, monday);
      expect(await buttons.findButton("token", monday)).toEqual({ userId: 1, state: "2" });
    });

    test("a button that is pressed lives on, one that is not is forgotten", async () => {
      const buttons = await open();
      await buttons.saveButton("pressed", { userId: 1, state: "1" }, monday);
      await buttons.saveButton("forgotten", { userId: 1, state: "2" }, monday);
      await buttons.findButton("pressed", wednesday);
      expect(await buttons.pruneButtons(tuesday)).toBe(1);
      expect(await buttons.findButton("forgotten", wednesday)).toBeNull();
      expect(await buttons.findButton("pressed", wednesday)).toEqual({ userId: 1, state: "1" });
    });
  });
}
