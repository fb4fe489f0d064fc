/** What asks the reader to do something for somebody: subscribe, register, buy. */
const CALL =
  /подпис(?:ыва|ать|ка )|подпишит|став(?:ь|и)\p{L}* (?:лайк|реакц)|репост|(?<!\p{L})(?:по)?делитесь|пишите в коммент|в комментариях|(?<!\p{L})(?:жмите|переходите|заходите|приходите|присоединяйтесь|регистрируйтесь|успейте|голосуйте)|регистрац|промокод|скидк|донат|ваканси|откликай|subscribe|follow (?:us|me)|share this|sign up|register (?:now|here|at)|promo code|discount|link in/iu;
/** By law such a post says so: https://erir.grfc.ru, or the author does. */
const ADVERTISEMENT =
  /(?<!\p{L})(?:erid|инн:? ?\d{10})|#(?:реклама|промо|вакансия|вакансии|ad|ads|sponsored|job|jobs|hiring)(?![\p{L}\p{N}_])|(?<!\p{L})(?:реклама\.|на правах рекламы|партн[её]рский пост)/iu;

/** Of a sentence. */
export function isCall(sentence: string): boolean {
  return CALL.test(sentence) || ADVERTISEMENT.test(sentence);
}

/** Of a whole post; what merely speaks of advertising is none. */
export function isAdvertisement(text: string): boolean {
  return ADVERTISEMENT.test(text);
}
