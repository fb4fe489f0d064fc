import { basename } from "node:path";
import { SingleBar } from "cli-progress";
import type { ImportProgress } from "../channel/import.ts";
import type { Cli } from "./cli.ts";
import { counted } from "./import-report.ts";

/** Shows how far an import is. */
export interface ProgressView {
  show(progress: ImportProgress): void;
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
  #location: string | null = null;

  constructor(stream: Cli["stderr"]) {
    this.#stream = stream;
  }

  show({ location, done, total, posts }: ImportProgress): void {
    if (location !== this.#location) this.stop();
    const words = { name: shortName(location), posts: counted(posts, "post"), pages: counted(done, "page") };
    this.#bar ??= this.#start(total, words);
    this.#location = location;
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
    const format = total === null ? "{name}  {pages}, {posts}" : "{name}  {bar} {percentage} %  {posts}";
    const bar = new SingleBar({
      format,
      stream: this.#stream,
      barsize: 24,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      hideCursor: true,
      // An interrupt is handled by the command, which saves what was read.
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

  show(progress: ImportProgress): void {
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

function line({ location, done, total, posts }: ImportProgress): string {
  const part = total === null ? counted(done, "page") : `${Math.floor((100 * done) / total)} %`;
  return `${shortName(location)}: ${part}, ${counted(posts, "post")}`;
}

function shortName(location: string): string {
  return basename(location) || location;
}
