# Тексты бота по-русски. Ключи те же, что в en.ftl; за этим следит тест.

# Как язык называет себя сам: кнопка в /settings
language-name = Русский

# Команды: строка в меню и в /help
command-start = что я умею
command-help = все команды
command-search = найти посты: /search холодный старт
command-ask = ответить на вопрос: /ask где был RecSys 2024
command-latest = новые посты: /latest 10
command-paper = где писали о статье: /paper SASRec
command-papers = о каких статьях писали: /papers 2024, файлом — /papers export
command-similar = похожие посты: ссылка или ответ на пост
command-digest = новые посты сюда: сразу, раз в день или в неделю
command-alerts = следить за темой: /alerts холодный старт
command-settings = язык, размер ответа и прочее
command-privacy = что я храню
command-hide = убрать пост из ответов: ссылка или ответ на пост
command-unhide = вернуть скрытый пост
command-status = посты, ответы, очередь, ошибки
command-import = загрузить архив канала файлом
command-forget = стереть всё обо мне

bot-description =
    Ищу по постам канала: спросите своими словами, пришлю подходящие места со ссылками.
    Знаю русский и английский, работаю в личке и в группах.
bot-short-description = Поиск по постам канала: цитаты и ссылки

posts-count = { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}

start =
    Здравствуйте! Я ищу по каналу { $channels }: { $posts }.
    Спросите своими словами — пришлю подходящие места и ссылки на посты.
    /latest покажет новое, /digest будет его присылать, /paper найдёт, где писали о статье.
    В группе зовите меня командой /search или ответом на моё сообщение.
    Попробуйте:
start-several =
    Здравствуйте! Я ищу по { $channels ->
        [one] { $channels } каналу
       *[other] { $channels } каналам
    }: { $posts }.
    Спросите своими словами — пришлю подходящие места и ссылки на посты.
    /latest покажет новое, /digest будет его присылать, /paper найдёт, где писали о статье.
    В группе зовите меня командой /search или ответом на моё сообщение.
    Попробуйте:
start-empty =
    Здравствуйте! Я ищу по постам канала, но пока у меня нет ни одного поста.
    Загрузить архив может тот, кто меня запустил: команда import, шаги описаны в README.
    Новые посты я возьму сам, как только стану администратором канала.
button-latest = Что нового
start-unknown = Эта ссылка больше ничего не открывает: поста нет или он был в другом архиве.

help-heading = Что я умею
help-queries =
    Искать точнее: "точная фраза", -слово (без него), =слово (только эта форма), кот | пёс (любое из них).
    Отобрать: #тег, after:2024-05, before:2023, channel:имя, author:имя, has:paper (link, photo, video, poll, code).
help-admin = Для администраторов:
help-more =
    Понимаю ссылку на пост, пересланный пост, ссылку на статью, DOI или номер arXiv.
    В любом другом чате: @{ $bot } и запрос.
help-footer = Можно и без команды: напишите, что ищете, или задайте вопрос. Чтобы уточнить, ответьте на мой ответ.
help-footer-group = В группе отвечаю на команды и на ответы моим сообщениям.

greeting-group =
    Всем привет! Я ищу по каналу { $channels }.
    Спрашивайте так: /search холодный старт. Остальные команды — в /help.
greeting-group-empty =
    Всем привет! Я ищу по постам канала, но архив пока пуст: его загружает тот, кто меня запустил.
    Команды — в /help.

ask-search = Что найти? Ответьте на это сообщение.
ask-ask = О чём вопрос? Ответьте на это сообщение.
ask-similar = На какой пост искать похожие? Пришлите ссылку на него или текст.
ask-paper = Какую статью? Название, его часть, номер arXiv или короткое имя.
ask-alerts = За чем следить? Запрос, номер arXiv или ссылка на статью — ответом на это сообщение.
ask-alerts-again = Здесь нечего искать. За чем следить? Например, "semantic ids" — ответом на это сообщение.
ask-alerts-past = Эта дата уже прошла, новых постов с ней не будет. За чем следить? Ответьте на это сообщение.
ask-digest-city = В каком вы городе? Ответьте на это сообщение.
ask-digest-city-again = Такого города не знаю. Какой большой город рядом, например Новосибирск? Ответьте на это сообщение. Весь список — в /digest
ask-digest-query = О чём присылать посты? Запрос, как в поиске, — ответом на это сообщение.
ask-digest-query-again = Здесь нечего искать. О чём присылать посты? Например, холодный старт — ответом на это сообщение.
ask-digest-query-past = Эта дата уже прошла, новых постов с ней не будет. О чём присылать посты? Ответьте на это сообщение.
ask-digest-quiet = В какие часы не беспокоить? Например, 23-8 — ответом на это сообщение.
ask-digest-quiet-again = Не понял часы. Напишите два часа через дефис, например 23-8, или «нет» — ответом на это сообщение.
placeholder-search = холодный старт
placeholder-ask = что такое семантические айдишники?
placeholder-similar = https://t.me/канал/123
placeholder-alerts = "semantic ids"
placeholder-digest-city = Новосибирск
placeholder-digest-query = холодный старт | cold start
placeholder-digest-quiet = 23-8
placeholder-paper = SASRec или 1808.09781

results-search = { $posts } по запросу { $query }
results-latest = Новые посты, всего { $count }
results-paper = { $query }: { $posts }
results-paper-near = Точного упоминания { $query } нет. Похожее нашлось здесь:
results-similar = Похоже на { $query }: { $posts }
results-shared = Общее: { $shared }
results-cut = Запрос длинный, искал по его началу.
results-guess = Слова «{ $word }» в постах нет, искал «{ $searched }».
results-not-understood = Не понял «{ $part }» и искал как обычные слова. Как искать точнее — в /help
results-waiting = После обновления я ещё перечитываю архив, поэтому нашёл пока не всё.
results-page = { $page } из { $pages }
results-unknown-ids = Номеров некоторых постов я не знаю, поэтому их ссылки ведут на канал.
button-newest = Сначала новые
button-relevance = Сначала подходящие
button-previous = ‹ Назад
button-next = Дальше ›

# Ответ на вопрос
answer-maybe = Не уверен, но ответ может быть здесь:
answer-none = Ответа на это в постах нет. Ближе всего вот что:
answer-reading = Читаю посты…
button-by-words = Искать по словам
button-more-on-this = Ещё об этом
button-sources = Источники
results-sources = Из чего составлен ответ на { $query }:
button-helpful = 👍 Помогло
button-unhelpful = 👎 Нет
button-voted = { $label } ✓
button-votes = { $label } · { $count }
thanks-helpful = Рад, что помогло.
thanks-unhelpful = Спасибо, что сказали. Попробуйте спросить другими словами.

# Карточка статьи. channels: one — канал один, several — их несколько
paper-more-authors = { $authors } и др.
paper-posts = { $channels ->
    [several] Каналы писали
   *[one] Канал писал
} о ней в { $count ->
    [one] { $count } посте
   *[other] { $count } постах
}, сначала новые:
paper-one-post = { $channels ->
    [several] Каналы писали
   *[one] Канал писал
} о ней { $date }:
paper-by-words = Сама статья в постах не узнана, но { $query } в них встречается, { $posts }:
paper-no-post = { $channels ->
    [several] Каналы о ней пока не писали.
   *[one] Канал о ней пока не писал.
}
paper-near = Ближе всего вот что:
paper-rules = Распознано: { $rules }
paper-gone = Этой статьи у меня больше нет. Посмотрите все: /papers
rule-link = ссылка
rule-number = номер
rule-known-title = известное название
rule-heading = заголовок
rule-list-item = пункт списка
rule-quoted = кавычки
rule-after-word = слово «статья»
rule-foreign-title = английское название в тексте
rule-name = короткое имя
rule-title = название из других постов
button-read-paper = Читать
button-bibtex = BibTeX
button-alike = Похожие статьи
button-other-paper = Ещё: { $paper }
button-next-mention = Следующее упоминание ›
choose-paper = Под { $query } подходят несколько статей. Какая нужна?
nearest-papers = О { $query } ничего не нашлось. Есть похожие статьи:

# Список статей
papers-count = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[many] { $count } статей
}
papers-all = Статьи из постов, всего { $count }
papers-found = { $query }: { $papers }
papers-alike = Похоже на { $query }: { $papers }
papers-alike-how = Их упоминают рядом с ней и в похожих постах, или похоже названы.
papers-no-post = канал не писал
button-mentions = Чаще упоминались
button-papers = Все статьи
no-papers = В постах пока нет ни одной статьи, которую я узнал. Найти пост можно словами: просто напишите мне, о чём он.
no-papers-yet = Я ещё ищу статьи в постах. Загляните чуть позже: /papers
no-papers-found =
    Статей по запросу { $query } нет.
    Попробуйте слово из названия, год (2024) или месяц (2024-10).
no-papers-alike =
    Похожих на { $query } статей нет.
    Посмотрите все или поищите посты словами: просто напишите мне, о чём.
export-caption = { $papers }: библиография для LaTeX и таблица
export-in-private = Файлы пришлю в личке, чтобы не занимать группу.

nothing-search = Ничего не нашлось по запросу { $query }.
nothing-search-next = Попробуйте короче или другими словами; можно по-английски, можно кусочком слова.
nothing-instead = Зато есть вот что:
nothing-paper = О статье { $query } ничего не нашлось.
nothing-paper-next = Попробуйте часть названия, короткое имя (SASRec) или номер arXiv (1808.09781).
nothing-similar = Похожего на { $query } в архиве нет.
nothing-similar-next = Попробуйте поискать словами: просто напишите мне, о чём.
nothing-sources = Постов, из которых составлен этот ответ, у меня больше нет.
nothing-sources-next = Спросите ещё раз или посмотрите новое.
similar-unknown = Этого поста у меня нет. Пришлите ссылку на пост канала, по которому я ищу, или сам текст.
button-suggestion = { $query } · { $count }
nothing-query =
    В сообщении нет слов, которые можно искать.
    Напишите, что найти, например: холодный старт.
nothing-latest = Постов пока нет. Как только они появятся, /latest их покажет.

thanks = Рад помочь.
unknown-command = Такой команды не знаю. Вот все, что есть: /help
no-text = Я читаю только текст и пересланные посты. Напишите, что найти, или посмотрите новое: /latest
bad-count = Не понял число, показываю { $count }. Можно так: /latest 10

button-foreign = Эти кнопки для того, кто спрашивал. Ваши собственные откроет кнопка «Продолжить в личке».
button-expired = Я уже не помню, что было за этой кнопкой. Можно спросить заново.
button-again = Искать «{ $query }»
too-fast = Не успеваю за вами. Отвечу снова через { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
   *[many] { $seconds } секунд
}.

trouble-full = Сейчас не могу это сохранить: у меня кончилось место на диске. Искать и отвечать могу по-прежнему, а с этим загляните, пожалуйста, попозже.
trouble-locked = Сейчас не могу это сохранить: мою базу заняла другая программа. Искать и отвечать могу по-прежнему, а с этим загляните, пожалуйста, попозже.
trouble-failing = Сейчас не могу это сохранить: диск не даёт мне писать. Искать и отвечать могу по-прежнему, а с этим загляните, пожалуйста, попозже.
trouble-damaged = Не могу прочитать свои записи: моя база повреждена. Хозяину бота нужно её восстановить. До тех пор часть вопросов останется без ответа, простите.
error-apology = Что-то сломалось у меня внутри, простите. Попробуйте ещё раз. Если повторится, сообщите код { $id }

media-photo = Фото
media-video = Видео
media-animation = Анимация
media-audio = Аудио
media-voice = Голосовое сообщение
media-video_note = Видеосообщение
media-document = Файл
media-sticker = Стикер
media-location = Место на карте
media-contact = Контакт
media-other = Пост без текста
media-poll = Опрос

# Пост целиком
card-author = Автор: { $author }
card-forwarded = Переслано из { $name }
card-gone = Этого поста у меня больше нет. Посмотрите новое: /latest
button-open = Открыть пост
button-open-channel = Открыть канал
button-copy = Копия ссылки
button-older = ‹ Раньше
button-newer = Позже ›
button-similar = Похожие посты
button-paper = Статья: { $paper }
button-back-to-list = ‹ К списку

# Группы и чужие чаты
button-continue = Продолжить в личке
button-open-bot = Открыть в боте
link-reply = В канале об этом писали:
guest-title = Ответ по постам канала
inline-instead = Есть по запросу «{ $query }»: { $posts }
inline-late = Ищу дольше обычного — продолжить в боте

# Настройки: строка о каждой и подписи её кнопок
settings-heading = Настройки
settings-heading-group = Настройки группы
settings-admins-only = Настройки группы меняют её администраторы. Свои собственные — в личке: /settings
settings-privacy-mode = Чтобы замечать ссылки, мне нужно видеть сообщения группы: сделайте меня администратором или отключите privacy mode у @BotFather.
setting-language = Язык: «авто» — как в Telegram у того, кто пишет.
setting-page-size = Сколько постов показывать за раз.
setting-order = С чего начинать список: с подходящих или с новых.
setting-link-previews = Показывать ли превью первой ссылки.
setting-answer-length = Ответы: короткие (три поста, цитаты свёрнуты) или полные.
setting-link-replies = Отвечать ли тихо на ссылки arXiv и постов, если канал об этом писал.
choice-language-auto = Авто
choice-order-relevance = Подходящие
choice-order-newest = Новые
choice-link-previews-false = Без превью
choice-link-previews-true = С превью
choice-answer-length-short = Короткие
choice-answer-length-full = Полные
choice-link-replies-false = Молчать
choice-link-replies-true = Отвечать

# Дайджест: экран /digest
digest-heading = Новые посты
digest-admins-only = Рассылку в группу настраивают её администраторы. Свою собственную можно завести в личке: /digest
digest-off = Могу присылать их сюда: каждый сразу, раз в день или раз в неделю. Как удобнее?
digest-off-alerts = { $count ->
    [one] Слежу за { $count } запросом
   *[other] Слежу за { $count } запросами
}: /alerts
digest-each = Присылаю каждый сразу, как выйдет.
digest-daily = Раз в день, в { $hour }, { $zone }
digest-weekly = Раз в неделю: { $weekday }, { $hour }, { $zone }
digest-only = Только по запросу: { $query }
digest-finds-none = Таких постов пока не было.
digest-meant = Может быть, вы о «{ $query }»?
digest-channels = Каналы: { $channels }
digest-quiet = Тихие часы: с { $from } до { $until }
digest-silent = Без звука
digest-paused = На паузе, пока не нажмёте «Продолжить».
digest-next = Следующий: { $time }
digest-next-delayed = Этот час — тихий, поэтому следующий: { $time }
digest-today = сегодня в { $time }
digest-tomorrow = завтра в { $time }
digest-on-day = { $day }, в { $time }
digest-menu-hour = В котором часу присылать?
digest-menu-zone = По какому городу считать время?
digest-menu-quiet = В тихие часы ничего не присылаю: что накопится, придёт, когда они кончатся.
digest-menu-channels = Из каких каналов присылать?
digest-menu-more = Если я не работал в нужный час: прислать в тот же день, как заработаю, или добавить к следующему?
choice-rhythm-each = Сразу
choice-rhythm-daily = Раз в день
choice-rhythm-weekly = Раз в неделю
choice-quiet-off = Без тихих часов
choice-channel-all = Из всех, и новых тоже
choice-late-send = Прислать позже
choice-late-fold = К следующему
choice-nothing-new = Писать, если нового нет
button-hour = В { $hour }
button-quiet-hours = Тихие часы
button-zone = Время: { $zone }
button-silent = Без звука
button-with-sound = Со звуком
button-only-query = По запросу…
button-every-post = Все посты
button-channels = Каналы
button-more-choices = Ещё
button-preview = Пример
button-pause = Пауза
button-resume = Продолжить
button-turn-off = Выключить
button-restore = Вернуть
button-back = ← Назад
button-other-city = Другой город…
button-other-hours = Другие часы…
digest-which-city = { $city } — это где?
digest-revived = Снова присылаю сюда то, о чём вы просили. Что именно — в /digest и /alerts

# Сам дайджест
digest-heading-each = Новые посты
digest-heading-daily = Новое за день
digest-heading-weekly = Новое за неделю
digest-section-papers = О статьях
digest-section-posts = Посты
digest-section-news = Коротко
digest-section-also = А ещё
digest-papers = Статьи из этих постов
digest-nothing-new = За неделю новых постов не было.
digest-nothing-new-query = За неделю ничего нового по запросу { $query }.
digest-more = { $count ->
    [one] И ещё { $count } пост
    [few] И ещё { $count } поста
   *[many] И ещё { $count } постов
}: /latest
digest-preview = Пример: так будет выглядеть рассылка.
digest-preview-older = Пример по прежним постам: новых за это время не было.
digest-preview-empty = Подходящих постов пока нет, показать нечего. Изменить запрос или каналы — в /digest
button-unsubscribe = Отписаться
button-set-up = ⚙ Настроить
button-when = ⚙ Тихие часы, звук
digest-stopped = Больше не присылаю. Передумаете — кнопка «Вернуть» или /digest
digest-on-pause = Пауза. Продолжить можно в любой момент.
digest-goes-on = Снова присылаю.
digest-is-off = Рассылка уже выключена. Включить — /digest
digest-restored = Вернул как было.

# Запросы, за которыми слежу
alerts-heading = За чем слежу
alerts-none = Пока ни за чем. Добавьте тему, и я пришлю новый пост, как только она в нём появится. Подойдут слова, "точная фраза", #тег, has:paper, номер arXiv.
alerts-some = Пришлю новый пост, как только в нём это появится:
alert-too-many = Больше { $count } запросов не удержу. Удалите ненужный в /alerts, и место появится.
alert-added = Слежу: { $query }
alert-known = Уже слежу: { $query }
alert-finds = Уже есть { $posts }, о новых сообщу сразу.
alert-finds-near = Точно о таком пока не писали, есть похожее: { $posts }. О первом же посте сообщу.
alert-finds-all-but = Пришлю каждый новый пост, в котором этого нет.
alert-past = Эта дата уже прошла, новых постов с ней не будет.
alert-mistyped = Так в постах не пишут. Если вы о «{ $query }», там { $posts }: следить за этим — кнопкой ниже.
alert-finds-none = Пока о таком не писали. О первом же посте сообщу.
alert-found = { $count ->
    [one] Нашлось по запросу
   *[other] Нашлось по запросам
}: { $query }
alert-dropped = Больше не слежу. Весь список — /alerts
alert-restored = Снова слежу.
alert-watched-added = Слежу: о новых постах сообщу. Весь список — /alerts
alert-watched-known = За этим уже слежу. Весь список — /alerts
button-watch = 🔔 Следить
button-add-alert = Добавить
button-alerts = Всё, за чем слежу
button-delete-alert = ✕ { $query }
button-restore-alert = Вернуть: { $query }
button-drop-alert = Не следить: { $query }
button-watch-paper = 🔔 Статья: { $paper }
button-watch-query = 🔔 { $query }
button-show-found = Показать · { $count }

# Что хранится о человеке
privacy-heading = Что я о вас храню
privacy =
    Ваши настройки — пока вы их не сотрёте.
    Запросы, которые стоят за кнопками моих ответов, и сам ответ, если его писала языковая модель, — чтобы кнопки работали и разговор можно было продолжить. Полгода без нажатий — и я их забываю.
    Помог ли вам ответ, если вы это отметили, — чтобы отвечать лучше. Сами вопросы и ответы я только считаю.
    Что вы просили присылать в /digest и /alerts и что уже отправлено — пока вы этого не отмените.
    Ваше сообщение — пока не отвечу; после этого остаётся только его номер, чтобы не ответить дважды.
    Журнал работы: без ваших слов и без вашего имени.
    Если ответы пишет языковая модель, она получает ваш вопрос, но не знает, чей он; а я помню, сколько таких ответов вы получили за два дня.
    Больше никому ничего не передаю. Стереть всё сразу: /forget
forget-question =
    Стереть всё, что я о вас храню? Настройки станут обычными, дайджест и запросы из /alerts пропадут, ваши оценки тоже, кнопки под прежними ответами перестанут работать.
    Сами сообщения останутся в Telegram: их удаляете вы.
button-forget = Стереть
button-keep = Не надо
forget-done = Готово: о вас ничего не осталось. Если напишете снова, начнём сначала.
forget-kept = Хорошо, ничего не стёр.
forget-anonymous = Вы пишете от имени группы, и я не знаю, кто вы. Напишите мне /forget в личке.

# Администраторам: скрыть пост
which-hide = Какой пост скрыть? Пришлите /hide и ссылку на него или ответьте командой на сообщение, где он есть.
which-unhide = Какой пост вернуть? Пришлите /unhide и ссылку на него или ответьте командой на сообщение, где он есть. Убранную статью вернёт её название или номер arXiv.
hide-unknown = Такого поста у меня нет. Проверьте ссылку: нужна ссылка на пост канала, по которому я ищу.
done-hide =
    Скрыл: { $post }
    Теперь его нет ни в одном ответе, даже если загрузить архив заново. В канале он остаётся.
already-hide = Уже скрыт: { $post }
done-unhide =
    Вернул: { $post }
    Его снова можно найти.
already-unhide = Этот пост и так виден: { $post }
button-hide = Скрыть
button-unhide = Вернуть

# Администраторам: что принято за статью по ошибке
button-hide-paper = Это не статья
done-hide-paper =
    Убрал из статей: { $paper }
    Сами посты остались и по-прежнему находятся.
done-unhide-paper = Снова статья: { $paper }

# Администраторам: как у бота дела
status-posts = Посты
status-no-posts = Постов пока нет. Загрузите архив: /import
status-channel = { $name }: { $posts }, последний { $date }
status-channel-empty = { $name }: { $posts }
status-more-channels = и ещё { $count ->
    [one] { $count } канал
    [few] { $count } канала
   *[many] { $count } каналов
}
status-hidden = { $count ->
    [one] скрыт { $count } пост
    [few] скрыто { $count } поста
   *[many] скрыто { $count } постов
}
status-search = Поиск
index-ready = Индекс в памяти: { $posts }, готов
index-loading = Индекс в памяти загружается, пока отвечает диск
index-too-large = Архив велик для памяти, отвечает индекс на диске
index-silent = Поиск не отвечает, причина — в журнале
status-on-disk = На диске: { $posts }
status-waiting = Ждут перечитывания: { $count }
status-answers = Ответы
status-answers-none = Вопросов пока не было
status-answers-week = За неделю: с ответом { $answered }, без ответа { $unanswered }, помогло { $helpful }, не помогло { $unhelpful }
status-answers-ever = Всего: с ответом { $answered }, без ответа { $unanswered }, помогло { $helpful }, не помогло { $unhelpful }
status-model = Модель с запуска: своими словами { $worded }
status-model-quotes = { $worded }, цитатами вместо них: { $reasons }
status-model-paused = Сервер модели не отвечает, ответы пока из цитат; подробности в журнале
status-updates = Обновления
status-no-update = До этой команды ничего не приходило
status-last-update = Последнее: { $time }
status-queue = { $count ->
    [0] Очередь пуста
   *[other] В очереди: { $count }
}
status-parked = Отложено после многих попыток: { $count }, номера — в журнале
status-deliveries = Рассылка
status-subscribers = Получателей: { $subscribers }, запросов: { $alerts }
status-owed = { $count ->
    [0] Всё отправлено
   *[other] Ждут отправки: { $count }
}
status-oldest-due = Дольше всех ждёт: { $time }
status-sent = За сутки отправлено: { $count }
status-dead = За сутки не отправлено: { $reasons }
status-trouble = ⚠️ Хранилище
status-trouble-full = С { $time } нет места на диске. Поиск работает, но ничего не сохраняется; посты канала и рассылки ждут. Освободите место, и всё продолжится само.
status-trouble-locked = С { $time } базу занимает другая программа. Поиск работает, но ничего не сохраняется; посты канала и рассылки ждут. Когда она закончит, всё продолжится само.
status-trouble-failing = С { $time } диск отвечает ошибкой. Поиск работает, но ничего не сохраняется; посты канала и рассылки ждут.
status-trouble-unwritable = С { $time } базу нельзя записывать. Поиск работает, но ничего не сохраняется; посты канала и рассылки ждут.
status-trouble-damaged = С { $time } известно, что база повреждена. Остановите бота и восстановите её из резервной копии.
status-trouble-missing = В { $time } файл базы удалили или заменили, пока бот работал. Бот останавливается.
status-process = Программа
status-errors = { $count ->
    [0] Ошибок с запуска нет
    [one] { $count } ошибка с запуска
    [few] { $count } ошибки с запуска
   *[many] { $count } ошибок с запуска
}
status-last-error = { $errors }, последняя { $time }, код { $id }
status-database = База: { $size }
status-memory = Память: { $size }
status-uptime = Работает: { $time }
status-version = Версия { $version }

# Администраторам: загрузить архив файлом
import-heading = Загрузить архив канала
import-steps =
    1. Telegram Desktop: откройте канал → ⋮ → «Экспорт истории чата».
    2. Снимите галочки с фото и видео, формат — JSON.
    3. Пришлите мне result.json файлом, прямо сюда.
import-caption = В подписи к файлу можно указать канал и год: @канал 2024. Канал нужен, если он открытый: тогда ссылки на посты откроются у всех. Год — если файл без годов.
import-formats = Подойдут и HTML-страница экспорта, и сохранённая страница t.me/s/канал, и страница канала, сохранённая текстом. Прислать одно и то же дважды не страшно.
import-larger =
    Файлы больше 20 МБ Telegram ботам не отдаёт. Их загружают на сервере:
    { $command }
import-taking = Беру файл { $file }
import-reading = Читаю { $file }
import-busy = Ещё читаю { $file }. Пришлите этот файл, когда закончу.
import-bad-caption = Не понял подпись. Можно указать канал и год, например: @канал 2024 — или оставить файл без подписи.
import-done = Готово: { $file }
import-partly = Не до конца: { $file }
import-failed = Не получилось: { $file }
import-channel = { $channel } — { $posts }
import-members-only = Ссылки на посты откроются только участникам. Если канал открытый, пришлите файл ещё раз с подписью @канал.
import-skipped = Пропущено
outcome-new = новых: { $count }
outcome-updated = обновлено: { $count }
outcome-unchanged = без изменений: { $count }
outcome-outdated = старее того, что уже есть: { $count }
skipped-service-message = служебных сообщений: { $count }
skipped-empty-message = пустых: { $count }
skipped-unsupported-message = таких, которые Telegram не выгружает: { $count }
skipped-damaged-message = повреждённых: { $count }
problem-archive_unknown = Это не похоже на архив канала. Пришлите result.json из Telegram Desktop (сам файл, не ZIP), страницу экспорта или сохранённую страницу t.me/s/канал. Подробнее: /import
problem-archive_empty = Файл пустой. Выгрузите архив ещё раз и пришлите снова.
problem-archive_truncated = Файл обрывается. Всё, что до обрыва, сохранено. Выгрузите архив ещё раз и пришлите: повторов не будет.
problem-archive_damaged = Файл повреждён. Всё, что до этого места, сохранено. Выгрузите архив ещё раз и пришлите: повторов не будет.
problem-not_a_channel = Это не канал. Откройте в Telegram Desktop сам канал и выгрузите его историю.
problem-channel_mismatch = В подписи один канал, а файл — другого. Уберите подпись или исправьте её.
problem-channel_not_found = В файле нет канала из подписи. Уберите подпись или исправьте её.
problem-channel_taken = Это имя в базе у другого канала. Уберите подпись или укажите имя этого канала.
problem-channel_unnamed = В файле не сказано, чей это канал. Пришлите его с подписью: @канал
problem-import_interrupted = Меня остановили. Что успел прочитать, сохранено; пришлите файл ещё раз, и я дочитаю.
problem-store_full = На диске кончилось место. Освободите его и пришлите файл ещё раз: что прочитано, сохранено.
problem-database_locked = Базу занял другой процесс. Пришлите файл ещё раз, когда он закончит: что прочитано, сохранено.
problem-file_too_large = Файл больше 20 МБ, а больших Telegram ботам не отдаёт. Загрузите его на сервере: команда есть в /import
problem-file_unavailable = Telegram не отдал файл. Пришлите его ещё раз чуть позже.
