/** What goes wrong with a call. "after effect": the bot never learns that its request was carried out. */
export type Fault =
  | { readonly status: 429; readonly retryAfter: number }
  | { readonly status: number; readonly description?: string }
  | { readonly drop: "before effect" | "after effect" }
  | { readonly body: string; readonly status: number }
  | { readonly delayMs: number };

interface Planned {
  readonly method: string;
  readonly fault: Fault;
  readonly chatId: number | null;
  left: number;
}

/** Faults ordered for the next calls; each is used as often as it was ordered. */
export class FaultPlan {
  readonly #planned: Planned[] = [];

  /**
   * `method` in any case, or "*" for whatever comes next; not getUpdates then, which is always about to come. Only calls
   * about the chat, where one is named.
   */
  add(method: string, fault: Fault, count = 1, chatId: number | null = null): void {
    this.#planned.push({ method: method.toLowerCase(), fault, chatId, left: count });
  }

  /** The fault of this call, if any; `chatId` as the call names its chat. */
  take(method: string, chatId?: unknown): Fault | undefined {
    if (this.#planned.length === 0) return undefined;
    const name = method.toLowerCase();
    const isNamed = (plan: Planned) => plan.method === name || (plan.method === "*" && name !== "getupdates");
    const isMeant = (plan: Planned) =>
      isNamed(plan) && (plan.chatId === null || String(plan.chatId) === String(chatId));
    const index = this.#planned.findIndex(isMeant);
    const plan = this.#planned[index];
    if (plan === undefined) return undefined;
    plan.left--;
    if (plan.left <= 0) this.#planned.splice(index, 1);
    return plan.fault;
  }

  clear(): void {
    this.#planned.length = 0;
  }
}
