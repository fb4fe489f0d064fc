interface Kind {
  readonly first: string;
  count: number;
}

// That Telegram knows no such chat, person, message or place is no wonder after what was made of its updates.
const REFUSALS =
  /"name":"GrammyError","message":"Bad Request: (?:chat not found|invalid user_id|message to (?:be replied|edit) not found|message thread not found|PARTICIPANT_ID_INVALID)/;

/** Errors of a bot that was told rubbish; those of one kind are one. */
export class Suspects {
  readonly #kinds = new Map<string, Kind>();

  /** `replay`: how to see what led to them again. */
  add(errors: readonly string[], replay: string): void {
    for (const error of errors) {
      if (REFUSALS.test(error)) continue;
      const name = kindOf(error);
      const kind = this.#kinds.get(name) ?? { first: `${replay}\n  ${error}`, count: 0 };
      kind.count += 1;
      this.#kinds.set(name, kind);
    }
  }

  /** Each kind: how often it came, and how it came first. */
  kinds(): string[] {
    return [...this.#kinds.values()].map(({ first, count }) => `${count} times, first with ${first}`);
  }
}

/** What is said, and the function that says it. */
function kindOf(error: string): string {
  const message = /"message":"(?<said>.*?)"[,}]/.exec(error)?.groups?.said ?? error;
  const place = /\\n {4}at (?<name>\S+)/.exec(error)?.groups?.name ?? "";
  return `${message} ${place}`;
}
