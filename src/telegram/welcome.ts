import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { type Channel, channelName, type StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import { exampleQueries } from "../search/examples.ts";
import { buttonData } from "./button-data.ts";
import { answer, type BotContext } from "./context.ts";
import { LATEST, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import type { Texts } from "./texts.ts";

/** The first words to a person and to a group. */
export interface Welcome {
  send(ctx: BotContext): Promise<void>;
  greetGroup(ctx: BotContext): Promise<void>;
}

// Enough recent posts to see what the channel is about.
const EXAMPLE_POSTS = 300;
const EXAMPLES = 2; // and the third button shows the latest posts

export function createWelcome(posts: PostReader, lists: Lists): Welcome {
  const examplesOf = rememberingExamples();
  return {
    send: async (ctx) => {
      const archive = await describe(posts);
      await answer(ctx, {
        text: greeting(ctx.texts, archive),
        keyboard: await tryButtons(ctx, posts, { lists, examplesOf }),
      });
    },
    greetGroup: async (ctx) => {
      const { channels, count } = await describe(posts);
      const key = count === 0 ? "greeting-group-empty" : "greeting-group";
      await answer(ctx, { text: ctx.texts.rich(key, { channels: names(channels) }) });
    },
  };
}

interface Archive {
  readonly channels: readonly Channel[];
  readonly count: number;
}

async function describe(posts: PostReader): Promise<Archive> {
  return { channels: await posts.channels(), count: await posts.countPosts() };
}

function greeting(texts: Texts, { channels, count }: Archive): FormattedString {
  if (count === 0) return texts.rich("start-empty");
  const posts = texts.plain("posts-count", { count });
  if (channels.length > 1) return texts.rich("start-several", { channels: channels.length, posts });
  return texts.rich("start", { channels: names(channels), posts });
}

function names(channels: readonly Channel[]): FormattedString {
  return FormattedString.join(channels.map(channelLink), ", ");
}

function channelLink(channel: Channel): FormattedString {
  const title = channel.title ?? channelName(channel);
  return channel.username === null
    ? FormattedString.b(title)
    : FormattedString.a(title, `https://t.me/${channel.username}`);
}

/** Reading hundreds of posts takes a while, and they are the same until one is published or hidden. */
function rememberingExamples(): ExamplesOf {
  let remembered: { readonly ids: string; readonly examples: string[] } | null = null;
  return (posts) => {
    const ids = posts.map(({ id }) => id).join();
    if (remembered?.ids !== ids) remembered = { ids, examples: exampleQueries(posts, EXAMPLES) };
    return remembered.examples;
  };
}

type ExamplesOf = (posts: readonly StoredPost[]) => string[];

async function tryButtons(
  ctx: BotContext,
  posts: PostReader,
  { lists, examplesOf }: { lists: Lists; examplesOf: ExamplesOf },
): Promise<InlineKeyboard> {
  const keyboard = new InlineKeyboard();
  const recent = await posts.latestPosts({ offset: 0, limit: EXAMPLE_POSTS });
  if (recent.total === 0) return keyboard;
  for (const example of examplesOf(recent.posts)) {
    const token = await lists.keep(queryList("search", example), ctx);
    keyboard.text(example, buttonData(token, { kind: "run" })).row();
  }
  const token = await lists.keep(LATEST, ctx);
  return keyboard.text(ctx.texts.plain("button-latest"), buttonData(token, { kind: "run" }));
}
