import type { Message } from "../../src/playground/message.ts";
import type { Playground } from "../../src/playground/playground.ts";
import type { UserSeed } from "../../src/playground/world-seed.ts";
import { desktopJson, jsonMessage } from "./archives.ts";

export const CHANNEL = -1_001_234_567_890;
/** The playground counts updates from here. */
export const FIRST_UPDATE_ID = 100_000_001;
const ADMINS = 100;
const FIRST_ADMIN = 2001;
const FIRST_READER = 100_000;
const FIRST_LEAVER = 200_000;
const POSTS_A_FILE = 25;

/** Several, because the bot takes so much from one person a minute. */
export const ADMIN_IDS = Array.from({ length: ADMINS }, (_, at) => FIRST_ADMIN + at);

/** Who asks, subscribes and chooses in a round. */
export function readerOf(round: number): number {
  return FIRST_READER + round;
}

/** Who is to be forgotten. */
function leaverOf(round: number): number {
  return FIRST_LEAVER + round;
}

export function questionOf(round: number): string {
  return `вопрос${round}я`;
}

export function alertOf(userId: number): string {
  return `тема${userId}я`;
}

/** Everybody who does something in so many rounds. */
export function peopleOf(rounds: number): UserSeed[] {
  const readers = Array.from({ length: rounds }, (_, round) => [readerOf(round), leaverOf(round)]).flat();
  return [...ADMIN_IDS, ...readers].map((id) => ({ id, first_name: `Человек ${id}`, language_code: "ru" }));
}

/** A message of the channel as it is now, and the first message of its post. */
export interface Published {
  text: string;
  readonly album: number;
}

export interface RoundOptions {
  /** Messages of the channel that the bot has by now. */
  readonly kept: ReadonlySet<number>;
  readonly sendsFile: boolean;
}

/**
 * What people and a channel do while the bot dies again and again, and what must have come of it in the end. Each act
 * is one update, and they are counted: so it is known which one a question came in.
 */
export class CrashTraffic {
  readonly published = new Map<number, Published>();
  readonly questions = new Map<number, number>();
  readonly hidden = new Set<number>();
  readonly alerts = new Set<number>();
  readonly digests = new Set<number>();
  readonly settings = new Set<number>();
  readonly votes = new Set<number>();
  readonly forgotten = new Set<number>();
  /** Names of sent files, and which messages of the other channel stand in them. */
  readonly files = new Map<string, readonly number[]>();
  updates = 0;
  readonly #playground: Playground;
  #untouched: number[] = [];

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** Everything that can happen, once; what needs a button is done by whoever has one from an earlier round. */
  round(round: number, { kept, sendsFile }: RoundOptions): void {
    this.#editAndHide(round, kept);
    this.#publish(round);
    this.#say(readerOf(round), `/alerts ${alertOf(readerOf(round))}`);
    this.alerts.add(readerOf(round));
    this.questions.set(round, this.#say(readerOf(round), questionOf(round)));
    this.#say(readerOf(round), "/ask Что любит квокка?");
    this.#say(leaverOf(round), `/alerts ${alertOf(leaverOf(round))}`);
    this.#say(leaverOf(round), "/forget");
    this.press(round);
    if (sendsFile) this.sendFile(round);
  }

  /** Presses what there is to be pressed by now, for the first time, since so many rounds. */
  press(round: number, since = Math.max(0, round - 40)): void {
    for (let at = since; at <= round; at++) this.#press(at);
  }

  /** An archive of another channel, which goes on from where the files before ended, and has some of their posts. */
  sendFile(round: number): void {
    const posts = (this.files.size + 1) * POSTS_A_FILE;
    const name = `export-${posts}.json`;
    const from = Math.max(1, posts - 4 * POSTS_A_FILE);
    const ids = Array.from({ length: posts - from + 1 }, (_, at) => from + at);
    this.files.set(name, ids);
    const archive = desktopJson(ids.map((id) => jsonMessage(id, { text: `Вомбат ${id} копает норы` })));
    const admin = adminOf(round);
    const bytes = Buffer.from(JSON.stringify(archive));
    this.#playground.telegram.sendDocument(admin, admin, { fileName: name, bytes });
    this.updates += 1;
  }

  #publish(round: number): void {
    const { telegram } = this.#playground;
    const text = `Квокка любит листья. Запись ${round} про arxiv.org/abs/1808.${10_000 + (round % 500)}`;
    this.#keep(telegram.publish(CHANNEL, text), text);
    const album = telegram.publishAlbum(CHANNEL, [
      { caption: `Альбом ${round} про квокку`, photo: PHOTO },
      { photo: PHOTO },
    ]);
    for (const part of album) this.#keep(part, `Альбом ${round} про квокку`, album[0]?.message_id);
  }

  #keep({ message_id }: Message, text: string, album = message_id): void {
    this.updates += 1;
    this.published.set(message_id, { text, album });
    if (album === message_id) this.#untouched.push(message_id);
  }

  /** Posts can be hidden once they are kept. */
  #editAndHide(round: number, kept: ReadonlySet<number>): void {
    const [hiding, editing] = this.#untouched.filter((messageId) => kept.has(messageId));
    if (hiding === undefined || editing === undefined) return;
    this.#untouched = this.#untouched.filter((messageId) => messageId !== hiding && messageId !== editing);
    this.#say(adminOf(round), `/hide https://t.me/kanal/${hiding}`);
    this.hidden.add(hiding);
    for (const text of [`Исправлено ${round}`, `Исправлено ${round} ещё раз: квокка улыбается`])
      this.#edit(editing, text);
    this.#edit(hiding, `Скрытое исправлено ${round}`);
  }

  #edit(messageId: number, text: string): void {
    const isAlbum =
      this.published.has(messageId + 1) && this.published.get(messageId + 1)?.album === messageId;
    this.#playground.telegram.editPost(CHANNEL, messageId, isAlbum ? { caption: text } : { text });
    this.updates += 1;
    for (const post of this.published.values()) if (post.album === messageId) post.text = text;
  }

  #say(userId: number, text: string): number {
    this.#playground.telegram.send(userId, userId, text);
    return FIRST_UPDATE_ID + this.updates++;
  }

  #press(round: number): void {
    const reader = readerOf(round);
    const known = this.#said(reader, ({ text }) => text?.includes(alertOf(reader)) === true);
    if (known !== undefined && !this.digests.has(reader)) {
      this.#pressUnder(reader, known, "1:digest:rhythm=weekly");
      this.digests.add(reader);
      this.#pressUnder(reader, known, "1:settings:pageSize=10");
      this.settings.add(reader);
    }
    this.#pressFound(reader, ":helpful", this.votes);
    // A webhook may be brought things in another order; what comes after somebody was forgotten is theirs again.
    const leaver = leaverOf(round);
    if (this.#said(leaver, ({ text }) => text?.includes(alertOf(leaver)) === true) !== undefined)
      this.#pressFound(leaver, ":yes", this.forgotten);
  }

  #pressFound(userId: number, ending: string, pressed: Set<number>): void {
    const message = this.#said(userId, (said) => dataEndingWith(said, ending) !== undefined);
    const data = message === undefined ? undefined : dataEndingWith(message, ending);
    if (message === undefined || data === undefined || pressed.has(userId)) return;
    pressed.add(userId);
    this.#pressUnder(userId, message, data);
  }

  #pressUnder(userId: number, { message_id }: Message, data: string): void {
    this.updates += 1;
    void this.#playground.telegram.press(userId, userId, message_id, { data }, 1);
  }

  /** The bot's last message to a person that is what is looked for. */
  #said(userId: number, isMeant: (message: Message) => boolean): Message | undefined {
    const said = this.#playground.telegram.messages(userId);
    return said.findLast((message) => message.from?.is_bot === true && isMeant(message));
  }
}

const PHOTO = [{ file_id: "photo", file_unique_id: "photo", width: 90, height: 90, file_size: 1000 }];

function adminOf(round: number): number {
  return FIRST_ADMIN + (round % ADMINS);
}

function dataEndingWith(message: Message, ending: string): string | undefined {
  const buttons = message.reply_markup?.inline_keyboard?.flat() ?? [];
  return buttons.flatMap(({ callback_data }) => callback_data ?? []).find((data) => data.endsWith(ending));
}
