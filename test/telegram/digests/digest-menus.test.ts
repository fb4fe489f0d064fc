import { expect, test } from "vitest";
import { packageFile } from "../../../src/package-files.ts";
import { showDigestMenu } from "../../../src/telegram/digests/digest-menus.ts";
import { showDigestScreen } from "../../../src/telegram/digests/digest-screen-view.ts";
import type { DigestState } from "../../../src/telegram/digests/digest-state.ts";
import type { OutgoingMessage } from "../../../src/telegram/message.ts";
import { loadTexts } from "../../../src/telegram/texts.ts";
import { aSubscriber, choices } from "../../support/digests.ts";
import { aChannel } from "../../support/posts.ts";

const { textsFor, languages } = loadTexts(packageFile("data", "locales"), "ru");
const CHANNELS = ["Один", "Два", "Три"].map((title, at) => ({ ...aChannel({ title }), id: at + 1 }));

function state(parts: Partial<DigestState> = {}): DigestState {
  const subscriber = aSubscriber();
  return {
    place: subscriber.place,
    subscriber,
    choices: choices(),
    manners: subscriber,
    nextAt: new Date("2026-12-01T06:00:00Z"),
    isDelayed: false,
    channels: CHANNELS,
    now: new Date("2026-11-30T19:00:00Z"),
    ...parts,
  };
}

function labels({ keyboard }: OutgoingMessage): string[] {
  return (keyboard?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

test("channels are offered where several are kept, and those chosen are marked and named", () => {
  const texts = textsFor("ru");
  expect(labels(showDigestScreen(state(), texts))).toContain("Каналы");
  expect(labels(showDigestScreen(state({ channels: CHANNELS.slice(0, 1) }), texts))).not.toContain("Каналы");
  const chosen = state({ choices: choices({ channelIds: [2, 3] }) });
  expect(labels(showDigestMenu("channels", chosen, texts))).toEqual([
    "Из всех, и новых тоже",
    "Один",
    "✓ Два",
    "✓ Три",
    "← Назад",
  ]);
  expect(showDigestScreen(chosen, texts).text.rawText).toContain("Каналы: Два, Три");
});

test("the next digest is told by the place's own clock", () => {
  const at = (timezone: string) =>
    showDigestScreen(state({ manners: { ...aSubscriber(), timezone } }), textsFor("ru")).text.rawText;
  expect(at("Europe/Moscow")).toContain("Следующий: завтра в 9:00");
  expect(at("Asia/Vladivostok")).toContain("Следующий: сегодня в 16:00");
  expect(at("Asia/Kolkata")).toContain("Следующий: сегодня в 11:30");
});

test("posts that come one by one have no hour, and alerts alone have quiet hours and their zone", () => {
  const texts = textsFor("en");
  const each = showDigestScreen(
    state({ choices: choices({ rhythm: { kind: "each" } }), nextAt: null }),
    texts,
  );
  expect(labels(each)).not.toContain("At 9:00");
  const alerts = [{ id: 1, query: "SASRec", paperKey: null }];
  const alertsOnly = state({
    choices: null,
    subscriber: aSubscriber({ digest: null, alerts }),
    nextAt: null,
  });
  const screen = showDigestScreen(alertsOnly, texts);
  expect(screen.text.rawText).toContain("I watch for 1 query: /alerts");
  const usual = ["At once", "Daily", "Weekly", "Quiet hours", "Without a sound"];
  expect(labels(screen)).toEqual(usual);
  const quiet = { ...alertsOnly, manners: aSubscriber({ quietHours: { from: 23, until: 7 } }) };
  expect(labels(showDigestScreen(quiet, texts))).toEqual([...usual, "Time: Moscow"]);
});

test("every screen and menu is short, and what its buttons carry fits, in every language", () => {
  for (const language of languages) {
    const texts = textsFor(language);
    const weekly = state({
      choices: choices({ rhythm: { kind: "weekly", weekday: 7 }, query: "слово ".repeat(40) }),
    });
    const shown = [
      showDigestScreen(weekly, texts),
      ...(["hour", "zone", "quiet", "channels", "more"] as const).map((menu) =>
        showDigestMenu(menu, weekly, texts),
      ),
    ];
    for (const { text, keyboard } of shown) {
      expect(text.rawText.split("\n").length).toBeLessThanOrEqual(6);
      for (const button of (keyboard?.inline_keyboard ?? []).flat()) {
        const data = "callback_data" in button ? button.callback_data : "";
        expect(Buffer.byteLength(data)).toBeGreaterThan(0);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      }
    }
  }
});
