import { expect, onTestFinished, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { Health } from "../../src/store/health.ts";

function aHealth() {
  const events: string[] = [];
  let probes = 0;
  let isWorking = false;
  const health = new Health({
    now: () => new Date(0),
    onEvent: ({ kind, trouble }) => events.push(`${kind} ${trouble.code}`),
    probe: () => {
      probes += 1;
      if (!isWorking) throw trouble("STORE_FULL");
    },
  });
  onTestFinished(() => health.close());
  const mend = () => {
    isWorking = true;
  };
  return { health, events, mend, probes: () => probes };
}

function trouble(code: string): AppError {
  return new AppError(code, "Something is wrong", { hint: "Mend it" });
}

const NEVER = new AbortController().signal;

test("trouble is told once, and its end once, to all who wait for it", async () => {
  const { health, events, mend, probes } = aHealth();
  await health.untilWritable(NEVER);
  health.failed(trouble("STORE_FULL"));
  health.failed(trouble("STORE_FULL"));
  health.failed(trouble("DATABASE_LOCKED"));
  health.failed(new TypeError("a bug"));
  health.failed(trouble("CHANNEL_UNNAMED"));
  expect(health.trouble()).toMatchObject({ code: "STORE_FULL", hint: "Mend it", since: new Date(0) });
  const waiting = [health.untilWritable(NEVER), health.untilWritable(NEVER)];
  mend();
  await Promise.all(waiting);
  expect(probes()).toBe(1);
  expect(health.trouble()).toBeNull();
  expect(events).toEqual(["trouble STORE_FULL", "over STORE_FULL"]);
});

test("damage is not over by itself, and takes the place of what passes; a lost file takes the place of damage", () => {
  const { health, events } = aHealth();
  for (const code of ["STORE_FULL", "DATABASE_DAMAGED", "STORE_FULL", "DATABASE_DAMAGED", "DATABASE_MISSING"])
    health.failed(trouble(code));
  health.failed(trouble("DATABASE_DAMAGED"));
  expect(events).toEqual(["trouble STORE_FULL", "trouble DATABASE_DAMAGED", "trouble DATABASE_MISSING"]);
});

test("nobody waits longer than they want to, or than the store is open", async () => {
  const { health } = aHealth();
  health.failed(trouble("STORE_FULL"));
  const stopping = new AbortController();
  const waiting = [health.untilWritable(stopping.signal), health.untilWritable(NEVER)];
  stopping.abort();
  await waiting[0];
  health.close();
  await Promise.all(waiting);
  expect(health.trouble()?.code).toBe("STORE_FULL");
});
