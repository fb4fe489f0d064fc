/** "Какой *линтер*", "какая высокая *награда*" */
const ASKED =
  /(?<!\p{L})как(?:ой|ая|ое|ую|ом|ого|ому|им|ие|их|ими)\s+(?:\p{L}+(?:ый|ий|ой|ая|яя|ое|ее|ую|юю|ые|ие|ых|их|ого|его|ым|им|ыми|ими)\s+){0,2}(?:(?:размер|процент|дол|об[ъь][её]м|длин|числ|количеств|порог|бюджет|стоимост|цен|скорост|величин)\p{L}*\s+)?(\p{L}{2,})/iu;
/** Things that have names of their own: "какой язык" is answered with "Python". */
const CALLED_BY_NAME =
  /^(?:язык|компани|стартап|фирм|команд|университет|институт|модел|нейросет|нейронк|стать|работ|датасет|набор|параметр|метод|способ|алгоритм|архитектур|фреймворк|библиотек|инструмент|сервис|приложени|программ|фильм|игр|книг|город|стран|конференци|человек|автор|уч[её]н|исследовател|год|месяц|вывод|прогноз|причин|проблем|задач|иде[яйюи]|принцип|результат|назван|имя|имен|верси|вид|тип|вариант|пример|тем[аыуе]|вещ|штук|канал|мнени|образ|случа|отношени|смысл|цел[ьи]|экзамен|предмет|соревновани|чемпионат|олимпиад|хакатон|журнал|сайт|платформ|процессор|чип|цвет|професси|должност|формат|протокол)/iu;

/** The thing that a "какой" asks for, as it is written there, where an answer has to have its word; null = there is none. */
export function nounAskedFor(text: string): string | null {
  const noun = ASKED.exec(text)?.[1];
  return noun === undefined || isCalledByName(noun) ? null : noun;
}

/** Whether such things have names of their own, so that their kind goes without saying. */
export function isCalledByName(noun: string): boolean {
  return CALLED_BY_NAME.test(noun);
}
