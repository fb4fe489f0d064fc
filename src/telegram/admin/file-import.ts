import type { Logger } from "pino";
import { answer, type BotContext } from "../context.ts";
import type { IsAdmin } from "./administrators.ts";
import type { Background } from "./background.ts";
import { readCaption } from "./import-caption.ts";
import type { ImportRunDeps } from "./import-run.ts";
import { showImportHelp, showImportProblem } from "./import-view.ts";
import { ProgressMessage } from "./progress-message.ts";
import { sizeIn } from "./status-view.ts";
import { MAX_FILE_BYTES, type SentFile, tooLarge } from "./telegram-file.ts";

export interface FileImportDeps extends ImportRunDeps {
  readonly background: Background;
  readonly isAdmin: IsAdmin;
  readonly log: Logger;
}

/** Archives that administrators send as files. */
export interface FileImports {
  explain(ctx: BotContext): Promise<void>;
  /** Takes an administrator's file; false where the message has none. The import goes on after the message. */
  take(ctx: BotContext): Promise<boolean>;
}

export function createFileImports(deps: FileImportDeps): FileImports {
  const desk = new ImportDesk(deps);
  return {
    explain: (ctx) => answer(ctx, { text: showImportHelp(ctx.texts) }),
    take: async (ctx) => {
      const file = sentFile(ctx, deps.isAdmin);
      if (file !== null) await desk.receive(ctx, file);
      return file !== null;
    },
  };
}

/** Null for everything but a file that an administrator sends to us alone. */
function sentFile(ctx: BotContext, isAdmin: IsAdmin): SentFile | null {
  const document = ctx.message?.document;
  const isOtherCommand = /^\/(?!import\b)/i.test(ctx.message?.caption ?? "");
  if (document === undefined || ctx.chat?.type !== "private" || !isAdmin(ctx) || isOtherCommand) return null;
  return { id: document.file_id, name: document.file_name ?? "archive", bytes: document.file_size ?? null };
}

/** One import at a time: two would only wait for each other's transactions. */
class ImportDesk {
  readonly #deps: FileImportDeps;
  /** Name of the file that is being imported. */
  #current: string | null = null;

  constructor(deps: FileImportDeps) {
    this.#deps = deps;
  }

  async receive(ctx: BotContext, file: SentFile): Promise<void> {
    const { texts } = ctx;
    const caption = readCaption(ctx.message?.caption ?? "", this.#deps.now());
    if (caption === null) return answer(ctx, { text: texts.rich("import-bad-caption") });
    if ((file.bytes ?? 0) > MAX_FILE_BYTES)
      return answer(ctx, { text: showImportProblem(file.name, tooLarge(), texts) });
    if (this.#current !== null)
      return answer(ctx, { text: texts.rich("import-busy", { file: this.#current }) });
    this.#current = file.name;
    try {
      const progress = await ProgressMessage.send(ctx, taking(ctx, file), this.#deps.log);
      const { importSentFile } = await import("./import-run.ts");
      const work = importSentFile({ ctx, file, caption, progress }, this.#deps);
      this.#deps.background.run(work.finally(() => this.#free()));
    } catch (error) {
      this.#free();
      throw error;
    }
  }

  #free(): void {
    this.#current = null;
  }
}

function taking({ texts }: BotContext, { name, bytes }: SentFile) {
  const file = bytes === null ? name : `${name}, ${sizeIn(texts.language, bytes)}`;
  return texts.rich("import-taking", { file });
}
