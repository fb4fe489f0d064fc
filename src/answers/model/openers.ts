import { stemOf } from "../../search/words/stems.ts";

/**
 * Words that sentences begin with for no other reason than that they begin; another first word with a capital may be a
 * name, and names are checked. Besides them there are the stop words.
 */
const RUSSIAN = `
  авторы автор автора авторов модель модели метод методы подход подходы статья статье статьи работа работе работы
  система системы сеть сети алгоритм алгоритмы данные результаты результат пост посты посте канал канале команда
  компания исследователи исследование эксперименты эксперимент задача задачи идея основная основной основные главное
  главный главная каждый каждая каждое любой любая обычно иногда часто сначала затем далее потом теперь сейчас сегодня
  вместо вместе кроме помимо среди согласно благодаря однако поэтому поскольку хотя причем причём значит итого всего
  например кстати именно только лишь даже зато наконец вероятно возможно судя по-видимому видимо также дополнительно
  использует используют использовали используется предлагает предлагают предложили показали показывает показал
  обучили обучают обучение описывает описан описаны сравнили сравнивают оказалось известно нужно можно нельзя
  есть имеет имеется существует первый первая первое второй вторая второе третий два две три четыре пять несколько
  многие некоторые большинство больше меньше лучше хуже быстрее нет дело причина речь вопрос ответ цель смысл суть
  пользователи пользователь пользователей товары рекомендации участники участников разница отличие преимущество`;

const ENGLISH = `
  authors author model models method methods approach approaches paper papers article articles work works system
  systems network networks algorithm algorithms data results result post posts channel team company researchers
  research experiments experiment task tasks idea main each every any usually sometimes often first second third then
  next now today instead together besides among according thanks however therefore since although because overall
  example moreover finally probably perhaps also additionally only even still both either neither all some many most
  several few more less better worse faster no yes one two three four five using based given unlike like while during
  after before between within without under over through via another other such same new key users user items item
  recommendations participants people difference advantage training trained here compared known there`;

const STEMS: ReadonlySet<string> = new Set(`${RUSSIAN} ${ENGLISH}`.trim().split(/\s+/).map(stemOf));

/** Whether it is one of them, in any form: takes a stem. */
export function isOpener(stem: string): boolean {
  return STEMS.has(stem);
}
