import { pressStart } from "./api.js";
import { showBottom } from "./bottom.js";
import { showHeader } from "./chat-header.js";
import { askInlineElsewhere, connectChatTools } from "./chat-tools.js";
import { CommandMenu } from "./command-menu.js";
import { Composer } from "./composer.js";
import { restDayPills } from "./day-pills.js";
import { showDraft } from "./draft-bubble.js";
import { draftEditOfLast, obeyForceReply } from "./drafting.js";
import { byId } from "./element.js";
import { emptyState } from "./empty-state.js";
import { Hush } from "./hush.js";
import { connectLogActions } from "./log-actions.js";
import { rove } from "./log-clicks.js";
import { MessageList } from "./message-list.js";
import { MessageMenu } from "./message-menu.js";
import { pointAt } from "./point-at.js";
import { showScrollButton } from "./scroll-button.js";
import { Scroller } from "./scroller.js";
import { isOwn } from "./sender.js";
import { submit } from "./submit.js";
import { speak, textsFor } from "./texts.js";
import { showTopicTabs } from "./topic-tabs.js";

/** @import { Bot, ClientMessage } from "./api.js" */
/** @import { Purpose } from "./composer.js" */
/** @import { Conversation } from "./conversation.js" */
/** @import { Draft } from "./draft-bubble.js" */
/** @import { Notices } from "./notices.js" */

/**
 * @typedef {{
 *   notices: Notices,
 *   bot: () => Bot,
 *   nowMs: () => number,
 *   onChange: () => void,
 *   onLink: (href: string) => boolean,
 *   conversations: () => Conversation[],
 *   attempt: <Result>(work: Promise<Result>) => Promise<Result | null>,
 * }} Surroundings
 */

/** The right side of the page: one conversation, shown and written in. */
export class OpenChat {
  /** @type {Conversation | null} */
  conversation = null;
  /** @type {Draft | null} */
  #draft = null;
  #log = byId("log", HTMLElement);
  #menu = new MessageMenu();
  #hush = new Hush(this.#log);

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.around = surroundings;
    this.list = new MessageList(this.#log, surroundings.nowMs);
    this.scroller = new Scroller(byId("viewport", HTMLElement), {
      onTop: () => void this.#loadOlder(),
      onMoved: (state) => showScrollButton(state, this.#texts()),
    });
    this.composer = new Composer({
      onSubmit: (text, purpose) => this.#submit(text, purpose),
      onTyped: (text) => {
        this.commands.typed(text);
        this.picker.typed(text);
      },
      onEditLast: () => this.conversation && draftEditOfLast(this.composer, this.conversation),
    });
    this.commands = new CommandMenu({
      onPick: (command) => {
        this.composer.setText("");
        this.#sendCommand(`/${command}`);
      },
      onComplete: (command) => this.composer.setText(`/${command} `),
    });
    this.picker = connectChatTools(this, this.#menu);
    this.#connect();
  }

  /** @param {Conversation} conversation */
  open(conversation) {
    this.composer.cancel();
    if (this.conversation !== null) this.conversation.draft = this.composer.text;
    this.conversation = conversation;
    const { dialog } = conversation;
    const texts = textsFor(dialog.language);
    speak(dialog.language);
    this.composer.setText(conversation.draft);
    this.composer.setPlaceholder(dialog.canPublish ? texts.publish : texts.message);
    this.list.clear();
    this.loaded();
    void this.commands.offer(dialog);
  }

  /** The first messages of the open conversation are there. */
  loaded() {
    if (this.conversation === null) return;
    const { dialog, history } = this.conversation;
    this.#hush.begin();
    this.update();
    this.scroller.toBottom();
    if (matchMedia("(pointer: fine)").matches) this.composer.focus();
    obeyForceReply(this.composer, history.last, dialog);
  }

  /** Shows what is known now, without moving what the reader looks at. */
  update() {
    const { conversation } = this;
    if (conversation === null) return;
    const { dialog, history, isLoaded } = conversation;
    const isEmpty = isLoaded && history.messages.length === 0;
    this.scroller.keepingPlace(() => this.list.show(conversation.shown, dialog));
    showTopicTabs(conversation);
    byId("empty", HTMLElement).replaceChildren(...(isEmpty ? [emptyState(dialog, this.around.bot())] : []));
    if (this.#log.querySelector('article[tabindex="0"]') === null) rove(this.#log, this.#lastNode());
    showBottom(dialog, { isEmpty });
  }

  /** @param {boolean} isTyping */
  showTyping(isTyping) {
    if (this.conversation !== null) showHeader(this.conversation.dialog, isTyping);
  }

  /** @param {Draft | null} draft what the bot is writing here */
  showDraft(draft) {
    const { conversation } = this;
    if (conversation === null || draft === this.#draft) return;
    this.#draft = draft;
    const attempt = (/** @type {Promise<unknown>} */ work) => void this.around.attempt(work);
    this.scroller.keepingPlace(() => showDraft(draft, conversation.dialog, attempt));
  }

  /** @param {ClientMessage} message already in the open conversation */
  arrived(message) {
    if (this.conversation === null) return;
    const { dialog, shown } = this.conversation;
    if (shown.every(({ message_id }) => message_id !== message.message_id)) return;
    const isFollowed = isOwn(message, dialog) || this.scroller.isAtBottom;
    this.update();
    if (isFollowed) this.scroller.follow(this.list.node(message.message_id));
    else this.scroller.countNew();
    obeyForceReply(this.composer, message, dialog);
  }

  /** @param {number} messageId */
  async jump(messageId) {
    const { conversation } = this;
    if (conversation === null) return;
    const isFound = await this.around.attempt(conversation.reach(messageId));
    if (this.conversation !== conversation || isFound === null) return;
    if (conversation.shown.every(({ message_id }) => message_id !== messageId)) conversation.topic = null;
    this.#hush.begin();
    this.update();
    const node = this.list.node(messageId);
    if (node === null) return this.around.notices.toast(this.#texts().noSuchMessage);
    pointAt(node, this.scroller.isTall(node));
  }

  /** @param {string} [payload] */
  async start(payload) {
    const { conversation } = this;
    if (conversation === null) return;
    const answer = await this.around.attempt(pressStart(conversation.dialog.key, payload));
    if (answer?.message) this.#added(conversation, answer.message);
  }

  /** @param {number | null} topic of the open forum */
  showTopic(topic) {
    if (this.conversation === null) return;
    this.conversation.topic = topic;
    this.loaded();
  }

  /**
   * @param {Promise<{ message: ClientMessage }>} work that puts a message into the open chat
   * @returns {Promise<boolean>}
   */
  async deliver(work) {
    const { conversation } = this;
    const answer = await this.around.attempt(work);
    if (conversation === null || answer === null) return false;
    this.#added(conversation, answer.message);
    if (conversation === this.conversation) this.scroller.toBottom();
    return true;
  }

  /** @param {string} query typed after the bot's name */
  askInline(query) {
    this.composer.setText(`@${this.around.bot().username} ${query}`);
    this.composer.focus();
  }

  /** Closes the innermost thing that Escape may close. */
  escape() {
    if (!this.#menu.isOpen && !this.commands.isOpen && !this.picker.isOpen) this.composer.cancel();
  }

  #connect() {
    restDayPills(this.scroller.viewport);
    byId("start", HTMLButtonElement).addEventListener("click", () => void this.start());
    byId("to-bottom", HTMLButtonElement).addEventListener("click", () => this.scroller.toBottom("smooth"));
    connectLogActions(this.#log, {
      around: this.around,
      composer: this.composer,
      menu: this.#menu,
      conversation: () => this.conversation,
      onCommand: (command) => this.#sendCommand(command),
      onJump: (messageId) => void this.jump(messageId),
      askInline: (query) => this.askInline(query),
      askInlineElsewhere: (query) => void askInlineElsewhere(this, query),
    });
  }

  /**
   * @param {string} text
   * @param {Purpose} purpose
   * @returns {Promise<boolean>} false: the field should have its text back
   */
  async #submit(text, purpose) {
    const { conversation } = this;
    if (conversation === null) return false;
    const answer = await this.around.attempt(
      submit(conversation.dialog.key, text, purpose, conversation.place),
    );
    const isStillOpen = conversation === this.conversation;
    if (answer === null && !isStillOpen) conversation.draft ||= text;
    if (answer === null) return !isStillOpen;
    this.#added(conversation, answer.message);
    if (purpose.kind !== "edit" && isStillOpen) this.scroller.toBottom();
    return true;
  }

  /**
   * @param {Conversation} conversation
   * @param {ClientMessage} message
   */
  #added(conversation, message) {
    conversation.put(message);
    if (conversation === this.conversation) this.update();
    this.around.onChange();
  }

  /** @param {string} command "/help"; among several people it says whose command it is */
  #sendCommand(command) {
    const isAmbiguous = this.conversation?.dialog.kind === "group" && !command.includes("@");
    void this.#submit(isAmbiguous ? `${command}@${this.around.bot().username}` : command, { kind: "new" });
  }

  async #loadOlder() {
    const { conversation } = this;
    if (conversation === null || !conversation.isLoaded || !conversation.history.hasOlder) return;
    const isDone = await this.around.attempt(conversation.loadOlder().then(() => true));
    if (!isDone || this.conversation !== conversation) return;
    this.#hush.begin();
    this.update();
  }

  #lastNode() {
    const last = this.conversation?.shown.at(-1);
    return last === undefined ? null : this.list.node(last.message_id);
  }

  #texts() {
    return textsFor(this.conversation?.dialog.language ?? "ru");
  }
}
