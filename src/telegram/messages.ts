import { type Command, commandAskedBy } from "./commands.ts";
import { answer, type BotContext, isGroup } from "./context.ts";
import { queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { readMessage } from "./questions.ts";
import type { Texts } from "./texts.ts";

export interface MessageDeps {
  readonly commands: readonly Command[];
  readonly lists: Lists;
  /** In every language: our questions are recognised by their text. */
  readonly allTexts: readonly Texts[];
}

/** Answers a message that is meant for us, and stays silent on the others. */
export async function answerMessage(
  ctx: BotContext,
  { commands, lists, allTexts }: MessageDeps,
): Promise<void> {
  const asked = readMessage(ctx);
  switch (asked.kind) {
    case "nothing":
      return;
    case "command": {
      const command = commands.find(({ name }) => name === asked.name);
      if (command !== undefined) return command.run(ctx, asked.argument);
      // Without our name it may be for another bot.
      return asked.isAddressed ? say(ctx, "unknown-command") : undefined;
    }
    case "question": {
      if (asked.text === "") return answerSilence(ctx, commands);
      const command = commandAskedBy(ctx.msg?.reply_to_message?.text ?? "", commands, allTexts);
      return command ? command.run(ctx, asked.text) : lists.send(ctx, queryList("search", asked.text));
    }
    default:
      return asked satisfies never;
  }
}

async function answerSilence(ctx: BotContext, commands: readonly Command[]): Promise<void> {
  if (isServiceMessage(ctx)) return;
  // Somebody called us by name in a group: what is it that they want to find?
  if (isGroup(ctx)) return commands.find(({ name }) => name === "search")?.run(ctx, "");
  return say(ctx, "no-text");
}

function isServiceMessage(ctx: BotContext): boolean {
  return ctx.has([":pinned_message", ":new_chat_members", ":left_chat_member", ":write_access_allowed"]);
}

function say(ctx: BotContext, key: "unknown-command" | "no-text"): Promise<void> {
  return answer(ctx, { text: ctx.texts.rich(key) });
}
