import type { Report } from "../row.ts";
import { measureBroadcast } from "./broadcast.ts";
import { measureGoodput } from "./goodput.ts";

const USUAL_SIZES = [100_000];

/** Telling many people of one thing, within what Telegram takes. */
export async function benchFanOut(sizes: readonly number[]): Promise<Report> {
  const rows = await measureGoodput();
  for (const recipients of sizes.length > 0 ? sizes : USUAL_SIZES)
    rows.push(...(await measureBroadcast(recipients)));
  return { rows, notes: ["Refused requests are not taken; auto-retry sends them again."] };
}
