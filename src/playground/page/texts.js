const RUSSIAN = {
  chats: "Чаты",
  playground: "Песочница",
  skipToInput: "К полю ввода",
  back: "К списку чатов",
  toDark: "Включить тёмную тему",
  toLight: "Включить светлую тему",
  log: "Сообщения",
  conversation: "Переписка",
  message: "Сообщение",
  publish: "Новый пост",
  send: "Отправить",
  save: "Сохранить",
  menu: "Меню",
  commandMenu: "Команды бота",
  toBottom: "К последнему сообщению",
  /** @param {number} count */
  newMessages: (count) => `Вниз, новых сообщений: ${count}`,
  /** @param {number} count */
  unread: (count) => `непрочитанных: ${count}`,
  start: "Начать",
  greetingTitle: "Что умеет этот бот?",
  greetingHint: "Отвечает на вопросы о том, что писали в канале. Нажмите «Начать», и он расскажет подробнее.",
  emptyGroup: "Здесь пока тихо",
  /** @param {string} bot */
  emptyGroupHint: (bot) => `В группе бот отвечает на команды и на ответы ему. Попробуйте /help@${bot}`,
  emptyChannel: "Здесь ещё ничего не опубликовано",
  emptyChannelHint:
    "Опубликуйте пост: через секунду бот найдёт его по любому слову. Посты архива без номеров здесь не видны, но бот их ищет.",
  readOnly: "Писать здесь может только владелец канала",
  bot: "бот",
  botTyping: "печатает",
  botThinking: "Думает",
  stop: "Остановить",
  you: "Вы",
  edited: "изменено",
  forwardedFrom: "Переслано от",
  replyTo: "В ответ",
  editing: "Правка сообщения",
  cancel: "Отмена",
  messageActions: "Действия с сообщением",
  reply: "Ответить",
  edit: "Изменить",
  copyText: "Скопировать текст",
  copyLink: "Скопировать ссылку",
  textCopied: "Текст скопирован",
  linkCopied: "Ссылка скопирована",
  copyRefused: "Браузер не дал скопировать",
  noSuchMessage: "Этого сообщения здесь нет",
  hiddenText: "Скрытый текст, показать",
  unfold: "Развернуть цитату",
  fold: "Свернуть цитату",
  photo: "Фотография",
  file: "Файл",
  joined: "теперь в группе",
  left: "больше не в группе",
  upgraded: "Группа стала супергруппой",
  /** @param {string} name */
  topicCreated: (name) => `Новая тема: ${name}`,
  allTopics: "Все темы",
  viewAs: "Смотреть и писать как",
  creator: "владелец",
  administrator: "администратор",
  anonymous: "от имени группы",
  via: "через",
  calledBy: "По просьбе",
  forward: "Переслать",
  forwardTo: "Куда переслать?",
  chooseChat: "В какой чат?",
  attach: "Отправить файл",
  inlineResults: "Результаты бота",
  nothingFound: "Бот ничего не нашёл",
  noAnswer: "Бот не ответил",
  emptyClub: "Бота в этой группе нет",
  /** @param {string} bot */
  emptyClubHint: (bot) =>
    `Его можно позвать гостем: напишите сообщение с @${bot}. Или начните с @${bot} и пробела, и над полем появятся результаты, которые можно отправить от себя.`,
  unknownContent: "Такие сообщения песочница не показывает",
  today: "Сегодня",
  yesterday: "Вчера",
  ok: "Понятно",
  noConnection: "Нет связи с песочницей",
  retry: "Повторить",
  loading: "Загрузка",
};

/** @type {typeof RUSSIAN} */
const ENGLISH = {
  chats: "Chats",
  playground: "Playground",
  skipToInput: "Skip to the input field",
  back: "Back to chats",
  toDark: "Switch to the dark theme",
  toLight: "Switch to the light theme",
  log: "Messages",
  conversation: "Conversation",
  message: "Message",
  publish: "New post",
  send: "Send",
  save: "Save",
  menu: "Menu",
  commandMenu: "Bot commands",
  toBottom: "Go to the latest message",
  newMessages: (count) => `Go down, new messages: ${count}`,
  unread: (count) => `unread: ${count}`,
  start: "Start",
  greetingTitle: "What can this bot do?",
  greetingHint:
    "It answers questions about what a channel has published. Press Start and it will tell you more.",
  emptyGroup: "Nothing here yet",
  emptyGroupHint: (bot) => `In a group the bot answers commands and replies to it. Try /help@${bot}`,
  emptyChannel: "Nothing has been published here yet",
  emptyChannelHint:
    "Publish a post: a second later the bot finds it by any of its words. Posts of an archive without ids are not shown here, but the bot searches them.",
  readOnly: "Only the channel's owner can post here",
  bot: "bot",
  botTyping: "typing",
  botThinking: "Thinking",
  stop: "Stop",
  you: "You",
  edited: "edited",
  forwardedFrom: "Forwarded from",
  replyTo: "Reply to",
  editing: "Edit message",
  cancel: "Cancel",
  messageActions: "Message actions",
  reply: "Reply",
  edit: "Edit",
  copyText: "Copy text",
  copyLink: "Copy link",
  textCopied: "Text copied",
  linkCopied: "Link copied",
  copyRefused: "The browser did not allow copying",
  noSuchMessage: "That message is not here",
  hiddenText: "Hidden text, reveal",
  unfold: "Unfold the quote",
  fold: "Fold the quote",
  photo: "Photo",
  file: "File",
  joined: "joined the group",
  left: "left the group",
  upgraded: "The group became a supergroup",
  topicCreated: (name) => `New topic: ${name}`,
  allTopics: "All topics",
  viewAs: "See and write as",
  creator: "owner",
  administrator: "administrator",
  anonymous: "as the group",
  via: "via",
  calledBy: "Called by",
  forward: "Forward",
  forwardTo: "Forward where?",
  chooseChat: "In which chat?",
  attach: "Send a file",
  inlineResults: "Results of the bot",
  nothingFound: "The bot found nothing",
  noAnswer: "The bot did not answer",
  emptyClub: "The bot is not in this group",
  emptyClubHint: (bot) =>
    `It can be called as a guest: write a message with @${bot} in it. Or begin with @${bot} and a space, and results that you can send appear above the field.`,
  unknownContent: "The playground does not show messages of this kind",
  today: "Today",
  yesterday: "Yesterday",
  ok: "OK",
  noConnection: "No connection to the playground",
  retry: "Retry",
  loading: "Loading",
};

/** @typedef {typeof RUSSIAN} Texts */
/** @typedef {"ru" | "en"} Language */

/**
 * @param {Language} language
 * @returns {Texts}
 */
export function textsFor(language) {
  return language === "ru" ? RUSSIAN : ENGLISH;
}

/**
 * Gives the static page its words: `data-text` names a content, `data-label` an accessible name.
 *
 * @param {Language} language
 */
export function speak(language) {
  const words = new Map(Object.entries(textsFor(language)));
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) {
    node.textContent = String(words.get(node.getAttribute("data-text") ?? "") ?? "");
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", String(words.get(node.getAttribute("data-label") ?? "") ?? ""));
  }
}
