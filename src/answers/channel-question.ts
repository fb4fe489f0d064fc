import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import type { Question, QuestionKind } from "./question.ts";

/** Who writes the channel, or what it is about. */
export type ChannelQuestion = "who" | "what";

const CHANNEL = /^(?:канал(?:а|у|е|ом)?|блог(?:а|у|е|ом)?|паблик(?:а|у|е|ом)?|channel|blog)$/u;
const WRITER =
  /^(?:автор(?:а|е|ом|у)?|вед[её]т|ведут|пишет|пишут|админ(?:а|ит|ом)?|администратор|хозяин|хозяйка|владелец|созда(?:л|ла|тель)|зав[её]ла?|основа(?:л|ла|тель)|стоит|зовут|author|owner|admin|writes?|writing|runs?|behind|made|created|creator|maintains?)$/u;
const AROUND =
  /^(?:эт(?:от|ого|ому|ом|им|о)|здесь|тут|сюда|он[ои]?|об?|про|за|на|в|у|и|есть|тема|тематика|темы|посвящ[её]н|рассказывает|создан|нужен|наш(?:его|ем)?|ваш(?:его|ем)?|твой|твоего|данн(?:ый|ого|ом)|this|that|here|of|in|on|and|it|for|topic|all)$/u;
/** Whoever is meant without a word for the channel is meant by the writer alone: "кто пишет сюда", "расскажи об авторе". */
const ONE_WRITER = /^(?:автор[ае]?|author)$/u;
const HERE = /^(?:здесь|тут|сюда|here)$/u;

/** What a channel does not say of itself when it introduces itself. */
const OF_ELSE: ReadonlySet<QuestionKind> = new Set(["when", "where", "how-many"]);

/** Whether it may be asked about a channel, before anything is looked up. */
export function mayAskOfChannel(question: Question): boolean {
  if (OF_ELSE.has(question.kind)) return false;
  return wordsOf(question).some((word) => CHANNEL.test(word) || WRITER.test(word));
}

/**
 * Whether it is asked about the channel itself: posts do not call themselves "this channel", and what they say of other
 * channels is no answer. `names` are the stems of the channels' own names; null: it asks for something else.
 */
export function asksOfChannel(question: Question, names: ReadonlySet<string>): ChannelQuestion | null {
  const { kind } = question;
  const words = wordsOf(question);
  const isOfChannel = (word: string) => CHANNEL.test(word) || names.has(stemOf(word));
  const rest = words.filter((word) => !isOfChannel(word) && !WRITER.test(word) && !AROUND.test(word));
  if (words.length === 0 || rest.length > 0) return null;
  const asksWho = kind === "who" || words.some((word) => ONE_WRITER.test(word));
  if (words.some((word) => CHANNEL.test(word)))
    return asksWho || words.some((word) => WRITER.test(word)) ? "who" : "what";
  const isMeant = words.some((word) => names.has(stemOf(word)) || HERE.test(word) || ONE_WRITER.test(word));
  return asksWho && isMeant && words.some((word) => WRITER.test(word)) ? "who" : null;
}

function wordsOf({ about, text }: Question): string[] {
  return tokensOf(about === "" ? text : about).map(({ word }) => word.toLowerCase());
}
