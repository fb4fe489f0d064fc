import { AppError } from "../errors.ts";
import { answerText, networkProblem } from "../web-answer.ts";

export interface ArxivApiDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Address of the query interface. */
  readonly baseUrl: string;
  readonly now: () => Date;
  /** Ends early when the signal is aborted. */
  readonly wait: (ms: number) => Promise<void>;
  /** Aborted: no further request is made; one that runs is finished. */
  readonly signal: AbortSignal;
  /** Of one request, its answer included. */
  readonly timeoutMs?: number;
}

export interface ArxivApi {
  /** What arXiv says of these papers, as text; null when it was stopped before it asked. Throws AppError. */
  ask(arxivIds: readonly string[]): Promise<string | null>;
}

const REQUEST_INTERVAL_MS = 3_000; // https://info.arxiv.org/help/api/tou.html: one request every three seconds
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_PAUSES_MS = 300_000; // a person waits for the command
const ANSWER_LIMIT = { maxBytes: 5 * 1024 * 1024, tooLong }; // an entry is about 3 KB
const USER_AGENT = "inforetriever-bot";
const KEPT = "What was fetched before is kept.";

/** Asks at the pace that arXiv allows, and waits as long as it says when it is busy. */
export function createArxivApi(deps: ArxivApiDeps): ArxivApi {
  let lastStart: number | null = null;
  /** Only starts are counted: a slow answer has been waited for already. */
  const turn = async () => {
    const passedMs = lastStart === null ? REQUEST_INTERVAL_MS : deps.now().getTime() - lastStart;
    const restMs = Math.min(REQUEST_INTERVAL_MS, REQUEST_INTERVAL_MS - passedMs); // a clock may be set back
    if (restMs > 0 && !deps.signal.aborted) await deps.wait(restMs);
    lastStart = deps.now().getTime();
  };
  return { ask: (arxivIds) => askPatiently(queryAddress(deps.baseUrl, arxivIds), turn, deps) };
}

async function askPatiently(url: URL, turn: () => Promise<void>, deps: ArxivApiDeps): Promise<string | null> {
  let pausesMs = 0;
  for (let retryMs = REQUEST_INTERVAL_MS; ; retryMs *= 2) {
    await turn();
    if (deps.signal.aborted) return null;
    const answer = await request(url, deps);
    if (typeof answer === "string") return answer;
    const pauseMs = Math.max(answer.retryAfterMs, retryMs);
    pausesMs += pauseMs;
    if (pausesMs > MAX_PAUSES_MS) throw busy(answer, new Date(deps.now().getTime() + pauseMs));
    await deps.wait(pauseMs);
  }
}

/** Without `max_results` no more than ten papers come back. */
function queryAddress(baseUrl: string, arxivIds: readonly string[]): URL {
  const url = new URL(baseUrl);
  url.searchParams.set("id_list", arxivIds.join(","));
  url.searchParams.set("start", "0");
  url.searchParams.set("max_results", String(arxivIds.length));
  return url;
}

interface Busy {
  readonly status: number;
  /** 0 where it does not say. */
  readonly retryAfterMs: number;
}

async function request(url: URL, { fetch, now, timeoutMs = REQUEST_TIMEOUT_MS }: ArxivApiDeps) {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { accept: "application/atom+xml", "user-agent": USER_AGENT };
  try {
    const response = await fetch(url, { redirect: "manual", signal, headers });
    return await readAnswer(response, url, now());
  } catch (error) {
    if (error instanceof AppError) throw error;
    const problem = signal.aborted ? `no answer within ${timeoutMs / 1000} s` : networkProblem(error);
    throw failed(url, problem, error);
  }
}

async function readAnswer(response: Response, url: URL, now: Date): Promise<string | Busy> {
  const { status } = response;
  if (status === 200) return answerText(response, ANSWER_LIMIT);
  if (status === 400) return errorFeed(await answerText(response, ANSWER_LIMIT), url);
  await response.body?.cancel();
  if (status === 429 || status === 503) return { status, retryAfterMs: retryAfterMs(response, now) };
  if (status >= 300 && status < 400) throw redirected(url, response.headers.get("location"));
  throw failed(url, `the server answered ${status}`);
}

/** arXiv says in a feed what it does not like about a question; another server has a page. */
function errorFeed(text: string, url: URL): string {
  if (/<feed[\s>]/.test(text)) return text;
  throw failed(url, "the server answered 400");
}

/** `Retry-After: 120` or `Retry-After: Fri, 31 Dec 1999 23:59:59 GMT` */
function retryAfterMs(response: Response, now: Date): number {
  const value = response.headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}

function failed(url: URL, problem: string, cause?: unknown): AppError {
  return new AppError("ARXIV_UNREACHABLE", `arXiv could not be asked at ${url.origin}: ${problem}`, {
    hint: `${KEPT} Check the network and ARXIV_API_URL, and run the command again to go on.`,
    cause,
  });
}

function busy({ status }: Busy, at: Date): AppError {
  return new AppError("ARXIV_BUSY", `arXiv does not want to be asked now (${status})`, {
    hint: `${KEPT} Run the command again after ${minute(at)} to go on.`,
  });
}

/** The first full minute that is not before: 2026-01-15 12:34 UTC. */
function minute(at: Date): string {
  const up = new Date(Math.ceil(at.getTime() / 60_000) * 60_000);
  return `${up.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function redirected(url: URL, to: string | null): AppError {
  const target = URL.canParse(to ?? "", url.href) ? new URL(to ?? "", url) : null;
  const where = target === null ? "nowhere" : `${target.origin}${target.pathname}`;
  return new AppError("ARXIV_MOVED", `${url.origin}${url.pathname} leads to ${where}`, {
    hint: `${KEPT} If that is arXiv's address now, put it into ARXIV_API_URL.`,
  });
}

function tooLong(): AppError {
  return new AppError("ARXIV_ANSWER_TOO_LONG", "What arXiv answered is far too long", {
    hint: `${KEPT} Check ARXIV_API_URL; an answer of arXiv has less than 5 MiB.`,
  });
}
