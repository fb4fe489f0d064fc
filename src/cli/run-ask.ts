import type { Answer, Answerer, Citation, WordedSentence } from "../answers/answer.ts";
import { createAnswerer } from "../answers/answerer.ts";
import { channelName, postUrl, type StoredPost } from "../channel/post.ts";
import { GLOSSARY, loadList } from "../engine/operator-lists.ts";
import { UsageError } from "../errors.ts";
import type { Glossary } from "../search/glossary.ts";
import type { Hit } from "../search/hit.ts";
import type { SearchStore } from "../search/search-store.ts";
import type { Cli } from "./cli.ts";

export type OpenToAsk = () => Promise<{ readonly search: SearchStore; close(): Promise<void> }>;

interface AskRun {
  readonly cli: Cli;
  readonly open: OpenToAsk;
}

interface AskOptions {
  readonly json?: boolean;
  /** False: quotes only. */
  readonly model?: boolean;
}

/** Prints what posts answer, in a model's words where one is set up; that nothing answers is an answer, too. */
export async function runAsk(question: string, { json = false, model = true }: AskOptions, run: AskRun) {
  if (question.trim() === "")
    throw new UsageError("NO_QUESTION", "ask needs a question", {
      hint: 'For example: ask "Сколько параметров у TIGER?"',
    });
  const answer = await withAnswerer(run, async (quotes, glossary) => {
    const answerer = model ? await maybeWorded(quotes, glossary, run.cli) : quotes;
    return answerer.ask({ question }, { signal: run.cli.signal });
  });
  run.cli.stdout.write(json ? `${JSON.stringify(toJson(answer))}\n` : toText(answer));
}

/** Whoever runs a command waits for it; what it costs is the operator's own. */
async function maybeWorded(quotes: Answerer, glossary: Glossary | null, cli: Cli): Promise<Answerer> {
  const { fetch, now, stderr, config } = cli;
  if (config.model === null) return quotes;
  const { wordedBy, WORDING_LIMITS } = await import("../answers/model/worded-answerer.ts");
  const { createChatServer } = await import("../answers/model/chat-server.ts");
  return wordedBy(quotes, {
    model: createChatServer({ ...config.model, fetch, now }),
    onFailure: ({ kind }) => stderr.write(`The language model did not answer (${kind}): quotes instead.\n`),
    limits: { ...WORDING_LIMITS, unwatchedMs: WORDING_LIMITS.watchedMs },
    glossary,
  });
}

type UseAnswerer<T> = (answerer: Answerer, glossary: Glossary | null) => Promise<T>;

async function withAnswerer<T>({ cli, open }: AskRun, use: UseAnswerer<T>): Promise<T> {
  const glossary = loadList(GLOSSARY, cli.config.glossary);
  const { search: store, close } = await open();
  try {
    return await use(createAnswerer({ store, glossary }), glossary);
  } finally {
    await close();
  }
}

function toJson(answer: Answer) {
  const { question, answered, citations, closest } = answer;
  return {
    question,
    answered,
    answer: wording(answer),
    citations: citations.map(({ post, quote }) => ({
      ...placeOf(post),
      url: postUrl(post),
      quote: quote.text,
    })),
    closest: closest.map(({ post, title }) => ({ ...placeOf(post), title, url: postUrl(post) })),
  };
}

function placeOf({ channel, messageId, date }: StoredPost) {
  return { channel: channelName(channel), messageId, date };
}

/** The answer as one text: the worded one, the short one, else everything quoted; null where there is none. */
function wording({ answered, short, worded, citations }: Answer): string | null {
  if (!answered) return null;
  if (worded !== null) return worded.map(({ text }) => text).join(" ");
  return short ?? citations.map(({ quote }) => quote.text).join(" ");
}

function toText({ answered, isSure, short, worded, citations, closest }: Answer): string {
  if (!answered) return notAnswered(closest);
  const doubt = isSure ? "" : "This may answer it, or may not:\n\n";
  const quotes = `${doubt}${citations.map(toQuote).join("\n")}`;
  const answer = worded === null ? short : worded.map(withMarks).join(" ");
  return answer === null ? quotes : `${answer}\n\n${quotes}`;
}

function withMarks({ text, citations }: WordedSentence): string {
  return `${text} ${citations.map((at) => `[${at + 1}]`).join("")}`;
}

function toQuote({ post, quote }: Citation, at: number): string {
  return `[${at + 1}] ${sourceOf(post)}\n    ${quote.text.replaceAll("\n", "\n    ")}\n`;
}

function notAnswered(closest: readonly Hit[]): string {
  if (closest.length === 0) return "No post answers that, and none is near.\n";
  const posts = closest.map(({ post, title }) => `- ${title}\n  ${sourceOf(post)}\n`);
  return `No post answers that. The nearest posts:\n\n${posts.join("")}`;
}

function sourceOf(post: StoredPost): string {
  return `${post.date.slice(0, 10)}  ${postUrl(post) ?? channelName(post.channel)}`;
}
