import { createParser } from "eventsource-parser";
import { z } from "zod";
import { ModelFailure } from "./chat-model.ts";

const WRITTEN = z.object({
  content: z.string().nullish(),
  // Two names for thoughts that are kept apart from what is said.
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
/** A chunk of a stream has deltas, a whole reply a message; the last chunk may have no choices, only counts. */
const REPLY = z.object({
  choices: z.array(z.object({ delta: WRITTEN.nullish(), message: WRITTEN.nullish() })).nullish(),
  error: z.unknown().optional(),
});

const END_OF_STREAM = "[DONE]";

interface Told {
  readonly onText: (soFar: string) => void;
  readonly onLife: () => void;
}

/**
 * Reads a reply as it comes, cut anywhere: events of a stream, or one JSON object where the server does not stream.
 * Throws ModelFailure for what is neither.
 */
export class ReplyReader {
  readonly #told: Told;
  readonly #events = createParser({ onEvent: ({ data }) => this.#read(data) });
  #kind: "unknown" | "stream" | "whole" = "unknown";
  #whole = "";
  #text = "";
  #isOver = false;

  constructor(told: Told) {
    this.#told = told;
  }

  get text(): string {
    return this.#text;
  }

  /** True when the server has said that no more will come. */
  get isOver(): boolean {
    return this.#isOver;
  }

  feed(part: string): void {
    if (this.#kind === "unknown" && part.trim() !== "")
      this.#kind = part.trimStart().startsWith("{") ? "whole" : "stream";
    if (this.#kind === "whole") this.#whole += part;
    else this.#events.feed(part);
  }

  /** Nothing more comes; returns the text. */
  end(): string {
    if (this.#kind === "whole") this.#read(this.#whole);
    else this.#events.feed("\n\n"); // the last event may lack its end
    if (this.#text.trim() === "") throw new ModelFailure("garbled");
    return this.#text;
  }

  #read(data: string): void {
    if (this.#isOver || data === END_OF_STREAM) {
      this.#isOver = true;
      return;
    }
    const { choices, error } = replyFrom(data);
    if (error !== undefined && error !== null) throw new ModelFailure("refused");
    const written = choices?.[0]?.delta ?? choices?.[0]?.message;
    const added = written?.content ?? "";
    if (added !== "" || hasThought(written)) this.#told.onLife();
    if (added === "") return;
    this.#text += added;
    this.#told.onText(this.#text);
  }
}

function replyFrom(data: string): z.infer<typeof REPLY> {
  try {
    return REPLY.parse(JSON.parse(data));
  } catch {
    throw new ModelFailure("garbled"); // without the cause, which repeats what was said
  }
}

function hasThought(written: z.infer<typeof WRITTEN> | null | undefined): boolean {
  return (written?.reasoning_content ?? "") !== "" || (written?.reasoning ?? "") !== "";
}
