import { basename } from "node:path";
import { SingleBar } from "cli-progress";
import type { Cli } from "./cli.ts";

export interface Progress {
  /** A file or an address is shown by its last part. */
  readonly name: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** What came of it, in words: "1,204 posts". */
  readonly result: string;
}

/** Shows how far a long command is. */
export interface ProgressView {
  show(progress: Progress): void;
  /** A line that stays. */
  say(text: string): void;
  /** Twice is fine. */
  stop(): void;
}

const LINE_INTERVAL_MS = 5_000;

/** A bar on a terminal; elsewhere a line now and then, for a log. */
export function showProgress(cli: Pick<Cli, "stderr" | "now">): ProgressView {
  return cli.stderr.isTTY === true ? new Bar(cli.stderr) : new Lines(cli);
}

class Bar implements ProgressView {
  readonly #stream: Cli["stderr"];
  #bar: SingleBar | null = null;
  #name: string | null = null;

  constructor(stream: Cli["stderr"]) {
    this.#stream = stream;
  }

  show({ name, done, total, result }: Progress): void {
    if (name !== this.#name) this.stop();
    const words = { name: shortName(name), result };
    this.#bar ??= this.#start(total, words);
    this.#name = name;
    this.#bar.update(done, words);
  }

  say(text: string): void {
    this.stop();
    this.#stream.write(`${text}\n`);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
  }

  #start(total: number | null, words: object): SingleBar {
    const format = total === null ? "{name}  {result}" : "{name}  {bar} {percentage} %  {result}";
    const bar = new SingleBar({
      format,
      stream: this.#stream,
      barsize: 24,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      hideCursor: true,
      // An interrupt is handled by the command, which saves what it has.
      gracefulExit: false,
    });
    bar.start(total ?? Number.MAX_SAFE_INTEGER, 0, words);
    return bar;
  }
}

class Lines implements ProgressView {
  readonly #cli: Pick<Cli, "stderr" | "now">;
  #lastAt: number;

  constructor(cli: Pick<Cli, "stderr" | "now">) {
    this.#cli = cli;
    this.#lastAt = cli.now().getTime();
  }

  show(progress: Progress): void {
    const now = this.#cli.now().getTime();
    if (now - this.#lastAt < LINE_INTERVAL_MS) return;
    this.#lastAt = now;
    this.say(line(progress));
  }

  say(text: string): void {
    this.#cli.stderr.write(`${text}\n`);
  }

  stop(): void {}
}

function line({ name, done, total, result }: Progress): string {
  const part = total === null ? "" : `${Math.floor((100 * done) / total)} %, `;
  return `${shortName(name)}: ${part}${result}`;
}

function shortName(name: string): string {
  return basename(name) || name;
}
