import { type Command, InvalidArgumentError } from "commander";
import type { Cli } from "./cli.ts";

/** `digest`: what subscribers would be sent, and what is owed to them. */
export function addDigest(program: Command, cli: Cli): void {
  const digest = program.command("digest").description("digests and alerts: what would be sent, and to whom");
  digest
    .command("preview")
    .description("print the digest of a chat as it would be sent; nothing is sent or recorded")
    .option(
      "--chat <id>",
      "of this chat, as it was set up there; without it, a daily digest of everything",
      chatId,
    )
    .option("--topic <id>", "of a topic of that chat", topicId)
    .option("--at <time>", "as of then: 2026-11-30 or 2026-11-30T09:00, in the chat's time zone")
    .option("--weekly", "without --chat: of a week")
    .option("--query <query>", "without --chat: only posts that match")
    .option("--json", "print {chat, since, at, total, sections: [{kind, items}], papers, messages}")
    .action(async (options: PreviewOptions) => {
      const { runDigestPreview } = await import("./run-digest-preview.ts");
      await runDigestPreview(options, cli);
    });
  digest
    .command("send")
    .description(
      "with --dry-run, print what is owed now and to whom; nothing is sent: that is the bot's work",
    )
    .requiredOption("--dry-run", "look only; the running bot sends")
    .option("--json", "print [{chat, topic, subject, dueAt, messages, remark}]")
    .action(async (options: { json?: boolean }) => {
      const { runDigestSend } = await import("./run-digest-send.ts");
      await runDigestSend(options, cli);
    });
}

export interface PreviewOptions {
  readonly chat?: number;
  readonly topic?: number;
  readonly at?: string;
  readonly weekly?: boolean;
  readonly query?: string;
  readonly json?: boolean;
}

function chatId(text: string): number {
  if (!/^-?\d{1,16}$/.test(text))
    throw new InvalidArgumentError("A chat is named by its number, such as 1001 or -1001234567890.");
  return Number(text);
}

function topicId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("A topic is named by its number.");
  return Number(text);
}
