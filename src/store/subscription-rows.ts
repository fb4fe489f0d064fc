import type { Occurrence } from "../digests/schedule.ts";
import type { Alert, DigestChoices, EndReason, Manners, Weekday } from "../digests/subscription.ts";

export interface MannersRow {
  readonly timezone: string;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
  readonly is_silent: number;
  readonly language: string;
}

/** A row of subscribers. */
export interface SubscriberRow extends MannersRow {
  readonly id: number;
  readonly chat_id: number;
  /** 0 = the chat itself. */
  readonly topic_id: number;
  readonly ended_because: EndReason | null;
  readonly last_date: string | null;
  readonly left_at: number | null;
}

type RhythmColumns =
  | { readonly rhythm: "each" | "daily"; readonly weekday: null }
  | { readonly rhythm: "weekly"; readonly weekday: Weekday };

interface ChoiceColumns {
  readonly hour: number;
  /** JSON. */
  readonly channel_ids: string;
  readonly says_nothing_new: number;
  readonly when_late: "send" | "fold";
  readonly is_paused: number;
}

/** A row of digests, as it is written. */
export type DigestColumns = RhythmColumns & ChoiceColumns;

/** What a digest's row tells of the place's choices, with the text of its query. */
export type ChoicesRow = DigestColumns & { readonly query: string | null };

/** A row of digests as it is read. */
export type DigestRow = ChoicesRow & {
  readonly query_id: number | null;
  readonly is_active: number;
  readonly after_post: number;
  readonly since: number;
  readonly next_date: string | null;
  readonly next_at: number | null;
};

export interface AlertRow {
  readonly id: number;
  readonly query_id: number;
  readonly query: string;
  readonly paper_key: string | null;
}

/** For `FROM digests LEFT JOIN saved_queries`. */
export const CHOICES = `
  rhythm, weekday, hour, query, channel_ids, says_nothing_new, when_late, is_paused`;

export function mannersFrom(row: MannersRow): Manners {
  const { quiet_from: from, quiet_until: until } = row;
  return {
    timezone: row.timezone,
    quietHours: from === null || until === null ? null : { from, until },
    isSilent: row.is_silent === 1,
    language: row.language,
  };
}

export function mannersColumns(manners: Manners): MannersRow {
  return {
    timezone: manners.timezone,
    quiet_from: manners.quietHours?.from ?? null,
    quiet_until: manners.quietHours?.until ?? null,
    is_silent: Number(manners.isSilent),
    language: manners.language,
  };
}

export function choicesFrom(row: ChoicesRow): DigestChoices {
  return {
    rhythm: row.rhythm === "weekly" ? { kind: "weekly", weekday: row.weekday } : { kind: row.rhythm },
    hour: row.hour,
    query: row.query ?? "",
    // As `digestColumns` wrote it.
    channelIds: JSON.parse(row.channel_ids) as number[],
    saysNothingNew: row.says_nothing_new === 1,
    whenLate: row.when_late,
    isPaused: row.is_paused === 1,
  };
}

export function digestColumns({ rhythm, ...choices }: DigestChoices): DigestColumns {
  return {
    ...(rhythm.kind === "weekly"
      ? { rhythm: rhythm.kind, weekday: rhythm.weekday }
      : { rhythm: rhythm.kind, weekday: null }),
    hour: choices.hour,
    channel_ids: JSON.stringify(choices.channelIds),
    says_nothing_new: Number(choices.saysNothingNew),
    when_late: choices.whenLate,
    is_paused: Number(choices.isPaused),
  };
}

export function nextColumns(next: Occurrence | null) {
  return { next_date: next?.date ?? null, next_at: next?.at.getTime() ?? null };
}

export function alertFrom(row: AlertRow): Alert {
  return { id: row.id, query: row.query, paperKey: row.paper_key };
}
