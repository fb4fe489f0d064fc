import type { Corpus } from "./corpus.ts";
import type { Engine } from "./engine.ts";
import { type Figure, quantiles } from "./figure.ts";
import { makeQueries, type Query } from "./queries.ts";

const WARM_UP_QUERIES = 20;
/** A slow engine answers fewer questions, so that the whole bench ends. */
const WARM_UP_MS = 3_000;
const ASKING_MS = 20_000;

/** How long answers take, and how often the post that the words are from is among the ten. */
export async function* measureQuestions(engine: Engine, corpus: Corpus): AsyncGenerator<Figure> {
  for (const [kind, queries] of Object.entries(makeQueries(corpus))) {
    await ask(engine, queries.slice(0, WARM_UP_QUERIES), WARM_UP_MS);
    const asked = await ask(engine, queries, ASKING_MS);
    const share = (claim: (answer: Answer) => boolean) => asked.filter(claim).length / asked.length;
    const answered = share(({ hits }) => hits > 0);
    const times = asked.map(({ timeMs }) => timeMs);
    yield* quantiles(kind, times, answered);
    if (isOfOnePost(queries))
      yield { name: `${kind}, its post among ten`, value: 100 * share(({ isFound }) => isFound), unit: "%" };
  }
}

/** One word alone stands in many posts, and none of them is the right one. */
function isOfOnePost(queries: readonly Query[]): boolean {
  return queries.every(({ text }) => text.includes(" "));
}

interface Answer {
  readonly timeMs: number;
  readonly hits: number;
  readonly isFound: boolean;
}

/** At least one question, then as many as the time allows. */
async function ask(engine: Engine, queries: readonly Query[], budgetMs: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const begun = performance.now();
  for (const { text, messageId } of queries) {
    const started = performance.now();
    const ids = await engine.search(text);
    const timeMs = performance.now() - started;
    answers.push({ timeMs, hits: ids.length, isFound: ids.includes(messageId) });
    if (performance.now() - begun > budgetMs) break;
  }
  return answers;
}
