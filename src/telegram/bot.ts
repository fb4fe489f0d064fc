import { Bot, type Composer } from "grammy";
import type { Logger } from "pino";
import type { PostStore } from "../channel/post-store.ts";
import type { Pacing } from "../digests/pacing.ts";
import { ifStoreWorks } from "../store-trouble.ts";
import { type AdminDeps, createAdmin } from "./admin/admin.ts";
import { apiOptions } from "./api-options.ts";
import { apologise, noteUnfinished } from "./apology.ts";
import { createCards } from "./cards.ts";
import { type ChannelPostDeps, keepChannelPost } from "./channel-posts.ts";
import { followMove, sendToNewId } from "./chat-moves.ts";
import type { ChatStore } from "./chats.ts";
import { createCommands, questionsOf } from "./commands.ts";
import { answerPress, type BotContext, isGroup } from "./context.ts";
import type { SubscriptionDeps } from "./digests/digest-deps.ts";
import { countReplies } from "./digests/reply-counting.ts";
import { followMembership, revive, tellRevived } from "./digests/subscription-life.ts";
import { createSubscriptionScreens, type SubscriptionScreens } from "./digests/subscription-screens.ts";
import { drafts } from "./drafts.ts";
import { createRepliedAnswer } from "./follow-ups.ts";
import { createGuest } from "./guest.ts";
import { createInline } from "./inline.ts";
import type { Intake } from "./intake.ts";
import { createLinkReplies } from "./link-replies.ts";
import { createLists, type ListDeps } from "./lists.ts";
import { answerMessage } from "./messages.ts";
import type { Observer } from "./observer.ts";
import { createPapers } from "./papers.ts";
import { answerButton, type PressDeps } from "./presses.ts";
import { createPrivacy } from "./privacy.ts";
import { createThrottle, type RateLimits, type Throttle } from "./rate-limits.ts";
import { knowReader } from "./reader.ts";
import { countRequests } from "./request-counting.ts";
import { ignoreHarmless, retryUnsent } from "./retries.ts";
import { refuseNonsense } from "./sensible-answers.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { createSettingsScreen, type SettingsScreen } from "./settings-screen.ts";
import { openStart } from "./start.ts";
import { Stops } from "./stops.ts";
import { createStrangeChannels } from "./strange-channels.ts";
import type { Locales } from "./texts.ts";
import { createWelcome } from "./welcome.ts";
import { isWellFormed, pressedButtonId } from "./well-formed.ts";

export interface BotDeps
  extends Omit<ListDeps, "beginDraft">,
    Omit<ChannelPostDeps, "meetStranger">,
    AdminDeps,
    Pick<SubscriptionDeps, "subscriptions" | "composer" | "onSubscriptionsChanged"> {
  /** IANA zone in which dates are shown, and of digests that have chosen none. */
  readonly timezone: string;
  readonly posts: PostStore;
  readonly intake: Intake;
  readonly chats: ChatStore;
  readonly locales: Locales;
  readonly rateLimits: RateLimits;
  /** Learns of all that people are sent. */
  readonly pacing: Pick<Pacing, "countReply" | "pause">;
  readonly observer: Observer;
  /** What searches for those who are not in a chat with us, where that is counted by itself. */
  readonly elsewhere?: Readonly<Record<"inline" | "guest", Pick<ListDeps, "finder">>>;
  readonly log: Logger;
  /** Aborted when the time for running answers is over: nothing is sent any more. */
  readonly closing: AbortSignal;
}

// A poll takes 30 s by itself; whatever takes longer than this hangs.
const REQUEST_TIMEOUT_S = 45;

/** The bot with all its features, not yet connected: nothing is sent before it is given an update. */
export function createBot(deps: BotDeps): Bot<BotContext> {
  const bot = new Bot<BotContext>(deps.token, {
    client: apiOptions(deps.apiRoot, REQUEST_TIMEOUT_S),
  });
  bot.api.config.use(countRequests(deps.observer), refuseNonsense, countReplies(deps.pacing));
  bot.api.config.use(sendToNewId(deps), retryUnsent(deps), deps.intake.keep);
  bot.use(deps.intake.receive);
  bot.use((ctx, next) => passWellFormed(ctx, next, deps.log));
  const stops = new Stops(deps.stopping);
  bot.on("stopped_message_generation", ({ stoppedMessageGeneration: { chat, draft_id } }) =>
    stops.stop({ chatId: chat.id, draftId: draft_id }),
  );
  // Outside the boundary: a post that cannot be kept must not count as handled.
  const strangers = createStrangeChannels(deps);
  bot.on(["channel_post", "edited_channel_post"], (ctx) =>
    keepChannelPost(ctx, { ...deps, meetStranger: strangers.meet }),
  );
  bot.on("my_chat_member", strangers.follow);
  bot.use((ctx, next) => {
    // The apology needs words, whatever else cannot be read.
    ctx.settings = DEFAULT_SETTINGS;
    ctx.texts = deps.locales.textsFor(ctx.from?.language_code);
    return next();
  });
  installFeatures(
    bot.errorBoundary(({ error, ctx }) => apologise(error, ctx, deps)),
    { ...deps, beginDraft: drafts({ ...deps, stops }) },
  );
  // What is thrown outside the boundary: the inbox could not be written, or a post could not be kept.
  bot.catch((error) => noteUnfinished(error, deps));
  return bot;
}

/** An update that is none cannot be handled now or ever: it is logged and counts as handled. */
async function passWellFormed(ctx: BotContext, next: () => Promise<void>, log: Logger): Promise<void> {
  if (isWellFormed(ctx.update)) return next();
  const fields = Object.keys(ctx.update);
  log.warn({ updateId: ctx.update.update_id, fields }, "an update with wrong or missing fields is dropped");
  const pressed = pressedButtonId(ctx.update);
  if (pressed !== null) await ignoreHarmless(ctx.api.answerCallbackQuery(pressed));
}

function installFeatures(features: Composer<BotContext>, deps: BotDeps & ListDeps): void {
  const { posts, chats, dates, locales, log } = deps;
  const lists = createLists(deps);
  const cards = createCards({ posts, papers: deps.papers, lists, dates });
  const papers = createPapers({ ...deps, lists });
  const welcome = createWelcome(posts, lists);
  const privacy = createPrivacy({ chats, lists });
  const settings = createSettingsScreen(deps);
  const subscriptions = createSubscriptionScreens({ ...deps, lists });
  const throttle = createThrottle(deps.rateLimits);
  const admin = createAdmin({ ...deps, lists });
  const repliedAnswer = createRepliedAnswer(deps);
  const commands = createCommands({
    lists,
    repliedAnswer,
    subscriptions,
    papers,
    welcome,
    posts,
    settings,
    privacy,
    ofAdmins: admin.commands,
    openStart: (ctx, code) => openStart(ctx, code, { ...deps, lists, cards, papers }),
    onStart: (ctx) => ifStoreWorks(revive(ctx, deps)),
  });
  const pressDeps = { ...deps, lists, cards, papers, paperHiding: admin.paperHiding, privacy };
  const allTexts = locales.languages.map(locales.textsFor);
  const overhear = createLinkReplies(deps);
  const questions = [...questionsOf(commands), ...subscriptions.questions];
  const messageDeps = {
    commands,
    questions,
    lists,
    cards,
    posts,
    throttle,
    repliedAnswer,
    overhear,
    allTexts,
    log,
  };
  features.use(async (ctx, next) => {
    await knowReader(ctx, { chats, locales });
    await next();
  });
  features.use(admin.middleware);
  features.on("callback_query", (ctx) => press(ctx, { settings, subscriptions, throttle }, pressDeps));
  features.on("inline_query", createInline({ ...deps, ...deps.elsewhere?.inline, throttle }));
  features.on("guest_message", createGuest({ ...deps, ...deps.elsewhere?.guest, throttle }));
  features.on("my_chat_member", async (ctx) => {
    // First what is kept: where that fails, all of it is done once more.
    const isRevived = await followMembership(ctx, deps);
    if (isJustAdded(ctx)) await welcome.greetGroup(ctx);
    if (isRevived) await tellRevived(ctx);
  });
  features.on("message", async (ctx) => {
    if (await followMove(ctx, deps)) return;
    await answerMessage(ctx, messageDeps);
  });
}

/** Every press is answered, whatever comes of it: until then Telegram shows a spinner. */
async function press(
  ctx: BotContext,
  { settings, subscriptions, throttle }: Pressable,
  deps: PressDeps,
): Promise<void> {
  const verdict = throttle.press(ctx);
  if (verdict.kind === "too-fast")
    return answerPress(ctx, ctx.texts.plain("too-fast", { seconds: verdict.seconds }));
  if (verdict.kind === "silence") return answerPress(ctx);
  if ((await settings.press(ctx)) || (await subscriptions.press(ctx))) return;
  await answerButton(ctx, deps);
}

interface Pressable {
  readonly settings: SettingsScreen;
  readonly subscriptions: SubscriptionScreens;
  readonly throttle: Throttle;
}

function isJustAdded(ctx: BotContext): boolean {
  const change = ctx.myChatMember;
  const isIn = (status: string | undefined) => status === "member" || status === "administrator";
  return isGroup(ctx) && isIn(change?.new_chat_member.status) && !isIn(change?.old_chat_member.status);
}
