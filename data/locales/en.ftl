# The bot's texts in English. The same keys as ru.ftl; a test sees to it.

# Commands: a line of the menu and of /help
command-start = what I can do
command-help = all commands
command-search = find posts: /search cold start
command-latest = newest posts: /latest 10
command-paper = where a paper was discussed: /paper SASRec
command-similar = posts like another: a link, or in reply to it

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
    /latest shows what is new, /paper finds where a paper was discussed.
    In a group, call me with /search or by replying to me.
    Try one:
start-several =
    Hello! I search { $channels ->
        [one] { $channels } channel
       *[other] { $channels } channels
    }: { $posts }.
    Ask in your own words and I send the passages that fit, with links to the posts.
    /latest shows what is new, /paper finds where a paper was discussed.
    In a group, call me with /search or by replying to me.
    Try one:
start-empty =
    Hello! I search a channel's posts, but I have none yet.
    Whoever runs me can load the archive with the import command; the README has the steps.
    New posts I take by myself once I am an administrator of the channel.
button-latest = What is new

help-heading = What I can do
help-queries =
    To be exact: "an exact phrase", -word (without it), =word (this form only), cat | dog (either of them).
    To narrow down: #tag, after:2024-05, before:2023, channel:name, author:name, has:paper (link, photo, video, poll, code).
help-footer = No command needed: just write me what you are looking for.
help-footer-group = In a group I answer commands and replies to my messages.

greeting-group =
    Hello everyone! I search the channel { $channels }.
    Ask me like this: /search cold start. All commands are in /help.
greeting-group-empty =
    Hello everyone! I search a channel's posts, but the archive is empty: whoever runs me loads it.
    All commands are in /help.

ask-search = What shall I look for? Reply to this message.
ask-similar = Posts like which one? Send me a link to it, or its text.
ask-paper = Which paper? A title, a part of it, an arXiv id or a short name.
placeholder-search = cold start
placeholder-similar = https://t.me/channel/123
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

nothing-search = Nothing found for { $query }.
nothing-search-next = Try fewer or other words, in English or Russian; a part of a word works too.
nothing-instead = But there is this:
nothing-paper = Nothing found about { $query }.
nothing-paper-next = Try a part of the title, a short name (SASRec) or an arXiv id (1808.09781).
nothing-similar = The archive has nothing like { $query }.
nothing-similar-next = Try words: just write me what it is about.
similar-unknown = I do not have that post. Send a link to a post of a channel that I search, or the text itself.
button-suggestion = { $query } · { $count }
nothing-query =
    There are no words to look for in that message.
    Write what to find, for example: cold start.
nothing-latest = No posts yet. Once there are some, /latest shows them.

unknown-command = I do not know that command. Here are all of them: /help
no-text = I read text only. Write what to find, or see what is new: /latest
bad-count = That is not a number I can use, so here are { $count }. Like this: /latest 10

button-foreign = These buttons belong to whoever asked. Send /search to get your own.
button-expired = This button has nothing left to show. Ask again: /search

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
