import { readFileSync } from "node:fs";
import { packageFile } from "../../src/package-files.ts";
import {
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  webMessage,
  webPage,
  webText,
} from "./archives.ts";

/** The files of an archive by their names, in every format that is imported. */
export type WholeArchive = Readonly<Record<string, Buffer>>;

const HEADER =
  "Ranking Notes @ranking_notes Channel on Telegram\n\nRanking Notes\n\n@ranking_notes\n\n\nNotes by @anna\n";
const SAMPLE_MESSAGES = 30;
const TEXT =
  "Обзор <b>SASRec</b> &amp; <a href='https://arxiv.org/abs/2402.17152'>HSTU</a> 👩‍🔬<br><br>Второй абзац";

export function wholeArchives(): readonly [WholeArchive, ...WholeArchive[]] {
  const file = (name: string, content: string | object): WholeArchive => ({
    [name]: Buffer.from(typeof content === "string" ? content : JSON.stringify(content, null, 1)),
  });
  return [
    file("result.json", sample()),
    file("result.json", desktopJson(messages())),
    file("result.json", anAccount()),
    file("messages.html", desktopHtml(htmlMessages(1, 12))),
    {
      ...file("messages.html", desktopHtml(htmlMessages(1, 6))),
      ...file("messages2.html", desktopHtml(htmlMessages(7, 12))),
    },
    file("page.html", webPage(webMessages())),
    file("page.txt", pageText()),
  ];
}

function sample(): object {
  const all = JSON.parse(readFileSync(packageFile("data", "sample-channel", "result.json"), "utf8"));
  return { ...all, messages: all.messages.slice(0, SAMPLE_MESSAGES) };
}

function messages(): unknown[] {
  const { date, date_unixtime } = jsonMessage(2);
  const album = { photo: "photos/1.jpg", text: "", date, date_unixtime };
  const poll = { question: "Кто?", closed: false, total_voters: 1, answers: [{ text: "Квокка", voters: 1 }] };
  return [
    jsonMessage(1, { text: "Привет", text_entities: [{ type: "plain", text: "Привет" }] }),
    jsonMessage(2, album),
    jsonMessage(3, album),
    jsonMessage(4, { text: "", poll }),
    jsonMessage(5, { forwarded_from: "Other Channel", author: "Анна" }),
    jsonMessage(6, { file: "a.pdf", file_name: "a.pdf" }),
    jsonMessage(7, {
      text: ["a ", { type: "text_link", text: "статья", href: "https://x.y" }],
      text_entities: [
        { type: "plain", text: "a " },
        { type: "text_link", text: "статья", href: "https://x.y" },
      ],
    }),
    { id: 8, type: "service", date, date_unixtime, action: "pin_message" },
    jsonMessage(9, { edited: date, edited_unixtime: date_unixtime }),
  ];
}

function anAccount(): object {
  return {
    about: "Here is the data you requested.",
    chats: {
      list: [
        { name: "Ann", type: "personal_chat", id: 1, messages: [jsonMessage(1, { text: "private" })] },
        { ...desktopJson(messages()), name: "First", id: 1500000011 },
        { ...desktopJson(messages()), name: "Second", type: "private_channel", id: 1500000022 },
      ],
    },
  };
}

function htmlMessages(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) =>
    htmlMessage({ id: from + at, text: `${at} ${TEXT}` }),
  );
}

function webMessages(): string[] {
  return Array.from({ length: 12 }, (_, at) => webMessage(at + 1, webText(`${at} ${TEXT}`)));
}

function pageText(): string {
  const days = ["19 Nov, 21:44", "15 Nov, 13:38", "1 Nov, 10:00", "31 Oct, 09:05"];
  return (
    HEADER +
    days.map((day) => `\nRanking Notes\n\n${day}\n\n\nЗапись про квокку, ${day}\n\n* пункт\n`).join("")
  );
}
