import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { findTimezones } from "../../digests/timezones.ts";
import { offsetText } from "../../digests/utc-offset.ts";
import { askFor, type Question } from "../asked-questions.ts";
import { answer, type BotContext } from "../context.ts";
import { LONGEST_LABEL_CHARS, shortened } from "../text-cut.ts";
import { readQuietHours } from "./digest-changes.ts";
import { digestData } from "./digest-data.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import { placeOf } from "./digest-place.ts";
import { limitToQuery, save } from "./digest-screen.ts";
import { showDigestScreen } from "./digest-screen-view.ts";
import { type DigestState, digestState } from "./digest-state.ts";

/** What the screen asks and takes an answer in words for. */
export function digestQuestions(deps: SubscriptionDeps): Question[] {
  const asked = (
    { key, others }: Pick<Question, "key" | "others">,
    take: (ctx: BotContext, text: string, state: DigestState) => Promise<void>,
  ): Question => ({
    key,
    ...(others === undefined ? {} : { others }),
    answer: async (ctx, text) => {
      const place = placeOf(ctx);
      if (place !== null) await take(ctx, text, await digestState(ctx, place, deps));
    },
  });
  return [
    asked({ key: "digest-city", others: ["again"] }, (ctx, city, state) =>
      takeCity(ctx, city, { state, deps }),
    ),
    asked({ key: "digest-query", others: ["again", "past"] }, (ctx, query, state) =>
      limitToQuery(ctx, query, state, deps),
    ),
    asked({ key: "digest-quiet", others: ["again"] }, (ctx, hours, state) =>
      takeQuietHours(ctx, hours, { state, deps }),
    ),
  ];
}

interface Taking {
  readonly state: DigestState;
  readonly deps: SubscriptionDeps;
}

/** One place by that name is taken at once, of several one is chosen. */
async function takeCity(ctx: BotContext, city: string, { state, deps }: Taking): Promise<void> {
  const { texts } = ctx;
  const found = findTimezones(city);
  const [only, ...others] = found;
  if (only === undefined) return askFor("digest-city", ctx, "again");
  if (others.length === 0) return saveManners(ctx, { timezone: only.timezone }, { state, deps });
  const keyboard = new InlineKeyboard();
  for (const { timezone, name } of found)
    keyboard.text(`${name}, ${offsetText(timezone, state.now)}`, digestData("zone", timezone)).row();
  await answer(ctx, {
    text: texts.rich("digest-which-city", { city: FormattedString.b(shortened(city, LONGEST_LABEL_CHARS)) }),
    keyboard,
  });
}

/** "нет", "не надо", "без тихих часов", "no", "none", "off" */
const NONE = /^(?:нет?(?!\p{L})|без(?!\p{L})|никак|выкл|убер|no(?:ne|t)?(?!\p{L})|off(?!\p{L})|never)/iu;

async function takeQuietHours(ctx: BotContext, typed: string, taking: Taking): Promise<void> {
  const quietHours = readQuietHours(typed);
  if (quietHours === null && !NONE.test(typed)) return askFor("digest-quiet", ctx, "again");
  await saveManners(ctx, { quietHours }, taking);
}

async function saveManners(
  ctx: BotContext,
  manners: Partial<DigestState["manners"]>,
  { state, deps }: Taking,
): Promise<void> {
  const settings = { choices: state.choices, manners: { ...state.manners, ...manners } };
  const saved = await save(ctx, state, settings, deps);
  await answer(ctx, showDigestScreen(saved, ctx.texts));
}
