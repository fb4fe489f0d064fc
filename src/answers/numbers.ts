/** Numbers in words, in any form: a regular expression's alternatives. */
export const NUMBER_WORD =
  "один|одна|одно|одну|одного|одной|одним|два|две|двух|двумя|три|тр[её]х|тремя|четыр\\p{L}+|пять|пяти|пятью|шесть|шести|семь|семи|восемь|восьми|девять|девяти|десять|десяти|десятк\\p{L}+|\\p{L}+надцат\\p{L}+|двадцат\\p{L}+|тридцат\\p{L}+|сорок\\p{L}*|\\p{L}+десят|\\p{L}+десяти|девяност\\p{L}+|сто|ста|сотн\\p{L}+|двести|триста|\\p{L}+сот|полтора|полторы|половин\\p{L}+|треть\\p{L}*|четверт\\p{L}+|вдвое|втрое|вчетверо|двое|трое|четверо|пара|пару|парой|несколько|тысяч\\p{L}*|миллион\\p{L}*|миллиард\\p{L}*|ни\\s+одного|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\p{L}+teen|twenty|thirty|fifty|dozen|hundred|thousand|million|billion|half|twice";
/** "412", "4,8", "3 100", "41,024,320" */
export const DIGITS = "\\d{1,3}(?:[\\s\\u00a0\\u202f]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)*";

const NUMBER_ONLY = new RegExp(`^(?:\\d+[кkмm]?|${NUMBER_WORD})$`, "iu");

/** Takes a word as `tokensOf` gives it. A year counts nothing. */
export function isNumber(word: string): boolean {
  return NUMBER_ONLY.test(word) && !YEAR.test(word);
}

const YEAR = /^(?:19[5-9]|20[0-4])\d$/;
