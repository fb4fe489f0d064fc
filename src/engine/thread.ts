import { Worker } from "node:worker_threads";
import { settledWithin } from "../deadline.ts";
import { AppError } from "../errors.ts";
import { SMALL_YOUNG_SPACE } from "./memory.ts";
import { type Method, type Reply, type Request, type ThreadData, unpackError } from "./protocol.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
  /** How many calls had been answered when the timer was set. */
  answeredBefore: number;
  turns: number;
}

// A thread that answers nobody for so long hangs: whatever takes that long would take longer still.
const CALL_TIMEOUT_MS = 10_000;
// While it answers others it is at work, and a crowd is answered one after another; but nobody waits for a whole minute.
const MOST_TURNS = 5;
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Searches in a thread of its own, so that no question, however built, keeps the bot from its other work. The thread
 * starts at once and loads its part of the program; it opens the database when that is ready.
 */
export class SearchThread {
  readonly #databaseUrl: string;
  readonly #program: URL;
  readonly #calls = new Map<number, Call>();
  #options: SearcherOptions | undefined;
  #worker: Worker | null = null;
  #lastId = 0;
  #answered = 0;
  #isClosed = false;

  /** `program`: what runs in the thread. */
  constructor(databaseUrl: string, program: URL = new URL("./worker.js", import.meta.url)) {
    this.#databaseUrl = databaseUrl;
    this.#program = program;
    this.#worker = this.#start();
  }

  /** The database is ready, and is searched from now on. */
  async over(_store: unknown, options: SearcherOptions): Promise<Searcher> {
    this.#options = options;
    if (this.#worker === null) this.#worker = this.#start();
    else this.#open(this.#worker);
    return {
      search: (request) => this.#call("search", request),
      findPaper: (request) => this.#call("findPaper", request),
      listPapers: (request) => this.#call("listPapers", request),
      papersOfPost: (postId) => this.#call("papersOfPost", postId),
      exportPapers: () => this.#call("exportPapers", null),
      hiddenKeys: (name) => this.#call("hiddenKeys", name),
      similar: (request) => this.#call("similar", request),
      ask: (request) => this.#call("ask", request),
      composeDigest: (request) => this.#call("composeDigest", request),
      composeNotice: (request) => this.#call("composeNotice", request),
      matchingPosts: (request) => this.#call("matchingPosts", request),
      savedQueriesOf: (postId) => this.#call("savedQueriesOf", postId),
      indexStatus: () => this.#call("indexStatus", null),
      heapBytes: () => this.#call("heapBytes", null),
      close: () => this.close(),
    };
  }

  #call<T>(method: Method, argument: unknown): Promise<T> {
    if (this.#isClosed) return Promise.reject(stopped());
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#waitOrGiveUp(id), CALL_TIMEOUT_MS);
      const answeredBefore = this.#answered;
      // The thread answers a method with that method's result.
      this.#calls.set(id, {
        resolve: (value) => resolve(value as T),
        reject,
        timer,
        answeredBefore,
        turns: 1,
      });
      this.#worker ??= this.#start();
      this.#send({ kind: "call", id, method, argument });
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    this.#send({ kind: "close" });
    if (!(await settledWithin(CLOSE_TIMEOUT_MS, [ended]))) await worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { resourceLimits: SMALL_YOUNG_SPACE });
    worker.on("message", (reply: Reply) => this.#receive(reply));
    worker.on("error", (error) => {
      // Nobody may be waiting for an answer; but what breaks while it is being closed is of no interest.
      if (!this.#isClosed) this.#options?.onEvent({ kind: "failed", reason: String(error) });
      if (this.#worker === worker) this.#failAll(error);
    });
    worker.on("exit", () => {
      if (this.#worker !== worker) return; // what is asked by now is for its successor to answer
      this.#worker = null; // the next question starts another one
      this.#failAll(stopped());
    });
    this.#open(worker);
    return worker;
  }

  #open(worker: Worker): void {
    if (this.#options === undefined) return; // not ready yet; `over` will tell
    const { timezone, glossary, known } = this.#options;
    const data: ThreadData = { databaseUrl: this.#databaseUrl, timezone, glossary, known };
    const request: Request = { kind: "open", data };
    worker.postMessage(request);
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #receive(reply: Reply): void {
    if (reply.kind === "event") {
      this.#options?.onEvent(reply.event);
      return;
    }
    if (reply.kind === "trouble") {
      this.#options?.onFailure?.(unpackError(reply.error));
      return;
    }
    const call = this.#calls.get(reply.id);
    if (call === undefined) return;
    this.#calls.delete(reply.id);
    this.#answered += 1;
    clearTimeout(call.timer);
    if (reply.kind === "error") call.reject(unpackError(reply.error));
    else call.resolve(reply.value);
  }

  #waitOrGiveUp(id: number): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    if (this.#answered === call.answeredBefore || call.turns === MOST_TURNS) {
      this.#giveUp();
      return;
    }
    call.answeredBefore = this.#answered;
    call.turns += 1;
    call.timer.refresh();
  }

  /** Something in the thread hangs: what waits is told so, and the next question gets a new thread. */
  #giveUp(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#options?.onEvent({ kind: "failed", reason: `no answer within ${CALL_TIMEOUT_MS} ms` });
    this.#failAll(stopped());
    void worker?.terminate();
  }

  #failAll(error: Error): void {
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#calls.clear();
  }
}

function stopped(): AppError {
  return new AppError("SEARCH_STOPPED", "The search thread has stopped", {
    hint: "The next question starts it again; if it stops each time, the log says why",
  });
}
