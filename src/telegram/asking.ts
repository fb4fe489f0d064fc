const LEAST_WORDS = 3;
const LONGEST_END_CHARS = 20;

/** "?", "?)", "? 🙂" */
const ENDS_ASKING = /\?[\p{P}\p{S}\p{M}\s]*$/u;

/** What may stand before the word that asks: "А подскажите, в" каком году. */
const POLITE =
  "(?:(?:а|и|ну|но|так|вот|слушай|скажи(?:те)?|подскажи(?:те)?|расскажи(?:те)?|объясни(?:те)?|напомни(?:те)?|пожалуйста|интересно|and|so|but|please|tell\\s+me)[\\s,]+){0,3}";
const PREPOSITION =
  "(?:(?:в|во|на|с|со|к|ко|по|за|из|от|о|об|для|до|у|при|под|через|in|at|on|for|to|by|from|with|since)\\s+)?";
const QUESTION_WORD =
  "кто|кого|кому|кем|ком|чей|чья|чь[её]|чьи|чьих|что|чего|чему|ч[её]м|когда|где|куда|откуда|сколько|скольки|скольким|насколько|почему|зачем|отчего|как|как(?:ой|ая|ое|ие|ого|ому|им|ом|ую|их|ими)|каков[аоы]?|котор\\p{L}+|правда|\\p{L}+\\s+ли|who|whom|whose|who's|what|what's|when|where|why|how|which|does|do|did|is|are|was|were|can|could|should|has|have";
/** "has:paper" is no question, but a filter. */
const BEGINS_ASKING = new RegExp(`^${POLITE}${PREPOSITION}(?:${QUESTION_WORD})(?![\\p{L}\\p{N}:])`, "iu");

/** Whether a message asks something: "Когда вышел SASRec", "HSTU?"; all others name what to look for. */
export function isQuestion(message: string): boolean {
  const text = message.trim();
  if (!hasWords(text)) return false;
  if (ENDS_ASKING.test(text.slice(-LONGEST_END_CHARS))) return true;
  return BEGINS_ASKING.test(text) && text.split(/\s+/).length >= LEAST_WORDS;
}

export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const THANKS =
  /^(?:(?:большое|огромное|ну|о)\s+)?(?:спасиб\p{L}*|спс|благодар\p{L}*|thanks|thank\s+you|thx|ок|окей|okay|ok|понятно|понял\p{L}?|ясно|круто|супер|класс|got\s+it)(?![\p{L}\p{N}])/iu;
const THANKING_SIGNS = /^(?:[👍🙏👌🔥💯👏😊🙂❤🤝+]|\p{M}|\p{Emoji_Modifier})+$/u;
const LONGEST_THANKS_WORDS = 3;

/** "Спасибо большое", "ok", "👍": whoever says so to an answer asks nothing. */
export function isThanks(message: string): boolean {
  const text = message.trim();
  if (text.includes("?") || text.split(/\s+/).length > LONGEST_THANKS_WORDS) return false;
  return THANKS.test(text) || THANKING_SIGNS.test(text);
}

const NEWS =
  /^(?:ну\s+)?(?:(?:и\s+)?(?:что|ч[её]|шо)\s+(?:там\s+)?(?:нового|новенького|новое)|какие\s+новости|последние\s+посты|новое|what'?s\s+new|any\s+news|latest\s+posts)[\s?.!]*$/iu;
const ABOUT_THE_BOT =
  /^(?:(?:а\s+)?(?:ты\s+кто|кто\s+ты|(?:что|ч[её])\s+(?:ты\s+)?(?:умеешь|можешь|делаешь)|что\s+ты\s+такое)|как\s+(?:тобой|этим|ботом)\s+пользоваться|помощь|помоги|who\s+are\s+you|what\s+(?:can|do)\s+you\s+do|how\s+(?:do\s+you|does\s+this)\s+work|help)[\s?.!]*$/iu;

const GREETING =
  /^(?:(?:всем\s+)?привет\p{L}*|здравствуй(?:те)?|добр(?:ый\s+(?:день|вечер)|ое\s+утро)|хай|hello|hi|hey|good\s+(?:morning|day|evening))(?:[\s,.!]+(?:бот|bot|как\s+дела|how\s+are\s+you))?[\s?.!)]*$/iu;

/** What is said to us and not asked of the posts: "что нового?" is /latest, "что ты умеешь?" /help, "привет" /start. */
export function commandMeant(message: string): "latest" | "help" | "start" | null {
  const text = message.trim();
  if (GREETING.test(text)) return "start";
  if (NEWS.test(text)) return "latest";
  return ABOUT_THE_BOT.test(text) ? "help" : null;
}
