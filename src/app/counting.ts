import { Pacer, TELEGRAM_LIMITS } from "../digests/pacer.ts";
import type { Pacing } from "../digests/pacing.ts";
import type { Searcher } from "../engine/searcher.ts";
import { Meters } from "../metrics/meters.ts";
import { packageVersion } from "../package-files.ts";
import { Pulse } from "../telegram/admin/pulse.ts";
import type { FeedbackStore } from "../telegram/feedback.ts";
import type { Observer } from "../telegram/observer.ts";
import { countedSearcher } from "./counted-searcher.ts";

export interface CountingDeps {
  readonly searcher: Searcher;
  readonly feedback: FeedbackStore;
  /** What the pacer lets leave. */
  readonly perSecond: number;
  readonly now: () => Date;
  /** Hears why something could not be counted yet. */
  readonly onError: (error: unknown) => void;
}

/** What the bot is made of, as far as it is counted. */
export interface Counting {
  readonly meters: Meters;
  readonly pulse: Pulse;
  readonly observer: Observer;
  readonly pacing: Pacing;
  readonly feedback: FeedbackStore;
  readonly searchedFrom: (where: "chat" | "inline" | "guest") => Searcher;
}

export function startCounting({ searcher, feedback, perSecond, now, onError }: CountingDeps): Counting {
  const meters = new Meters({ onError });
  const pacer = new Pacer({ limits: { ...TELEGRAM_LIMITS, perSecond } });
  return {
    meters,
    pulse: new Pulse(now(), packageVersion()),
    observer: countingObserver(meters),
    pacing: countedPacing(pacer, meters),
    feedback: countedFeedback(feedback, meters),
    searchedFrom: (where) => countedSearcher(searcher, where, meters),
  };
}

/** Counts what the chat tells of itself. */
function countingObserver(meters: Meters): Observer {
  return {
    accepted: (kind) => meters.record("inforetriever_updates_accepted_total", 1, { kind }),
    handled: (kind, outcome, seconds) => {
      meters.record("inforetriever_updates_handled_total", 1, { kind, outcome });
      meters.record("inforetriever_handler_duration_seconds", seconds, { kind });
    },
    requested: (kind, outcome, seconds) => {
      meters.record("inforetriever_telegram_requests_total", 1, { kind, outcome });
      // A poll waits for updates as long as there are none.
      if (kind !== "poll")
        meters.record("inforetriever_telegram_request_duration_seconds", seconds, { kind });
    },
    retries: (reason, waitSeconds) =>
      meters.record("inforetriever_telegram_retry_wait_seconds", waitSeconds, { reason }),
  };
}

function countedPacing(pacing: Pacing, meters: Meters): Pacing {
  return {
    slot: (chatId, signal) => pacing.slot(chatId, signal),
    countReply: (chatId) => pacing.countReply(chatId),
    pause: (ms) => {
      meters.record("inforetriever_pacer_pause_seconds", ms / 1000, {});
      pacing.pause(ms);
    },
  };
}

function countedFeedback(feedback: FeedbackStore, meters: Meters): FeedbackStore {
  return {
    countAnswer: (isAnswered, now) => {
      const outcome = isAnswered ? "answered" : "refused";
      meters.record("inforetriever_answers_total", 1, { outcome });
      return feedback.countAnswer(isAnswered, now);
    },
    saveVote: (vote, now) => feedback.saveVote(vote, now),
    votesFor: (answer) => feedback.votesFor(answer),
    answerFigures: (since) => feedback.answerFigures(since),
  };
}
