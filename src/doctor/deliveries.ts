import type { DeliveryFigures } from "../digests/delivery-store.ts";
import { counted, spanText } from "./amounts.ts";
import { type Finding, ok, warning } from "./finding.ts";

// A ban that Telegram asks for, or a post that many are told of, is over by then.
const LONG_MS = 15 * 60 * 1000;

/** Digests and alerts that should have left long ago, or never will. */
export function judgeDeliveries(figures: DeliveryFigures, now: Date): Finding[] {
  const { pending, sending, oldestDueAt, sentLastDay, subscribers } = figures;
  const findings = lostDeliveries(figures);
  const lateMs = oldestDueAt === null ? 0 : now.getTime() - oldestDueAt.getTime();
  if (lateMs >= LONG_MS) {
    findings.unshift(
      warning(
        "deliveries",
        `${counted(pending + sending, "message")} not sent, the oldest is ${spanText(lateMs)} late`,
        "Start the bot: it sends them. If it runs, see its log for why Telegram does not take them",
      ),
    );
  }
  if (findings.length > 0) return findings;
  const places = `${counted(subscribers, "place")} subscribed`;
  return [
    ok("deliveries", `none is late; ${places}, ${counted(sentLastDay, "message")} in the last 24 hours`),
  ];
}

function lostDeliveries({ deadLastDay }: DeliveryFigures): Finding[] {
  const { refused = 0, "no-answer": unanswered = 0 } = deadLastDay;
  if (refused + unanswered === 0) return [];
  const why = [
    ...(refused > 0 ? [`${refused} refused by Telegram`] : []),
    ...(unanswered > 0 ? [`${unanswered} without an answer, again and again`] : []),
  ];
  return [
    warning(
      "deliveries",
      `given up in the last 24 hours: ${why.join(", ")}`,
      "See the bot's log for what Telegram said of each",
    ),
  ];
}
