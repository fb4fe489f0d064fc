import { ifStoreWorks, storeTroubleOf } from "../store-trouble.ts";
import type { ButtonState, ButtonStore } from "./buttons.ts";
import type { ChatStore } from "./chats.ts";

/** Buttons that work although they could not be kept; until the next start, where the store works again too late. */
export interface SpareButtons extends ButtonStore {
  /** Forgets what is kept in memory for a person. */
  forgetOf(userId: number): void;
}

// Some kilobytes each, where a model's answer is behind it.
const MAX_SPARE = 2_000;

/** Rows behind buttons, kept in memory where the store cannot take them now. */
export function spareButtons(store: ButtonStore): SpareButtons {
  const spare = new Map<string, ButtonState>();
  return {
    saveButton: async (token, button, now) => {
      try {
        await store.saveButton(token, button, now);
        spare.delete(token);
      } catch (error) {
        if (storeTroubleOf(error) === null) throw error;
        const [oldest] = spare.keys();
        if (spare.size >= MAX_SPARE && oldest !== undefined) spare.delete(oldest);
        spare.set(token, button);
      }
    },
    findButton: async (token, now) => {
      const button = spare.get(token);
      if (button === undefined) return store.findButton(token, now);
      await ifStoreWorks(store.saveButton(token, button, now).then(() => spare.delete(token)));
      return button;
    },
    pruneButtons: (unusedSince) => store.pruneButtons(unusedSince),
    forgetOf: (userId) => {
      for (const [token, button] of spare) if (button.userId === userId) spare.delete(token);
    },
  };
}

/** Whoever is forgotten is forgotten there, too. */
export function forgettingButtons(chats: ChatStore, buttons: Pick<SpareButtons, "forgetOf">): ChatStore {
  return {
    ...chats,
    forgetPerson: (userId) => {
      buttons.forgetOf(userId);
      return chats.forgetPerson(userId);
    },
  };
}
