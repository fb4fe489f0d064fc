import type { DigestChoices } from "./subscription.ts";

/** What a digest is like that nobody has changed. */
export const USUAL_DIGEST: DigestChoices = {
  rhythm: { kind: "daily" },
  hour: 9,
  query: "",
  channelIds: [],
  saysNothingNew: false,
  whenLate: "send",
  isPaused: false,
};
