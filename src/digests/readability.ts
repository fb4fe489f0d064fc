import type { TextEntity } from "../channel/post.ts";
import { isCall } from "./calls.ts";
import type { ToldSentence } from "./told-sentence.ts";

const GREETING =
  /^[\s\p{Extended_Pictographic}\p{P}]*(?:(?:всем|ну) )?(?:привет|здравствуй|добр(?:ый|ое|ого) (?:день|дня|утр|вечер)|доброго времени|салют|друзья|коллеги|с наступающим|с праздником|hello|hi|hey|dear|good (?:morning|evening|day))(?!\p{L})/iu;
/** "Сегодня расскажу…", "Третий заход на…", "Просили пост о…": what it is about comes after it. */
const ABOUT_THE_POST =
  /^(?:сегодня |сейчас |ниже |коротко |дальше )?(?:рассказыва|расскаж|напомн|обеща|договоримся|разбер[уеё]|продолжа|пишу|просили|помните|поехали|ссылк|подробн|третий заход|(?:\p{L}+ )?нач(?:ну|инаю|н[её]м)|полн\p{L}+ (?:текст|верси)|read more|today (?:i|we))|(?<!\p{L})пост(?:а|е|ом|ы|ов|ах)?(?!\p{L})/iu;
const LINK = /https?:\/\/\S+/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const LONGEST_HEADING_CHARS = 60;
const FEW_WORDS = 5;
const MANY_WORDS = 45;

/** How well a sentence reads without the text around it: 1 for one without flaws, a share of it for each flaw. */
export function readability(sentence: ToldSentence, entities: readonly TextEntity[]): number {
  const { text, isListItem } = sentence;
  const words = text.replace(LINK, "").match(WORD)?.length ?? 0;
  const flaws: readonly (readonly [isFlawed: boolean, share: number])[] = [
    [GREETING.test(text), 0.05],
    [isHeading(sentence, entities), 0.1],
    [isCall(text), 0.1],
    [/[:：]$/u.test(text), 0.2],
    [/[?？]["»”)]*$/u.test(text), 0.3],
    [ABOUT_THE_POST.test(text), 0.4],
    [words < FEW_WORDS, 0.4],
    [/^\p{Ll}/u.test(text), 0.6],
    [/^[(«"“–—-]/u.test(text), 0.7],
    [words > MANY_WORDS, 0.7],
    [/https?:/u.test(text), 0.8],
    [isListItem, 0.85],
  ];
  return flaws.reduce((whole, [isFlawed, share]) => (isFlawed ? whole * share : whole), 1);
}

/** A short line of its own without an end, or one that is bold. */
function isHeading({ text, start, end, opensLine }: ToldSentence, entities: readonly TextEntity[]): boolean {
  const isBold = entities.some(
    ({ type, offset, length }) => type === "bold" && offset <= start && offset + length >= end - 1,
  );
  return (
    isBold || (opensLine && text.length <= LONGEST_HEADING_CHARS && !/[.!?…:;,)»"”。！？：]$/u.test(text))
  );
}
