import { stemOf } from "./stems.ts";

/** Words too common to say what a text is about: particles, prepositions, pronouns, question words. */
const RUSSIAN = `
  и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня
  еще нет о об обо из изо ему теперь когда даже ну ли если уже или ни быть был нее него них ним нам нас вам вас
  до там потом себя себе ничего ей они тут где есть надо для мы тебя тебе их чем чего чему кого кому кем
  была были будет будут сам сама сами само чтоб чтобы без будто тоже также под над при про между через перед
  кто этот эта это эти этого этой этом этому этих этим этими тот та те того той тому тех тем какой какая какие
  какое каком каких ним нами вами ими мой моя мое мои твой ваш наш наши свой своя свое свои свою своих
  который которая которое которые которых которой котором которую такой такая такие такое почему зачем сколько
  который ко либо нибудь ведь раз после более`;

const ENGLISH = `
  a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it
  its me my no not of on or our she should so than that the their them then there these they this those to too us
  was we were what when where which while who whom whose why will with would you your about`;

/** Words that questions are made of: they say how somebody asks, hardly what about. Any form of them. */
const VAGUE = `
  читать почитать прочитать смотреть посмотреть узнать найти рассказать рассказывать говорить сказать писать
  делать сделать использовать использоваться помогать помочь можно может нужно нужный лучше лучший лучшая быстрее
  новый новая другой другие первый первая самый есть получить получать значить работать давать дать стать придумать
  появиться состоять заменить запустить проводить являться существовать бывать хороший большой разный
  use using make get best better good new like need want know find show tell`;

const STOP_WORDS: ReadonlySet<string> = new Set(`${RUSSIAN} ${ENGLISH}`.trim().split(/\s+/));

/** Takes a normalised word. A query of stop words only is still searched: see the planner. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

const VAGUE_STEMS: ReadonlySet<string> = new Set(VAGUE.trim().split(/\s+/).map(stemOf));

/** Takes a stem. Such a word is searched, but finding it is worth less than its rarity promises. */
export function isVague(stem: string): boolean {
  return VAGUE_STEMS.has(stem);
}
