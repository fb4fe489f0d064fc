/** Values that a label may have; a label without a list holds what the program alone decides, such as its version. */
type LabelValues = Readonly<Record<string, readonly string[]>>;

interface Instrument<Type extends string, Values extends LabelValues> {
  readonly type: Type;
  readonly help: string;
  readonly labels: Values;
  /** Of histograms: their upper bounds. */
  readonly buckets: readonly number[];
}

const UPDATES = [
  "message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "inline_query",
  "guest_message",
  "stopped_message_generation",
  "my_chat_member",
  "other",
] as const;
const SEARCHES = {
  kind: ["search", "ask", "paper", "papers", "similar"],
  where: ["chat", "inline", "guest"],
} as const;
const REQUESTS = ["send", "edit", "answer", "draft", "delivery", "poll", "other"] as const;
const REQUEST_OUTCOMES = [
  "sent",
  "harmless",
  "refused-for-now",
  "blocked",
  "refused",
  "not-sent",
  "unsure",
  "stopped",
] as const;
const MODEL_OUTCOMES = [
  "worded",
  "paused",
  "rationed",
  "stopped",
  "unreachable",
  "slow",
  "refused",
  "garbled",
  "broken-off",
  "no-answer",
  "unsupported",
] as const;
const ANY: readonly string[] = [];
const NONE = {};

const QUICK_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SLOW_S = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const WAITS_S = [0.5, 1, 2, 5, 10, 30, 60, 300];

/**
 * Every metric of ours. Events (`counter`, `histogram`) are recorded as they happen, figures (`gauge`, `tally`) are read
 * when somebody asks. Nothing about people: the values of labels stand here, and there are no others.
 */
export const INSTRUMENTS = {
  // Updates
  inforetriever_updates_accepted_total: counter("Updates that were kept", { kind: UPDATES }),
  inforetriever_updates_handled_total: counter("Updates whose handler has ended", {
    kind: UPDATES,
    outcome: ["done", "failed"],
  }),
  inforetriever_handler_duration_seconds: histogram("From an update's turn to its handler's end", SLOW_S, {
    kind: UPDATES,
  }),
  inforetriever_queue_updates: gauge("Updates kept whose answer has not begun", NONE),
  inforetriever_queue_oldest_seconds: gauge("How long the oldest of them has waited", NONE),
  inforetriever_parked_updates: gauge("Updates that are not tried any more", NONE),

  // Searching and answering
  inforetriever_searches_total: counter("Searches, by what came of them", {
    ...SEARCHES,
    outcome: ["found", "empty", "failed"],
  }),
  inforetriever_search_duration_seconds: histogram("How long a search takes", QUICK_S, SEARCHES),
  inforetriever_answers_total: counter("Answers given to questions", { outcome: ["answered", "refused"] }),
  inforetriever_model_answers_total: tally("What came of asking the language model", {
    outcome: MODEL_OUTCOMES,
  }),
  inforetriever_model_paused: gauge("1 while the language model is left alone because it failed", NONE),

  // Telegram
  inforetriever_telegram_requests_total: counter("Requests to Telegram, each attempt", {
    kind: REQUESTS,
    outcome: REQUEST_OUTCOMES,
  }),
  inforetriever_telegram_request_duration_seconds: histogram("How long Telegram takes to answer", SLOW_S, {
    kind: ["send", "edit", "answer", "draft", "delivery", "other"],
  }),
  inforetriever_telegram_retry_wait_seconds: histogram("Waits before a request is repeated", WAITS_S, {
    reason: ["refused-for-now", "not-sent"],
  }),
  inforetriever_pacer_pause_seconds: histogram("Pauses in sending that Telegram asked for", WAITS_S, NONE),

  // Digests and alerts
  inforetriever_deliveries: gauge("Deliveries that are owed", { state: ["pending", "sending"] }),
  inforetriever_deliveries_oldest_seconds: gauge("How long the longest due delivery has been due", NONE),
  inforetriever_subscriptions: gauge("What chats asked to be sent", {
    kind: ["each", "daily", "weekly", "alert"],
  }),

  // Posts and indexes
  inforetriever_posts: gauge("Posts that are kept", { state: ["shown", "hidden"] }),
  inforetriever_index_posts: gauge("Posts in the database's index", { state: ["indexed", "waiting"] }),
  inforetriever_fast_index_state: gauge("1 for the state that the index in memory is in", {
    state: ["ready", "loading", "too-large", "silent"],
  }),
  inforetriever_fast_index_posts: gauge("Posts in the index in memory", NONE),
  inforetriever_fast_index_snapshot_bytes: gauge("Size of the index that is kept for the next start", NONE),

  // Process and machine
  inforetriever_ready: gauge("1 while /ready says yes", NONE),
  inforetriever_ready_part: gauge("1 for each part of being ready that holds", {
    part: ["started", "updates", "answers", "running"],
  }),
  inforetriever_store_trouble: gauge("1 for what keeps the database from its work", {
    code: [
      "STORE_FULL",
      "STORE_FAILING",
      "DATABASE_LOCKED",
      "DATABASE_UNWRITABLE",
      "DATABASE_DAMAGED",
      "DATABASE_MISSING",
    ],
  }),
  inforetriever_errors_total: tally("Failures that were given an id for the log", NONE),
  inforetriever_database_bytes: gauge("Size of the database", NONE),
  inforetriever_database_wal_bytes: gauge("Size of the log that goes with it", NONE),
  inforetriever_disk_free_bytes: gauge("What is left for us on the disk that holds the database", NONE),
  inforetriever_backup_planned: gauge("1 where the running bot makes backups", NONE),
  inforetriever_backup_last_timestamp_seconds: gauge("When the newest backup was made; 0 = never", NONE),
  inforetriever_search_thread_heap_bytes: gauge("Memory in use by what searches", NONE),
  inforetriever_build_info: gauge("1, with the version that runs", { version: ANY }),
} as const;

function counter<const Values extends LabelValues>(
  help: string,
  labels: Values,
): Instrument<"counter", Values> {
  return { type: "counter", help, labels, buckets: [] };
}

function histogram<const Values extends LabelValues>(
  help: string,
  buckets: readonly number[],
  labels: Values,
): Instrument<"histogram", Values> {
  return { type: "histogram", help, labels, buckets };
}

function gauge<const Values extends LabelValues>(help: string, labels: Values): Instrument<"gauge", Values> {
  return { type: "gauge", help, labels, buckets: [] };
}

/** A counter that somebody else keeps. */
function tally<const Values extends LabelValues>(help: string, labels: Values): Instrument<"tally", Values> {
  return { type: "tally", help, labels, buckets: [] };
}

type Instruments = typeof INSTRUMENTS;
type InstrumentName = keyof Instruments;
type NameOf<Type extends string> = {
  [Name in InstrumentName]: Instruments[Name]["type"] extends Type ? Name : never;
}[InstrumentName];

/** What happens and is recorded. */
export type EventName = NameOf<"counter" | "histogram">;
/** What is read when somebody asks. */
export type FigureName = NameOf<"gauge" | "tally">;

/** The labels of a metric, each with one of its values. */
export type LabelsOf<Name extends InstrumentName> = {
  readonly [Label in keyof Instruments[Name]["labels"]]: OneOf<Instruments[Name]["labels"][Label]>;
};
type OneOf<Values> = Values extends readonly (infer Value)[] ? Value : never;

/** A value with its labels, ready to be written. */
export interface Sample {
  readonly name: InstrumentName;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a figure is just now. */
export function figure<Name extends FigureName>(name: Name, value: number, labels: LabelsOf<Name>): Sample;
export function figure(name: FigureName, value: number, labels: object): Sample {
  return { name, labels: { ...labels }, value };
}
