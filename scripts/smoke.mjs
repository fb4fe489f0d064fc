// Starts the built playground, asks one question over HTTP as the chat page does, and expects an answer with links.
import { spawn } from "node:child_process";
import { once } from "node:events";

const QUESTION = "холодный старт";
const START_TIMEOUT_MS = 20_000;
const ANSWER_TIMEOUT_MS = 5_000;

const bot = spawn(process.execPath, ["dist/main.js", "playground"], {
  env: { ...process.env, BOT_TOKEN: "", HTTP_PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const url = await playgroundUrl();
  const { dialogs } = await get(`${url}/client/world`);
  const dialog = dialogs.find(({ kind, language }) => kind === "private" && language === "ru");
  const address = `${url}/client/dialogs/${dialog.key}/messages`;
  const asked = Date.now();
  await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: QUESTION }),
  });
  const answer = await answerAt(address);
  console.log(`${answer.text}\n\nanswered in ${Date.now() - asked} ms`);
  if (!answer.entities.some(({ type }) => type === "text_link")) throw new Error("The answer has no link");
} finally {
  bot.kill("SIGTERM");
}
const [code] = await once(bot, "exit");
if (code !== 0) throw new Error(`The playground ended with status ${code} after SIGTERM`);
console.log("smoke: 1 passed, 0 failed");

async function playgroundUrl() {
  const timeout = setTimeout(() => bot.kill("SIGKILL"), START_TIMEOUT_MS);
  let printed = "";
  for await (const chunk of bot.stdout) {
    printed += chunk;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
    if (url === undefined) continue;
    clearTimeout(timeout);
    return url;
  }
  throw new Error(`The playground printed no address: ${printed}`);
}

async function answerAt(address) {
  const deadline = Date.now() + ANSWER_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const { messages } = await get(address);
    const answer = messages.at(-1);
    if (answer?.out === false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No answer within ${ANSWER_TIMEOUT_MS} ms`);
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}
