import { describe, expect, test } from "vitest";
import type { ButtonStore } from "../../src/telegram/buttons.ts";
import type { ChatStore } from "../../src/telegram/chats.ts";
import type { FeedbackStore } from "../../src/telegram/feedback.ts";

const monday = new Date("2024-11-18T23:59:00Z");
const tuesday = new Date("2024-11-19T00:01:00Z");
const EVER = new Date(0);
const ANNA = 5_000_000_001;
const BORIS = 5_000_000_002;
const NOTHING = { answered: 0, unanswered: 0, helpful: 0, unhelpful: 0 };

/** What every FeedbackStore promises. `open` gives an empty one. */
export function feedbackStoreContract(
  name: string,
  open: () => Promise<FeedbackStore & ChatStore & ButtonStore>,
): void {
  describe(`${name}: feedback`, () => {
    test("an empty store has counted nothing", async () => {
      const feedback = await open();
      expect(await feedback.answerFigures(EVER)).toEqual(NOTHING);
      expect(await feedback.votesFor("answer")).toEqual({ helpful: 0, unhelpful: 0 });
    });

    test("answers are counted a day, those that found nothing apart", async () => {
      const feedback = await open();
      await feedback.countAnswer(true, monday);
      await feedback.countAnswer(false, monday);
      await feedback.countAnswer(true, tuesday);
      await feedback.countAnswer(true, tuesday);
      expect(await feedback.answerFigures(EVER)).toMatchObject({ answered: 3, unanswered: 1 });
      expect(await feedback.answerFigures(monday)).toMatchObject({ answered: 3, unanswered: 1 });
      expect(await feedback.answerFigures(tuesday)).toMatchObject({ answered: 2, unanswered: 0 });
    });

    test("a person has one vote an answer, and the last one counts", async () => {
      const feedback = await open();
      await feedback.saveVote({ answer: "one", userId: ANNA, isHelpful: true }, monday);
      await feedback.saveVote({ answer: "one", userId: ANNA, isHelpful: true }, tuesday);
      await feedback.saveVote({ answer: "one", userId: BORIS, isHelpful: true }, monday);
      await feedback.saveVote({ answer: "two", userId: ANNA, isHelpful: false }, tuesday);
      expect(await feedback.votesFor("one")).toEqual({ helpful: 2, unhelpful: 0 });
      expect(await feedback.answerFigures(tuesday)).toMatchObject({ helpful: 0, unhelpful: 1 });
      await feedback.saveVote({ answer: "one", userId: ANNA, isHelpful: false }, tuesday);
      expect(await feedback.votesFor("one")).toEqual({ helpful: 1, unhelpful: 1 });
      expect(await feedback.answerFigures(EVER)).toMatchObject({ helpful: 1, unhelpful: 2 });
    });

    test("whoever is forgotten has no vote any more; the answers stay counted", async () => {
      const feedback = await open();
      await feedback.countAnswer(true, monday);
      await feedback.saveVote({ answer: "one", userId: ANNA, isHelpful: true }, monday);
      await feedback.saveVote({ answer: "one", userId: BORIS, isHelpful: false }, monday);
      expect(await feedback.forgetPerson(ANNA)).toBe(1);
      expect(await feedback.answerFigures(EVER)).toEqual({ ...NOTHING, answered: 1, unhelpful: 1 });
    });

    test("an answer whose buttons are forgotten keeps its votes", async () => {
      const feedback = await open();
      await feedback.saveButton("one", { userId: ANNA, state: "{}" }, monday);
      await feedback.saveVote({ answer: "one", userId: ANNA, isHelpful: true }, monday);
      await feedback.pruneButtons(tuesday);
      expect(await feedback.votesFor("one")).toEqual({ helpful: 1, unhelpful: 0 });
    });
  });
}
