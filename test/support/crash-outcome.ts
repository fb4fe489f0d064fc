import { readFileSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import type { Playground } from "../../src/playground/playground.ts";
import {
  ADMIN_IDS,
  alertOf,
  type CrashTraffic,
  FIRST_UPDATE_ID,
  questionOf,
  readerOf,
} from "./crash-traffic.ts";
import { lookAt } from "./databases.ts";

/** What is wrong after the last run, each by a name; all of it must be empty. */
export interface CrashOutcome {
  readonly lostUpdates: number[];
  readonly unfinishedUpdates: number[];
  /** Messages of the channel that are not kept, or not as they were last edited. */
  readonly lostPosts: number[];
  readonly strayPosts: number[];
  readonly shownAgain: number[];
  readonly lostAlerts: number[];
  readonly lostDigests: number[];
  readonly lostSettings: number[];
  readonly lostVotes: number[];
  /** Who was to be forgotten, and is not. */
  readonly remembered: number[];
  readonly answeredTwice: number[];
  /** Questions without an answer that was not under way when the bot died. */
  readonly unanswered: number[];
  readonly lostImports: string[];
}

/** What is no loss, but is told. */
export interface CrashFigures {
  readonly updates: number;
  readonly posts: number;
  readonly subscriptions: number;
  readonly underWay: number;
  /** Questions whose answer was under way at a kill and never came. */
  readonly givenUp: number;
}

interface Ended {
  readonly traffic: CrashTraffic;
  readonly playground: Playground;
  readonly database: string;
}

export function outcomeOf(ended: Ended): { outcome: CrashOutcome; figures: CrashFigures } {
  return lookAt(ended.database, (db) => outcomeIn(db, ended));
}

function outcomeIn(db: Sqlite.Database, { traffic, playground }: Ended) {
  const numbers = (sql: string) => new Set(db.prepare<[], number>(sql).pluck().all());
  const missingIn = (wanted: Iterable<number>, sql: string) => {
    const there = numbers(sql);
    return [...wanted].filter((id) => !there.has(id));
  };
  const updates = Array.from({ length: traffic.updates }, (_, at) => FIRST_UPDATE_ID + at);
  const begun = numbers("SELECT update_id FROM updates WHERE state = 'begun'");
  const answers = [...traffic.questions].map(([round, updateId]) => {
    const said = playground.telegram.messages(readerOf(round)).filter(({ from }) => from?.is_bot === true);
    const times = said.filter(({ text = "" }) => text.includes(questionOf(round))).length;
    return { round, times, isUnderWay: begun.has(updateId) };
  });
  const unanswered = answers.filter(({ times }) => times === 0);
  const remaining = traffic.alerts.size + traffic.digests.size;
  const outcome: CrashOutcome = {
    lostUpdates: missingIn(updates, "SELECT update_id FROM updates"),
    unfinishedUpdates: [...numbers("SELECT update_id FROM updates WHERE state = 'accepted'")],
    ...postsIn(db, traffic),
    shownAgain: missingIn(traffic.hidden, HIDDEN_MESSAGES),
    lostAlerts: missingIn(traffic.alerts, ALERTS),
    lostDigests: missingIn(
      traffic.digests,
      "SELECT chat_id FROM digests JOIN subscribers ON id = subscriber_id",
    ),
    lostSettings: missingIn(
      traffic.settings,
      "SELECT chat_id FROM chats WHERE settings LIKE '%\"pageSize\":10%'",
    ),
    lostVotes: missingIn(traffic.votes, "SELECT user_id FROM answer_votes"),
    remembered: rememberedIn(db, traffic),
    answeredTwice: answers.filter(({ times }) => times > 1).map(({ round }) => round),
    unanswered: unanswered.filter(({ isUnderWay }) => !isUnderWay).map(({ round }) => round),
    lostImports: importsLost(db, { traffic, playground }),
  };
  const figures = {
    updates: updates.length,
    posts: traffic.published.size,
    subscriptions: remaining,
    underWay: begun.size,
    givenUp: unanswered.length - outcome.unanswered.length,
  };
  return { outcome, figures };
}

/** Of whom there are rows, or bytes anywhere in the file. */
function rememberedIn(db: Sqlite.Database, { forgotten }: CrashTraffic): number[] {
  const known = new Set(db.prepare<[], number>(PEOPLE).pluck().all());
  const bytes = readFileSync(db.name);
  return [...forgotten].filter((id) => known.has(id) || bytes.includes(alertOf(id)));
}

const OUR_CHANNEL = "SELECT id FROM channels WHERE username = 'kanal'";
const HIDDEN_MESSAGES = `
  SELECT message_id FROM post_messages WHERE post_id IN (SELECT post_id FROM hidden_posts)`;
const ALERTS = `
  SELECT chat_id FROM alerts JOIN subscribers ON subscribers.id = subscriber_id
  JOIN saved_queries ON saved_queries.id = query_id WHERE query LIKE '%' || chat_id || '%'`;
/** Everybody of whom anything is known. */
const PEOPLE = `
  SELECT chat_id FROM chats UNION SELECT chat_id FROM subscribers UNION SELECT user_id FROM buttons
  UNION SELECT user_id FROM answer_votes UNION SELECT asked_by FROM model_answers`;

interface PostRow {
  readonly message_id: number;
  readonly first: number;
  readonly text: string;
}

function postsIn(db: Sqlite.Database, { published }: CrashTraffic) {
  const rows = db
    .prepare<[], PostRow>(
      `SELECT post_messages.message_id, posts.message_id AS first, text FROM post_messages
       JOIN posts ON posts.id = post_id WHERE posts.channel_id = (${OUR_CHANNEL})`,
    )
    .all();
  const kept = new Map(rows.map((row) => [row.message_id, row]));
  const isKept = ([messageId, { text, album }]: [number, { text: string; album: number }]) => {
    const row = kept.get(messageId);
    return row?.text === text && row.first === album;
  };
  const wanted = new Set([...published.values()].map(({ album }) => album));
  const there = db
    .prepare<[], number>(`SELECT message_id FROM posts WHERE channel_id = (${OUR_CHANNEL})`)
    .pluck()
    .all();
  return {
    lostPosts: [...published].filter((post) => !isKept(post)).map(([messageId]) => messageId),
    strayPosts: there.length === wanted.size ? [] : there.filter((messageId) => !wanted.has(messageId)),
  };
}

/** Files of which an administrator was told that they are done. */
function importsLost(db: Sqlite.Database, { traffic, playground }: Omit<Ended, "database">): string[] {
  const said = ADMIN_IDS.flatMap((id) => playground.telegram.messages(id)).map(({ text = "" }) => text);
  const kept = new Set(db.prepare("SELECT message_id FROM posts WHERE text LIKE 'Вомбат%'").pluck().all());
  return [...traffic.files].flatMap(([name, ids]) => {
    const isTold = said.some((text) => text.startsWith(`Готово: ${name}`));
    return isTold && !ids.every((id) => kept.has(id)) ? [name] : [];
  });
}
