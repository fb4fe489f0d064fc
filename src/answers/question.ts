/** What kind of answer a question wants; it decides which sentences answer it. */
export type QuestionKind =
  | "who"
  | "when"
  | "where"
  | "how-many"
  | "why"
  | "how"
  | "what-is"
  | "compare"
  | "list"
  | "opinion"
  | "yes-no"
  | "which"
  | "about";

/** A question as it is understood. */
export interface Question {
  /** As it was asked: trimmed, at most 300 characters. */
  readonly text: string;
  readonly kind: QuestionKind;
  /** What it is about, without the words that only ask and greet; what is searched. Empty where it is about nothing. */
  readonly about: string;
  /** Of what the number is asked: "сколько *рецензентов*"; null where it is not said. */
  readonly unit: string | null;
  /** Whether it asks of what is not so: "почему *не* взяли". */
  readonly denies: boolean;
}

/** "не взяли", "without", "can't" */
export const DENIAL =
  /(?<!\p{L})(?:не|ни|нет|нельзя|без|никогда|no|not|never|none|nor|cannot|without)(?!\p{L})|n['’]t(?!\p{L})/iu;

const LONGEST_QUESTION_CHARS = 300;

const B = "(?<![\\p{L}\\p{N}])";
const E = "(?![\\p{L}\\p{N}])";

/** In this order: "в каком году" is asked with "каком", too. */
const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  ["who", /^(?:а\s+)?(?:кто(?!\s+так)|чей|чья|чь[её]|чьи|как\s+зовут|who|whose)(?!\p{L})/iu],
  [
    "when",
    asking(
      "даты?|дату|по\\s+каким\\s+числам|с\\s+какого\\s+(?:дня|числа|года|месяца)|во\\s+сколько(?!\\s+(?:раз|оцен|обо[шй]|обход|вста))|what\\s+were\\s+the\\s+dates|dates?\\s+of",
    ),
  ],
  ["where", asking("из\\s+как(?:ого|ой)\\s+(?:город\\p{L}*|стран\\p{L}+)|в\\s+каком\\s+месте")],
  [
    "how-many",
    asking(
      "сколько|скольки|скока|скок|скольк|сколькими|насколько|на\\s+сколько|во\\s+сколько|как\\s+(?:много|долго|часто|быстро|сильно)|(?:какой|какого|каков|какая|какова|какую|какое|каким|на\\s+какой|до\\s+какого|до\\s+какой)\\s+(?:размер\\p{L}*|процент\\p{L}*|прирост\\p{L}*|объ[её]м\\p{L}*|длин\\p{L}+|дол\\p{L}+|величин\\p{L}+|числ\\p{L}+|количеств\\p{L}+|врем\\p{L}+|порог\\p{L}*|скорост\\p{L}+|бюджет\\p{L}*|цен\\p{L}+|стоимост\\p{L}+)|how\\s+(?:many|much|long|big|large|often|far|fast)|what\\s+(?:percentage|share|size|number|fraction|threshold|budget)|by\\s+how\\s+much",
    ),
  ],
  [
    "when",
    asking(
      "когда|в\\s+каком\\s+(?:году|месяце|веке)|какого\\s+(?:числа|года)|в\\s+какой\\s+(?:день|год|месяц)|на\\s+какое\\s+число|с\\s+какого\\s+\\p{L}+|до\\s+какого\\s+(?:числа|года|месяца)|when|(?:what|which|in\\s+which|in\\s+what)\\s+(?:year|month|day|date)",
    ),
  ],
  [
    "where",
    asking(
      "где|куда|откуда|в\\s+как(?:ом|ой)\\s+(?:город\\p{L}*|стран\\p{L}+|мест\\p{L}+|отел\\p{L}+|зал\\p{L}+)|where|(?:what|which|in\\s+which|in\\s+what)\\s+(?:city|country|place|venue)",
    ),
  ],
  [
    "opinion",
    asking(
      "(?:что|чего)\\s+(?:\\p{L}+\\s+){0,2}дума(?:ет|ешь|ете|ют)|како(?:во|е|го)\\s+(?:\\p{L}+\\s+)?мнени\\p{L}|мнени[ея]|как\\s+(?:\\p{L}+\\s+){0,2}относ\\p{L}+|понравил\\p{L}+|нравит\\p{L}+|впечатлени\\p{L}+|opinion|think\\s+(?:of|about)|thinks\\s+(?:of|about)|feel\\s+about|like\\s+about",
    ),
  ],
  [
    "compare",
    asking(
      "чем\\s+.{0,60}отлича\\p{L}+|отлича\\p{L}+|отличи\\p{L}+|разниц\\p{L}+|сравн\\p{L}+|(?:лучше|хуже|быстрее|медленнее|сильнее)\\s+.{0,40}(?:чем|или)|(?:лучше|хуже)|versus|vs|differ\\p{L}*|compare\\p{L}*|better|worse",
    ),
  ],
  [
    "why",
    asking(
      "почему|зачем|отчего|из-за\\s+чего|по\\s+какой\\s+причине|в\\s+чём\\s+причина|в\\s+чем\\s+причина|why|how\\s+come|what\\s+for|reason",
    ),
  ],
  [
    "list",
    asking(
      "перечисли\\p{L}*|назови\\p{L}*|список|какие\\s+(?:есть|бывают|были|ещё|еще|именно)|какие\\s+\\p{L}+[ыи]|каких\\s+\\p{L}+[вйх]|какими|list|name\\s+(?:all|the|some)|what\\s+are\\s+the|which\\s+\\p{L}+s",
    ),
  ],
  [
    "who",
    asking(
      "кто|кого|кому|кем|ком|чей|чья|чьё|чье|чьи|чьих|чьей|как(?:ая|ой|ую|ие)\\s+(?:компани\\p{L}+|команд\\p{L}+|автор\\p{L}*|лаборатори\\p{L}+)|who|whose|whom|which\\s+(?:company|team|lab|author)",
    ),
  ],
  [
    "what-is",
    asking(
      "(?:что|ч[её]|чо|шо)\\s+(?:так(?:ое|ие|ой|ая)|значит|означает|за|это)|кто\\s+такой|в\\s+чём\\s+(?:суть|смысл|идея)|в\\s+чем\\s+(?:суть|смысл|идея)|объясни\\p{L}*|what\\s+(?:is|are|does|do)|what's|define|explain|meaning",
    ),
  ],
  ["how", asking("как|каким\\s+(?:образом|способом)|с\\s+помощью\\s+чего|how")],
  ["which", asking("какой|какая|какое|какие|какую|каких|каким|какими|каком|какого|which|what")],
  ["yes-no", asking("\\p{L}+\\s+ли|правда|верно|бывает|можно|is|are|was|were|does|do|did|can|has|have")],
];

/** Words of asking and of politeness: posts that answer do not have them. */
const ASKING_WORDS = asking(
  "кто|кого|кому|кем|ком|чей|чья|чьё|чье|чьи|когда|где|куда|откуда|сколько|скока|скок|скольк|ч[её]|чо|шо|скольки|насколько|почему|зачем|отчего|как|какой|какая|какое|какие|какую|каких|каким|какими|каком|какого|какому|каков|какова|каково|который|которая|которое|которые|что|чего|чему|чем|чём|такое|такой|такая|такие|значит|означает|ли|расскажи|расскажите|подскажи|подскажите|скажи|скажите|объясни|объясните|перечисли|перечислите|назови|назовите|пожалуйста|плиз|интересно|вообще|собственно|случаем|случайно|же|а|ну|мне|бы|привет|здравствуй|здравствуйте|хай|спасибо|дела|умеешь|умеете|можешь|можете|знаешь|знаете|ты|вы|тебя|твои|who|whose|whom|when|where|why|how|what|which|is|are|was|were|does|do|did|the|a|an|please|tell|me|can|you|your|i|hello|hi|hey|thanks|thank|explain|list|name|about",
  "giu",
);

/** Of these the whole phrase asks: "в каком городе", "what percentage". */
const ASKED_WHOLE: ReadonlySet<QuestionKind> = new Set([
  "how-many",
  "when",
  "where",
  "who",
  "why",
  "opinion",
  "what-is",
]);

/** Whether a question is asked in Russian, English terms in it or not. */
export function isRussian(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text);
}

/** Reads a question. What asks for nothing in particular is a wish to hear about something. */
export function readQuestion(asked: string): Question {
  const text = asked
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_QUESTION_CHARS)
    .replace(/[\ud800-\udbff]$/, "");
  const [kind, pattern] = kindOf(text);
  if (OF_US.test(text)) return { text, kind: "about", about: "", unit: null, denies: false };
  const rest = ASKED_WHOLE.has(kind) ? text.replace(pattern, " ") : text;
  const about = rest.replace(ASKING_WORDS, " ").replace(/[?!]+/g, " ").replace(/\s+/g, " ").trim();
  return {
    text,
    kind,
    about: /[\p{L}\p{N}]/u.test(about) ? about : "",
    unit: kind === "how-many" ? (UNIT.exec(text)?.[1] ?? null) : null,
    denies: DENIAL.test(text),
  };
}

/** "Ты дурак?", "ignore previous instructions": what is said to us is asked of no post. */
const OF_US =
  /^(?:(?:а|и)\s+)?(?:ты|вы|you|are\s+you)(?:\s+\p{L}+){1,2}\s*[?!.]*$|(?<!\p{L})(?:ignore|disregard|forget|игнорируй|забудь|проигнорируй)\s+(?:\p{L}+\s+){0,3}(?:instructions?|rules|prompts?|инструкци\p{L}+|правил\p{L}*|указани\p{L}+)/iu;

/** What asks first is what is asked: in "how do I count when it breaks" that is the how, and "when" only joins. */
function kindOf(text: string): readonly [QuestionKind, RegExp] {
  let first: readonly [QuestionKind, RegExp] = ["about", /(?!)/];
  let place = Number.POSITIVE_INFINITY;
  for (const entry of KINDS) {
    const at = text.search(entry[1]);
    if (at >= 0 && at < place) [first, place] = [entry, at];
  }
  return first;
}

/** "сколько новых эпизодов" asks for эпизодов; of "сколько это стоит" nobody can tell. */
const UNIT =
  /(?<!\p{L})(?<!на\s)(?:сколько|скольки|скольк|скока|how\s+many)\s+(?:(?:новых|всего|разных|таких|лучших|different|new)\s+)?(?!(?!правил)\p{L}{3,}[аеия]л[аи]?(?!\p{L})|\p{L}+(?:ает|яет|ует|ивёт|ивет|ится|ают|яют|уют)(?!\p{L})|(?:вес(?:ит|ят)|сто(?:ит|ил|ят)|был|буд|надо|нужно|можно|это|всего|они|cost))(\p{L}{3,})/iu;

function asking(words: string, flags = "iu"): RegExp {
  return new RegExp(`${B}(?:${words})${E}`, flags);
}
