import { Worker } from "node:worker_threads";
import { settledWithin } from "../deadline.ts";
import { AppError } from "../errors.ts";
import { type Method, type Reply, type Request, type ThreadData, unpackError } from "./protocol.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

// Nobody waits longer; whatever takes that long would take longer still.
const CALL_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 2_000;

/** Searches in a thread of its own, so that no question, however built, keeps the bot from its other work. */
export function searchInThread(options: SearcherOptions): Searcher {
  const thread = new SearchThread(options);
  return {
    search: (request) => thread.call("search", request),
    findPaper: (request) => thread.call("findPaper", request),
    listPapers: (request) => thread.call("listPapers", request),
    papersOfPost: (postId) => thread.call("papersOfPost", postId),
    exportPapers: () => thread.call("exportPapers", null),
    hiddenKeys: (name) => thread.call("hiddenKeys", name),
    similar: (request) => thread.call("similar", request),
    ask: (request) => thread.call("ask", request),
    indexStatus: () => thread.call("indexStatus", null),
    close: () => thread.close(),
  };
}

class SearchThread {
  readonly #options: SearcherOptions;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | null = null;
  #lastId = 0;
  #isClosed = false;

  constructor(options: SearcherOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  call<T>(method: Method, argument: unknown): Promise<T> {
    if (this.#isClosed) return Promise.reject(stopped());
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(), CALL_TIMEOUT_MS);
      // The thread answers a method with that method's result.
      this.#calls.set(id, { resolve: (value) => resolve(value as T), reject, timer });
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
    const { databaseUrl, timezone, glossary, known } = this.#options;
    const data: ThreadData = { databaseUrl, timezone, glossary, known };
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: data });
    worker.on("message", (reply: Reply) => this.#receive(reply));
    worker.on("error", (error) => {
      // Nobody may be waiting for an answer; but what breaks while it is being closed is of no interest.
      if (!this.#isClosed) this.#options.onEvent({ kind: "failed", reason: String(error) });
      this.#failAll(error);
    });
    worker.on("exit", () => {
      if (this.#worker === worker) this.#worker = null; // the next question starts another one
      this.#failAll(stopped());
    });
    return worker;
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #receive(reply: Reply): void {
    if (reply.kind === "event") {
      this.#options.onEvent(reply.event);
      return;
    }
    const call = this.#calls.get(reply.id);
    if (call === undefined) return;
    this.#calls.delete(reply.id);
    clearTimeout(call.timer);
    if (reply.kind === "error") call.reject(unpackError(reply.error));
    else call.resolve(reply.value);
  }

  /** Something in the thread hangs: what waits is told so, and the next question gets a new thread. */
  #giveUp(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#options.onEvent({ kind: "failed", reason: `no answer within ${CALL_TIMEOUT_MS} ms` });
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
