/** What a question tries: how people word what they look for. */
type Kind =
  | "russian"
  | "inflected"
  | "english"
  | "mixed"
  | "identifier"
  | "other script"
  | "romanized"
  | "typo"
  | "layout"
  | "question"
  | "prefix";

export interface Judged {
  readonly kind: Kind;
  readonly query: string;
  /** Message ids of the sample channel's posts that answer; any of them will do. */
  readonly answers: readonly number[];
}

/** Questions over the sample channel, judged by reading it. */
export const JUDGED: readonly Judged[] = [
  ...of("russian", [
    ["экранирование разметки в боте", 76],
    ["холодный старт новых слушателей", 135],
    ["позиционное смещение", 66],
    ["коэффициент Джини показов", 164],
    ["фисташковое мороженое", 171],
    ["кулер сервера номер 12", 119],
    ["точка посадки такси", 41],
    ["антирейтинг названий фичей", 44],
    ["валентинка ранкеру", 57],
    ["рекомендации для библиотек", 191],
    ["источники кандидатов опрос", 28],
    ["откуда брать негативы", 88],
  ]),
  ...of("inflected", [
    ["многорукий бандит", 121],
    ["дистиллировать большую модель", 159],
    ["случайное блуждание по соседям узла", 83],
    ["коллизия хеша таблиц", 78, 74],
    ["онлайн-аптеки и фармацевты", 126],
    ["расширения браузера с ползунком", 191],
    ["двухбашенных моделей устройство", 95],
    ["калибровать предсказание", 59],
    ["мёртвый код кодовых книг", 148],
  ]),
  ...of("english", [
    ["actions speak louder than words", 62],
    ["mixed negative sampling", 88],
    ["dense all action loss", 31],
    ["one-epoch phenomenon", 116],
    ["attention is all you need", 160],
    ["late interaction MaxSim", 173],
    ["popularity bias", 16],
    ["count-min sketch", 31],
    ["generative-recommenders", 63],
  ]),
  ...of("mixed", [
    ["Team draft интерливинг", 151],
    ["HSTU softmax поточечная активация", 62],
    ["TIGER семантические айдишники", 12, 74, 148],
    ["DropoutNet для новых выпусков", 36],
    ["RAG на SIGIR", 92],
    ["PinSage граф Пинтереста", 83],
    ["C++ templates в заголовке", 76],
  ]),
  ...of("identifier", [
    ["2402.17152", 62],
    ["arXiv:2205.04507", 31],
    ["https://arxiv.org/abs/1603.09320", 102],
    ["DCN-v2", 53, 51],
    ["dcnv2", 53, 51],
    ["GRU4Rec", 26],
    ["MovieLens-1M", 7],
    ["NDCG@10", 175, 49],
    ["feature_128", 44],
  ]),
  ...of("other script", [
    ["пиннерформер", 31],
    ["ваконг", 182],
    ["колберт", 173],
    ["netflix foundation model", 145],
    ["kuaishou onerec", 140],
    ["пинсейдж", 83],
    ["чатджипити в рекомендациях", 26],
    ["лого кью коррекция", 9, 185, 193],
  ]),
  ...of("romanized", [
    ["kak chitat metriki ndcg", 49],
    ["holodnyi start aitemy", 36],
    ["mnogorukie bandity", 121],
    ["pozitsionnoe smeschenie", 66],
    ["matryoshka", 178, 166],
  ]),
  ...of("typo", [
    ["экраниравание", 76],
    ["семпантические айдишники", 12, 74, 148, 195],
    ["калиброка ранкера", 59, 159],
    ["дистиляция", 159],
    ["сингапурр", 15, 16, 23],
    ["интерливниг", 151],
    ["coldstrat augmenters", 86],
  ]),
  ...of("layout", [
    ["ghfuf bnjub", 191],
    ["'rhfybhjdfybt", 76],
    ["ыфыкус", 7, 20],
    ["сщдиуке", 173],
    ["vyjujherbt ,fylbns", 121],
  ]),
  ...of("question", [
    ["почему ранкеры учат одну эпоху?", 116],
    ["сколько людей пришло на третий митап в Москве?", 41],
    ["чем лечат позиционное смещение кликов?", 66],
    ["какая модель дала минус в онлайне из-за фичей?", 97],
    ["где проходил SIGIR 2025?", 171],
    ["какая статья нашла ошибки в чужих реализациях GRU4Rec?", 26],
    ["как выбрать между А/Б и интерливингом?", 151],
  ]),
  ...of("prefix", [
    ["дистил", 159],
    ["экраниров", 76],
    ["интерлив", 151],
    ["матреш", 178],
  ]),
];

/** The channel never touched these: an answer would be noise. */
export const UNANSWERABLE: readonly string[] = [
  "рецепт борща со сметаной",
  "kubernetes ingress nginx",
  "чемпионат мира по волейболу",
  "курс биткоина к доллару",
  "cheap flights to lisbon",
  "засолка огурцов в банке",
  "react hooks useeffect",
  "налоговый вычет по ипотеке",
  "вязание крючком",
  "asdfghjkl",
];

function of(kind: Kind, questions: readonly (readonly [string, ...number[]])[]): Judged[] {
  return questions.map(([query, ...answers]) => ({ kind, query, answers }));
}
