import { setTimeout as delay } from "node:timers/promises";
import { signalWithin } from "../../deadline.ts";
import { AppError } from "../../errors.ts";
import { answerText, networkProblem } from "../../web-answer.ts";
import type { ChannelRef } from "../post.ts";
import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { unknownArchive } from "./damage.ts";
import { webItems } from "./web-preview.ts";
import { readWebPage } from "./web-preview-page.ts";

const PAGE_PAUSE_MS = 1_500; // t.me answers 429 to a few requests a second; one in more than a second is a reader's pace
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 300_000;
const MAX_PAGE_BYTES = 8 * 1024 * 1024; // a page of 20 posts is about 200 KB

const PREVIEWS = "https://t.me";
const TELEGRAM_HOSTS = ["t.me", "telegram.me", "telegram.dog"];

/** The address that a location is, rather than a path. */
export function webAddress(location: string): URL | null {
  return /^https?:\/\//i.test(location) && URL.canParse(location) ? new URL(location) : null;
}

/** The address that people mean by `t.me/NAME` and `@NAME`; a file may have such a name as well. */
export function shortAddress(location: string): URL | null {
  const username = /^@(\w{3,32})$/.exec(location)?.[1];
  if (username !== undefined) return webAddress(`https://t.me/${username}`);
  const [host = ""] = location.split("/");
  return TELEGRAM_HOSTS.includes(host.toLowerCase()) ? webAddress(`https://${location}`) : null;
}

/**
 * A channel from its public web page, page by page from the newest to the oldest.
 * An interrupted run goes on from the address with `?before=` that its error names.
 */
export async function* readWebChannel(address: URL, options: ArchiveOptions): AsyncGenerator<ArchiveItem> {
  const first = previewAddress(address);
  let known: ChannelRef | null = null;
  let url: URL | null = first;
  for (let pages = 1; url !== null; pages += 1) {
    if (pages > 1) await pause(PAGE_PAUSE_MS, options);
    const page = readWebPage(await fetchPage(url, options));
    if (page.messages.length === 0 && pages === 1) throw notPublic(first);
    for (const item of webItems(page, { file: url.href, given: options.channel, known })) {
      if (item.kind === "channel") known = item.channel;
      yield item;
    }
    options.onProgress?.(pages, null);
    url = olderAddress(url, page.before);
  }
}

/**
 * http://telegram.me/NAME and https://t.me/NAME/12 → https://t.me/s/NAME: the others only redirect there. Nothing else
 * is ever asked, so no address leads into the network around this machine: whatever the name t.me leads to has to prove
 * by its certificate that it is Telegram's.
 */
function previewAddress(address: URL): URL {
  const { hostname, port, username, password, pathname } = address;
  const isTelegram = TELEGRAM_HOSTS.includes(hostname) && `${port}${username}${password}` === "";
  if (!isTelegram) throw notTelegram(address);
  const preview = /^\/s\/(\w{3,32})\/?(?:\d+)?$/.exec(pathname)?.[1];
  const name = preview ?? /^\/(\w{3,32})(?:\/\d+)?\/?$/.exec(pathname)?.[1];
  if (name === undefined) throw unknownArchive(address.href, "the address is not that of a public channel");
  const url = new URL(`/s/${name}`, PREVIEWS);
  const before = address.searchParams.get("before");
  if (before !== null) url.searchParams.set("before", before);
  return url;
}

/** Null on the oldest page, and on one that leads nowhere older. */
function olderAddress(url: URL, before: number | null): URL | null {
  const current = Number(url.searchParams.get("before") ?? Number.MAX_SAFE_INTEGER);
  if (before === null || before >= current || before <= 1) return null;
  const older = new URL(url);
  older.searchParams.set("before", String(before));
  return older;
}

async function fetchPage(url: URL, options: ArchiveOptions): Promise<string> {
  let retryMs = FIRST_RETRY_MS;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await request(url, options);
    if (typeof answer === "string") return answer;
    if (attempt === MAX_ATTEMPTS) throw interrupted(url, answer.problem);
    await pause(answer.retryAfterMs ?? retryMs, options);
    retryMs *= 2;
  }
}

interface Refusal {
  readonly problem: string;
  readonly retryAfterMs: number | null;
}

/** The page, or why there is none yet. Throws where asking again cannot help. */
async function request(url: URL, options: ArchiveOptions): Promise<string | Refusal> {
  const signal = signalWithin(REQUEST_TIMEOUT_MS, options.signal);
  try {
    const response = await options.fetch(url, {
      redirect: "manual",
      signal,
      headers: { accept: "text/html" },
    });
    if (response.status === 429 || response.status >= 500) return refusal(response);
    if (response.status >= 300 && response.status < 400)
      throw redirected(url, response.headers.get("location"));
    if (!response.ok) throw notPublic(url);
    return await answerText(response, { maxBytes: MAX_PAGE_BYTES, tooLong: () => tooLong(url) });
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (options.signal.aborted) throw interrupted(url, "stopped");
    return { problem: networkProblem(error), retryAfterMs: null };
  }
}

async function refusal(response: Response): Promise<Refusal> {
  await response.body?.cancel();
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const asked = Number.isFinite(seconds) && seconds >= 0 ? Math.max(1, seconds) * 1000 : null;
  return {
    problem: `the server answered ${response.status}`,
    retryAfterMs: asked === null ? null : Math.min(asked, MAX_RETRY_MS),
  };
}

async function pause(ms: number, options: ArchiveOptions): Promise<void> {
  if (options.sleep) return options.sleep(ms);
  // An abort ends the wait; the next request then reports it.
  await delay(ms, undefined, { signal: options.signal }).catch(() => undefined);
}

function redirected(url: URL, to: string | null): AppError {
  const target = URL.canParse(to ?? "", url.href) ? new URL(to ?? "", url) : null;
  if (target === null || target.host === url.host) return notPublic(url);
  return new AppError("REDIRECTED", `${url.href} leads to another server, ${target.host}`, {
    hint: "Pages are read from the address given only. Check the address.",
  });
}

/** Without what may stand before and after the host: a password or a key. */
function notTelegram({ protocol, host }: URL): AppError {
  return unknownArchive(`${protocol}//${host}`, "only Telegram's own pages are read, at https://t.me/s/NAME");
}

function tooLong(url: URL): AppError {
  return unknownArchive(url.href, "the page is far too long for a channel page");
}

function notPublic(url: URL): AppError {
  const name = url.pathname.split("/").at(-1) ?? "";
  return new AppError("NOT_PUBLIC", `${name} has no public web page with posts`, {
    hint: "It may be a group, a person, a private channel, or preview is switched off. Export it with Telegram Desktop.",
  });
}

function interrupted(url: URL, problem: string): AppError {
  return new AppError("WEB_INTERRUPTED", `${url.href} could not be read: ${problem}`, {
    hint: `What was read before is kept. To go on from here, import ${url.href}`,
  });
}
