# The bot's texts in English. The same keys as ru.ftl; a test sees to it.

# What the language calls itself: a button of /settings
language-name = English

# Commands: a line of the menu and of /help
command-start = what I can do
command-help = all commands
command-search = find posts: /search cold start
command-ask = answer a question: /ask where was RecSys 2024
command-latest = newest posts: /latest 10
command-paper = where a paper was discussed: /paper SASRec
command-papers = papers that were discussed: /papers 2024, as files: /papers export
command-similar = posts like another: a link, or in reply to it
command-digest = new posts sent here: at once, daily or weekly
command-alerts = watch a topic: /alerts cold start
command-settings = language, length of answers and more
command-privacy = what I keep
command-hide = take a post out of all answers: a link, or in reply to it
command-unhide = bring a hidden post back
command-status = posts, answers, queue, errors
command-import = load a channel's archive from a file
command-forget = erase everything about me

bot-description =
    I search a channel's posts: ask in your own words, I send the passages that fit, with links.
    Russian and English, private chats and groups.
bot-short-description = Search a channel's posts: quotes and links

posts-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}

start =
    Hello! I search the channel { $channels }: { $posts }.
    Ask in your own words and I send the passages that fit, with links to the posts.
    /latest shows what is new, /digest sends it to you, /paper finds where a paper was discussed.
    In a group, call me with /search or by replying to me.
    Try one:
start-several =
    Hello! I search { $channels ->
        [one] { $channels } channel
       *[other] { $channels } channels
    }: { $posts }.
    Ask in your own words and I send the passages that fit, with links to the posts.
    /latest shows what is new, /digest sends it to you, /paper finds where a paper was discussed.
    In a group, call me with /search or by replying to me.
    Try one:
start-empty =
    Hello! I search a channel's posts, but I have none yet.
    Whoever runs me can load the archive with the import command; the README has the steps.
    New posts I take by myself once I am an administrator of the channel.
button-latest = What is new
start-unknown = That link opens nothing any more: the post is gone, or was in another archive.

help-heading = What I can do
help-queries =
    To be exact: "an exact phrase", -word (without it), =word (this form only), cat | dog (either of them).
    To narrow down: #tag, after:2024-05, before:2023, channel:name, author:name, has:paper (link, photo, video, poll, code).
help-admin = For administrators:
help-more =
    I understand a link to a post, a forwarded post, a link to a paper, a DOI or an arXiv id.
    In any other chat: @{ $bot } and a query.
help-footer = No command needed: write what you are looking for, or ask a question. To ask further, reply to my answer.
help-footer-group = In a group I answer commands and replies to my messages.

greeting-group =
    Hello everyone! I search the channel { $channels }.
    Ask me like this: /search cold start. All commands are in /help.
greeting-group-empty =
    Hello everyone! I search a channel's posts, but the archive is empty: whoever runs me loads it.
    All commands are in /help.

ask-search = What shall I look for? Reply to this message.
ask-ask = What is your question? Reply to this message.
ask-similar = Posts like which one? Send me a link to it, or its text.
ask-paper = Which paper? A title, a part of it, an arXiv id or a short name.
ask-alerts = What shall I watch for? Reply with a query, an arXiv id or a link to a paper.
ask-alerts-again = There is nothing to look for in that. What shall I watch for? For example, "semantic ids". Reply to this message.
ask-alerts-past = That date is over, so no new post will have it. What shall I watch for? Reply to this message.
ask-digest-city = Which city are you in? Reply to this message.
ask-digest-city-again = I do not know that city. Which large one is nearby, for example London? Reply to this message. The whole list is in /digest
ask-digest-query = Posts about what? Reply with a query, as in the search.
ask-digest-query-again = There is nothing to look for in that. Posts about what? For example, cold start. Reply to this message.
ask-digest-query-past = That date is over, so no new post will have it. Posts about what? Reply to this message.
ask-digest-quiet = In which hours shall I be silent? Reply with two hours, for example 23-8.
ask-digest-quiet-again = I did not understand the hours. Reply with two of them, for example 23-8, or with “no”.
placeholder-search = cold start
placeholder-ask = what are semantic ids?
placeholder-similar = https://t.me/channel/123
placeholder-alerts = "semantic ids"
placeholder-digest-city = London
placeholder-digest-query = cold start | холодный старт
placeholder-digest-quiet = 23-8
placeholder-paper = SASRec or 1808.09781

results-search = { $posts } for { $query }
results-latest = Newest posts, { $count } in all
results-paper = { $query }: { $posts }
results-paper-near = Nobody names { $query } exactly. The closest I found:
results-similar = Like { $query }: { $posts }
results-shared = In common: { $shared }
results-cut = That was long, so I searched for its beginning.
results-guess = No post has “{ $word }”, so I searched for “{ $searched }”.
results-not-understood = I did not understand “{ $part }” and searched for it as words. How to be exact: /help
results-waiting = I am reading the archive again after an update, so this is not everything yet.
results-page = { $page } of { $pages }
results-unknown-ids = I do not know the numbers of some posts, so their links open the channel.
button-newest = Newest first
button-relevance = Best first
button-previous = ‹ Back
button-next = Next ›

# The answer to a question
answer-maybe = I am not sure, but the answer may be here:
answer-none = No post answers that. The closest there is:
answer-reading = Reading the posts…
button-by-words = Search for the words
button-more-on-this = More on this
button-sources = Sources
results-sources = What the answer to { $query } is made of:
button-helpful = 👍 Helpful
button-unhelpful = 👎 Not really
button-voted = { $label } ✓
button-votes = { $label } · { $count }
thanks-helpful = Glad it helped.
thanks-unhelpful = Thank you for telling me. Try asking in other words.

# A paper's card. channels: one or several
paper-more-authors = { $authors } et al.
paper-posts = { $channels ->
    [several] The channels discussed
   *[one] The channel discussed
} it in { $count ->
    [one] { $count } post
   *[other] { $count } posts
}, newest first:
paper-one-post = { $channels ->
    [several] The channels discussed
   *[one] The channel discussed
} it on { $date }:
paper-by-words = The paper itself is not recognised in the posts, but { $query } stands in them, { $posts }:
paper-no-post = { $channels ->
    [several] The channels have not written about it yet.
   *[one] The channel has not written about it yet.
}
paper-near = The closest there is:
paper-rules = Recognised by { $rules }
paper-gone = I do not have that paper any more. See all of them: /papers
rule-link = a link
rule-number = its number
rule-known-title = a well-known title
rule-heading = a heading
rule-list-item = an item of a list
rule-quoted = quotation marks
rule-after-word = the word “paper”
rule-foreign-title = an English title in the text
rule-name = its short name
rule-title = its title in other posts
button-read-paper = Read
button-bibtex = BibTeX
button-alike = Similar papers
button-other-paper = Also: { $paper }
button-next-mention = Next mention ›
choose-paper = { $query } may be any of these. Which one?
nearest-papers = Nothing found about { $query }. There are papers like it:

# A list of papers
papers-count = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
}
papers-all = Papers in the posts, { $count } in all
papers-found = { $query }: { $papers }
papers-alike = Like { $query }: { $papers }
papers-alike-how = Named beside it and in similar posts, or called alike.
papers-no-post = not discussed
button-mentions = Most discussed first
button-papers = All papers
no-papers = There is no paper in the posts that I recognised. Posts are found by words: just write me what one is about.
no-papers-yet = I am still looking for papers in the posts. Try again in a while: /papers
no-papers-found =
    No papers for { $query }.
    Try a word of the title, a year (2024) or a month (2024-10).
no-papers-alike =
    There are no papers like { $query }.
    See all of them, or search posts by words: just write me what it is about.
export-caption = { $papers }: a bibliography for LaTeX and a table
export-in-private = I send the files in private, so that the group keeps its room.

nothing-search = Nothing found for { $query }.
nothing-search-next = Try fewer or other words, in English or Russian; a part of a word works too.
nothing-instead = But there is this:
nothing-paper = Nothing found about { $query }.
nothing-paper-next = Try a part of the title, a short name (SASRec) or an arXiv id (1808.09781).
nothing-similar = The archive has nothing like { $query }.
nothing-similar-next = Try words: just write me what it is about.
nothing-sources = I do not have the posts that this answer was made of any more.
nothing-sources-next = Ask again, or see what is new.
similar-unknown = I do not have that post. Send a link to a post of a channel that I search, or the text itself.
button-suggestion = { $query } · { $count }
nothing-query =
    There are no words to look for in that message.
    Write what to find, for example: cold start.
nothing-latest = No posts yet. Once there are some, /latest shows them.

thanks = Glad to help.
unknown-command = I do not know that command. Here are all of them: /help
no-text = I read text and forwarded posts only. Write what to find, or see what is new: /latest
bad-count = That is not a number I can use, so here are { $count }. Like this: /latest 10

button-foreign = These buttons belong to whoever asked. “Go on in private” opens your own.
button-expired = I no longer remember what was behind this button. You can ask again.
button-again = Search “{ $query }”
too-fast = You are faster than me. I answer again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.

trouble-full = I cannot save this now: my disk is full. I still search and answer; please come back to this a little later.
trouble-locked = I cannot save this now: another program is using my database. I still search and answer; please come back to this a little later.
trouble-failing = I cannot save this now: my disk does not let me write. I still search and answer; please come back to this a little later.
trouble-damaged = I cannot read my records: my database is damaged, and whoever runs this bot has to restore it. Until then some questions stay unanswered, sorry.
error-apology = Something broke on my side, sorry. Please try again. If it happens again, report the code { $id }

media-photo = Photo
media-video = Video
media-animation = Animation
media-audio = Audio
media-voice = Voice message
media-video_note = Video message
media-document = File
media-sticker = Sticker
media-location = Location
media-contact = Contact
media-other = Post without text
media-poll = Poll

# A whole post
card-author = By { $author }
card-forwarded = Forwarded from { $name }
card-gone = I do not have that post any more. See what is new: /latest
button-open = Open the post
button-open-channel = Open the channel
button-copy = Copy link
button-older = ‹ Older
button-newer = Newer ›
button-similar = Similar posts
button-paper = Paper: { $paper }
button-back-to-list = ‹ To the list

# Groups and other chats
button-continue = Go on in private
button-open-bot = Open in the bot
link-reply = The channel wrote about this:
guest-title = Answer from the channel's posts
inline-instead = There is something for “{ $query }”: { $posts }
inline-late = This takes longer than usual: go on in the bot

# Settings: a line about each, and what its buttons say
settings-heading = Settings
settings-heading-group = Settings of this group
settings-admins-only = Administrators change the settings of a group. Your own are in private: /settings
settings-privacy-mode = To notice links I have to see the group's messages: make me an administrator, or turn privacy mode off at @BotFather.
setting-language = Language: “auto” follows the Telegram of whoever writes.
setting-page-size = How many posts to show at a time.
setting-order = How a list begins: with the best or with the newest.
setting-link-previews = Whether the first link has a preview.
setting-answer-length = Answers: short (three posts, quotes folded) or full.
setting-link-replies = Whether links to arXiv and to posts get a quiet reply when the channel wrote about them.
choice-language-auto = Auto
choice-order-relevance = Best first
choice-order-newest = Newest first
choice-link-previews-false = No preview
choice-link-previews-true = Preview
choice-answer-length-short = Short
choice-answer-length-full = Full
choice-link-replies-false = Keep quiet
choice-link-replies-true = Reply

# The digest: the screen of /digest
digest-heading = New posts
digest-admins-only = Only administrators choose what is sent to this group. You can have your own in private: /digest
digest-off = I can send them here: each one at once, daily or weekly. Which would you like?
digest-off-alerts = { $count ->
    [one] I watch for { $count } query
   *[other] I watch for { $count } queries
}: /alerts
digest-each = I send each one as it comes out.
digest-daily = Daily at { $hour }, { $zone }
digest-weekly = Weekly: { $weekday }, { $hour }, { $zone }
digest-only = Only posts for: { $query }
digest-finds-none = No such posts so far.
digest-meant = Perhaps you mean “{ $query }”?
digest-channels = Channels: { $channels }
digest-quiet = Quiet hours: { $from } to { $until }
digest-silent = Without a sound
digest-paused = Paused until you press “Go on”.
digest-next = Next: { $time }
digest-next-delayed = That hour is a quiet one, so next: { $time }
digest-today = today at { $time }
digest-tomorrow = tomorrow at { $time }
digest-on-day = { $day }, at { $time }
digest-menu-hour = At which hour?
digest-menu-zone = Which city's time shall I go by?
digest-menu-quiet = In quiet hours I send nothing: what comes up meanwhile arrives when they end.
digest-menu-channels = Posts of which channels?
digest-menu-more = If I was down at the hour: shall I send it late on the same day, or add it to the next one?
choice-rhythm-each = At once
choice-rhythm-daily = Daily
choice-rhythm-weekly = Weekly
choice-quiet-off = No quiet hours
choice-channel-all = All, also new ones
choice-late-send = Send late
choice-late-fold = Add to the next
choice-nothing-new = Say so when nothing is new
button-hour = At { $hour }
button-quiet-hours = Quiet hours
button-zone = Time: { $zone }
button-silent = Without a sound
button-with-sound = With a sound
button-only-query = For a query…
button-every-post = All posts
button-channels = Channels
button-more-choices = More
button-preview = Example
button-pause = Pause
button-resume = Go on
button-turn-off = Turn off
button-restore = Bring it back
button-back = ← Back
button-other-city = Another city…
button-other-hours = Other hours…
digest-which-city = Where is your { $city }?
digest-revived = I send here again what you asked for. What that is: /digest and /alerts

# The digest itself
digest-heading-each = New posts
digest-heading-daily = Daily digest
digest-heading-weekly = Weekly digest
digest-section-papers = On papers
digest-section-posts = Posts
digest-section-news = In short
digest-section-also = And also
digest-papers = Papers in these posts
digest-nothing-new = No new posts this week.
digest-nothing-new-query = Nothing new this week for { $query }.
digest-more = { $count ->
    [one] And { $count } more post
   *[other] And { $count } more posts
}: /latest
digest-preview = An example: this is what you would be sent.
digest-preview-older = An example of earlier posts: there were no new ones.
digest-preview-empty = There is no post to show yet. Change the query or the channels in /digest
button-unsubscribe = Unsubscribe
button-set-up = ⚙ Set up
button-when = ⚙ Quiet hours, sound
digest-stopped = I have stopped sending it. To undo that: “Bring it back”, or /digest
digest-on-pause = Paused. You can go on at any time.
digest-goes-on = I send it again.
digest-is-off = It is turned off already. To turn it on: /digest
digest-restored = It is as it was.

# Queries that are watched for
alerts-heading = What I watch for
alerts-none = Nothing yet. Add a topic, and I send you a new post as soon as one is about it. Words will do, "an exact phrase", #tag, has:paper, an arXiv id.
alerts-some = I send a new post as soon as one has this:
alert-too-many = More than { $count } queries are too many for me. Delete one in /alerts, and there is room again.
alert-added = Watching for: { $query }
alert-known = Already watching for: { $query }
alert-finds = So far: { $posts }. I tell you of new ones at once.
alert-finds-near = Nothing quite like it so far, but close: { $posts }. I tell you of the first one.
alert-finds-all-but = I send every new post that does not have this.
alert-past = That date is over, so no new post will have it.
alert-mistyped = No post spells it like that. If you mean “{ $query }”, there are { $posts }: a button below follows that.
alert-finds-none = No post so far. I tell you of the first one.
alert-found = Found for { $query }
alert-dropped = I have stopped watching. All of them: /alerts
alert-restored = I watch for it again.
alert-watched-added = I watch for it and tell you of new posts. All of them: /alerts
alert-watched-known = I watch for it already. All of them: /alerts
button-watch = 🔔 Watch
button-add-alert = Add
button-alerts = All that I watch for
button-delete-alert = ✕ { $query }
button-restore-alert = Bring back: { $query }
button-drop-alert = Stop watching: { $query }
button-watch-paper = 🔔 Paper: { $paper }
button-watch-query = 🔔 { $query }
button-show-found = Show · { $count }

# What is kept about a person
privacy-heading = What I keep about you
privacy =
    Your settings, until you erase them.
    The queries behind the buttons of my answers, with the answer where a language model worded it, so that the buttons work and you can go on asking. After half a year without a press I forget them.
    Whether an answer helped you, if you said so, to answer better. Questions and answers themselves I only count.
    What you asked to be sent in /digest and /alerts, and what was sent, until you end it.
    Your message, until I have answered; then only its number, so that I do not answer twice.
    A log of my work: without your words and without your name.
    Where a language model words my answers, it gets your question without knowing whose it is, and I count your answers of the last two days.
    Nobody else gets any of it. Erase all of it at once: /forget
forget-question =
    Erase everything I keep about you? Settings go back to the usual ones, your digest, your /alerts and your votes are gone, and buttons under earlier answers stop working.
    The messages themselves stay in Telegram: those are yours to delete.
button-forget = Erase
button-keep = Leave it
forget-done = Done: nothing about you is left. If you write again, we begin anew.
forget-kept = All right, nothing is erased.
forget-anonymous = You write as the group, so I do not know who you are. Send me /forget in private.

# For administrators: hiding a post
which-hide = Which post shall I hide? Send /hide and a link to it, or reply with the command to a message that has it.
which-unhide = Which post shall I bring back? Send /unhide and a link to it, or reply with the command to a message that has it. A paper comes back by its title or arXiv id.
hide-unknown = I do not have that post. Check the link: it has to lead to a post of a channel that I search.
done-hide =
    Hidden: { $post }
    It is in no answer any more, also when the archive is imported again. In the channel it stays.
already-hide = Hidden already: { $post }
done-unhide =
    Back: { $post }
    It can be found again.
already-unhide = That post is not hidden: { $post }
button-hide = Hide
button-unhide = Bring back

# For administrators: what was taken for a paper by mistake
button-hide-paper = This is no paper
done-hide-paper =
    Not a paper any more: { $paper }
    The posts themselves stay and can be found.
done-unhide-paper = A paper again: { $paper }

# For administrators: how the bot is doing
status-posts = Posts
status-no-posts = No posts yet. Load an archive: /import
status-channel = { $name }: { $posts }, the last one of { $date }
status-channel-empty = { $name }: { $posts }
status-more-channels = and { $count ->
    [one] { $count } more channel
   *[other] { $count } more channels
}
status-hidden = { $count ->
    [one] { $count } post is hidden
   *[other] { $count } posts are hidden
}
status-search = Search
index-ready = Index in memory: { $posts }, ready
index-loading = The index in memory is loading; the disk answers meanwhile
index-too-large = The archive is too large for memory; the index on disk answers
index-silent = The search does not answer; the log says why
status-on-disk = On disk: { $posts }
status-waiting = Waiting to be read anew: { $count }
status-answers = Answers
status-answers-none = No questions so far
status-answers-week = In seven days: answered { $answered }, not answered { $unanswered }, helpful { $helpful }, not helpful { $unhelpful }
status-answers-ever = In all: answered { $answered }, not answered { $unanswered }, helpful { $helpful }, not helpful { $unhelpful }
status-model = Model since the start: in its words { $worded }
status-model-quotes = { $worded }, quotes instead: { $reasons }
status-model-paused = The model's server does not answer, so answers are quotes for now; the log says more
status-updates = Updates
status-no-update = Nothing came before this command
status-last-update = The last one: { $time }
status-queue = { $count ->
    [0] Nothing is waiting
   *[other] Waiting: { $count }
}
status-parked = Parked after many attempts: { $count }; the log has their numbers
status-deliveries = Deliveries
status-subscribers = Recipients: { $subscribers }, queries: { $alerts }
status-owed = { $count ->
    [0] Everything is sent
   *[other] Waiting to be sent: { $count }
}
status-oldest-due = Waiting longest: { $time }
status-sent = Sent in the last day: { $count }
status-dead = Not sent in the last day: { $reasons }
status-trouble = ⚠️ Storage
status-trouble-full = The disk is full since { $time }. Search works, but nothing is saved; channel posts and digests wait. Make room, and all of it goes on by itself.
status-trouble-locked = Another program has been using the database since { $time }. Search works, but nothing is saved; channel posts and digests wait. When it is done, all of it goes on by itself.
status-trouble-failing = The disk has been failing since { $time }. Search works, but nothing is saved; channel posts and digests wait.
status-trouble-unwritable = The database cannot be written since { $time }. Search works, but nothing is saved; channel posts and digests wait.
status-trouble-damaged = The database has been known to be damaged since { $time }. Stop the bot and restore a backup.
status-trouble-missing = The database's file was deleted or replaced at { $time }, while the bot ran. The bot is stopping.
status-process = Program
status-errors = { $count ->
    [0] No errors since the start
    [one] { $count } error since the start
   *[other] { $count } errors since the start
}
status-last-error = { $errors }, the last at { $time }, code { $id }
status-database = Database: { $size }
status-memory = Memory: { $size }
status-uptime = Running for { $time }
status-version = Version { $version }

# For administrators: loading an archive from a file
import-heading = Load a channel's archive
import-steps =
    1. Telegram Desktop: open the channel → ⋮ → Export chat history.
    2. Untick photos and videos, choose JSON as the format.
    3. Send me result.json as a file, right here.
import-caption = The caption may name the channel and a year: @channel 2024. Name the channel if it is public, so that links to its posts open for everybody. The year is for files that show none.
import-formats = An HTML page of the export will do, too, and a saved page of t.me/s/channel, and a channel page saved as text. Sending the same thing twice does no harm.
import-larger =
    Telegram gives bots no files of more than 20 MB. Import those on the server:
    { $command }
import-taking = Taking the file { $file }
import-reading = Reading { $file }
import-busy = I am still reading { $file }. Send this file when I am done.
import-bad-caption = I did not understand the caption. It may name a channel and a year, for example @channel 2024, or be left out.
import-done = Done: { $file }
import-partly = Not to its end: { $file }
import-failed = That did not work: { $file }
import-channel = { $channel } — { $posts }
import-members-only = Links to its posts open for members only. If the channel is public, send the file again with the caption @channel.
import-skipped = Left out
outcome-new = new: { $count }
outcome-updated = updated: { $count }
outcome-unchanged = unchanged: { $count }
outcome-outdated = older than what is kept: { $count }
skipped-service-message = service messages: { $count }
skipped-empty-message = empty ones: { $count }
skipped-unsupported-message = such that Telegram does not export: { $count }
skipped-damaged-message = damaged ones: { $count }
problem-archive_unknown = This does not look like a channel's archive. Send result.json of Telegram Desktop (the file itself, no ZIP), a page of the export, or a saved page of t.me/s/channel. More: /import
problem-archive_empty = The file is empty. Export the archive again and send it.
problem-archive_truncated = The file is cut off. Everything before that is saved. Export the archive again and send it: nothing is doubled.
problem-archive_damaged = The file is damaged. Everything before that place is saved. Export the archive again and send it: nothing is doubled.
problem-not_a_channel = This is no channel. In Telegram Desktop open the channel itself and export its history.
problem-channel_mismatch = The caption names one channel, and the file is of another one. Leave the caption out or correct it.
problem-channel_not_found = The file has no channel of that name. Leave the caption out or correct it.
problem-channel_taken = Another channel has that name in the database. Leave the caption out or give this channel's own name.
problem-channel_unnamed = The file does not say whose channel it is. Send it with a caption: @channel
problem-import_interrupted = I was stopped. What I had read is saved; send the file again and I read the rest.
problem-store_full = The disk is full. Make room and send the file again: what was read is saved.
problem-database_locked = Another program is writing the database. Send the file again when it is done: what was read is saved.
problem-file_too_large = The file is larger than 20 MB, and Telegram gives bots no larger ones. Import it on the server: /import shows the command
problem-file_unavailable = Telegram did not give me the file. Send it again in a while.
