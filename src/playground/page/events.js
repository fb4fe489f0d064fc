/** @import { ClientMessage } from "./api.js" */
/** @import { Draft } from "./draft-bubble.js" */

/**
 * @typedef {{
 *   onOpen: () => void,
 *   onLost: () => void,
 *   onMessage: (event: { chatId: number, message: ClientMessage }) => void,
 *   onEdited: (event: { chatId: number, message: ClientMessage }) => void,
 *   onDeleted: (event: { chatId: number, message_ids: number[] }) => void,
 *   onDraft: (event: { chatId: number, draft: Draft | null }) => void,
 *   onTyping: (event: { chatId: number, action: string }) => void,
 * }} Listeners
 */

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 15_000;

/**
 * Follows what happens on the server. When the stream breaks it comes back by itself, later and later; whoever
 * listens has to catch up in `onOpen`, because what happened meanwhile is not repeated.
 *
 * @param {Listeners} listeners
 * @returns {{ retry: () => void }} `retry` comes back at once
 */
export function followEvents(listeners) {
  let delayMs = FIRST_DELAY_MS;
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const connect = () => {
    clearTimeout(timer);
    source?.close();
    source = openStream(listeners);
    source.onopen = () => {
      delayMs = FIRST_DELAY_MS;
      listeners.onOpen();
    };
    source.onerror = () => {
      source?.close();
      listeners.onLost();
      timer = setTimeout(connect, delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    };
  };

  connect();
  return { retry: connect };
}

/** @param {Listeners} listeners */
function openStream({ onMessage, onEdited, onDeleted, onDraft, onTyping }) {
  const source = new EventSource("/client/events");
  source.addEventListener("message", (event) => onMessage(JSON.parse(event.data)));
  source.addEventListener("edited", (event) => onEdited(JSON.parse(event.data)));
  source.addEventListener("deleted", (event) => onDeleted(JSON.parse(event.data)));
  source.addEventListener("draft", (event) => onDraft(JSON.parse(event.data)));
  source.addEventListener("typing", (event) => onTyping(JSON.parse(event.data)));
  return source;
}
