import { byId, element } from "./element.js";
import { textsFor } from "./texts.js";

/** @import { Conversation } from "./conversation.js" */

/**
 * The topics of a forum below its header; `onPick` gets null for all of them and 0 for General.
 *
 * @param {(topic: number | null) => void} onPick
 */
export function connectTopicTabs(onPick) {
  byId("topics", HTMLElement).addEventListener("click", (event) => {
    const tab = event.target instanceof Element ? event.target.closest("[data-topic]") : null;
    const topic = tab?.getAttribute("data-topic");
    if (topic !== null && topic !== undefined) onPick(topic === "all" ? null : Number(topic));
  });
}

/** @param {Conversation} conversation */
export function showTopicTabs({ dialog, topic }) {
  const bar = byId("topics", HTMLElement);
  const texts = textsFor(dialog.language);
  bar.hidden = dialog.topics.length === 0;
  const places = [
    { id: "all", name: texts.allTopics },
    { id: "0", name: "General" },
    ...dialog.topics.map(({ id, name }) => ({ id: String(id), name })),
  ];
  const tabs = places.map(({ id, name }) => {
    const isOpen = id === (topic === null ? "all" : String(topic));
    return element(
      "button",
      { type: "button", role: "tab", "data-topic": id, "aria-selected": String(isOpen) },
      name,
    );
  });
  const isSame =
    tabs.length === bar.childElementCount && tabs.every((tab, i) => bar.children[i]?.isEqualNode(tab));
  if (!isSame) bar.replaceChildren(...tabs); // an open tab keeps the focus
}
