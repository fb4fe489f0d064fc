import { connect, type Socket } from "node:net";
import type { Sending, Sent } from "./webhook.ts";

/** Brings updates as Telegram does, over connections that stay open, in a process of its own. */
async function main(): Promise<void> {
  const sending = await new Promise<Sending>((resolve) => process.once("message", resolve));
  process.send?.(await send(sending));
  process.disconnect?.();
}

async function send(sending: Sending): Promise<Sent> {
  const { seconds, connections } = sending;
  const acks: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  let next = 0;
  let refused = 0;
  const bring = async (socket: Socket) => {
    while (performance.now() < end) {
      const at = next++;
      const dueMs = sending.perSecond === null ? 0 : started + (at * 1000) / sending.perSecond;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      // A late sender must not hide that somebody was kept waiting.
      const begun = sending.perSecond === null ? performance.now() : dueMs;
      if ((await post(socket, updateOf(at, sending), sending)) !== 200) refused += 1;
      acks.push(performance.now() - begun);
    }
  };
  const sockets = Array.from({ length: connections }, () => connect(Number(sending.port), "127.0.0.1"));
  await Promise.all(sockets.map(bring));
  for (const socket of sockets) socket.destroy();
  acks.sort((a, b) => a - b);
  const quantile = (share: number) => acks[Math.min(acks.length - 1, Math.floor(acks.length * share))] ?? 0;
  const took = (performance.now() - started) / 1000;
  return { perSecond: (acks.length - refused) / took, refused, p50: quantile(0.5), p99: quantile(0.99) };
}

function updateOf(at: number, { firstId, people, questions }: Sending): string {
  const id = people[at % people.length] ?? 0;
  const from = { id, is_bot: false, first_name: "Reader", language_code: "ru" };
  const chat = { id, type: "private", first_name: "Reader" };
  const text = questions[at % questions.length];
  return JSON.stringify({
    update_id: firstId + at,
    message: { message_id: 1 + at, date: Math.floor(Date.now() / 1000), chat, from, text },
  });
}

/** The status of the answer. */
function post(socket: Socket, body: string, { path, secret }: Sending): Promise<number> {
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    socket.once("data", (answer) => resolve(Number(answer.toString("latin1", 9, 12)))); // HTTP/1.1 200
    socket.once("error", reject);
    socket.write(head + body);
  }).finally(() => socket.removeAllListeners("error")) as Promise<number>;
}

await main();
