// One person's chat with the bot.

import { messageElement } from "./bubble.js";
import { Composer } from "./composer.js";
import { alertDialog, confirmDialog, enlarge, toast } from "./dialogs.js";
import { avatar, el, iconButton } from "./dom.js";
import { chatMenu, messageMenu } from "./menus.js";
import { act } from "./server.js";
import { dayName, wordsFor } from "./words.js";

const PRESS_LASTS = 30000;
const NEAR_BOTTOM = 120;
const DAY_FLOATS = 1200;

export class Pane {
  // `page`: openDrawer(), toggleTheme().
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.shown = new Map();
    this.pressed = new Map();
    this.seenAnswers = null;
    this.words = wordsFor(person.language);
    this.build();
  }

  build() {
    this.title = el(".title");
    this.subtitle = el(".subtitle");
    this.face = el(".face");
    this.list = el(".messages");
    this.scroller = el(".scroller", {}, this.list);
    this.scroller.onscroll = () => this.noticeScroll();
    this.pinned = true;
    this.lastTop = 0;
    new ResizeObserver(() => this.pinned && this.scrollDown()).observe(this.scroller);
    this.downButton = iconButton("down", this.words.newest, () => this.scrollDown(), "newest");
    this.downButton.hidden = true;
    this.who = el(".who");
    const header = el(
      "header",
      {},
      iconButton("menu", this.words.people, this.page.openDrawer, "to-people"),
      this.face,
      el(".titles", {}, this.title, this.subtitle),
      this.who,
      iconButton("more", this.words.more, (event) => chatMenu(this, event)),
    );
    this.composer = new Composer(this);
    this.drop = el(".drop", { hidden: true });
    const chat = el(".chat", {}, this.scroller, this.downButton, this.drop);
    this.element = el("section.pane", {}, header, chat, this.composer.element);
    this.takeDroppedFiles();
  }

  takeDroppedFiles() {
    const over = (isOver) => (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      this.drop.textContent = this.words.dropHere;
      this.drop.hidden = !isOver;
    };
    this.element.ondragover = over(true);
    this.element.ondragleave = over(false);
    this.element.ondrop = (event) => {
      over(false)(event);
      this.composer.uploadAll(event.dataTransfer.files, "document");
    };
  }

  // The newest state: of the person, and of the chat if it changed.
  update(person, chat) {
    const spokenBefore = this.words.code;
    this.person = person;
    this.words = wordsFor(person.language);
    if (this.words.code !== spokenBefore) this.shown.clear();
    this.element.lang = this.words.code === "zh" ? "zh-Hans" : "en";
    this.who.textContent = person.name;
    if (chat) this.chat = chat;
    if (!this.chat) return;
    this.face.replaceChildren(avatar(this.chat.name, 5));
    this.title.textContent = this.chat.name;
    this.showAction();
    this.showMessages();
    this.showAnswers();
    this.composer.update();
  }

  lost() {
    this.subtitle.textContent = this.words.connecting;
  }

  showAction() {
    const { action, action_left: left } = this.chat;
    clearTimeout(this.actionTimer);
    const active = action && left > 0;
    this.subtitle.classList.toggle("active", Boolean(active));
    this.subtitle.textContent = active ? this.words[action] || this.words.typing : this.words.bot;
    if (!active) return;
    this.chat.action_left = 0;
    this.actionTimer = setTimeout(() => this.showAction(), left * 1000);
  }

  showMessages() {
    const first = this.list.childElementCount === 0;
    const before = this.newestId ?? 0;
    this.list.replaceChildren(...this.days());
    const newest = this.chat.messages.at(-1);
    this.newestId = newest?.message_id ?? 0;
    const grew = this.newestId > before;
    if (first || this.pinned || (grew && newest.outgoing)) this.scrollDown(!first && grew);
    else if (grew) this.downButton.classList.add("news");
  }

  // The messages, day by day; in an empty chat, what the bot is for.
  days() {
    const days = [];
    let day = "";
    for (const message of this.chat.messages) {
      const name = dayName(message.date, this.words);
      if (name !== day) days.push(el(".day", {}, el(".day-name", {}, el("span", {}, name))));
      day = name;
      days.at(-1).append(this.row(message));
    }
    return days.length ? days : [this.emptyChat()];
  }

  // The element already there, unless the message changed: open quotes stay open.
  row(message) {
    const key = JSON.stringify(message);
    const known = this.shown.get(message.message_id);
    if (known?.key === key) return known.element;
    const element = messageElement(message, this.words, this.actions());
    if (!known) element.classList.add("new");
    this.shown.set(message.message_id, { key, element });
    return element;
  }

  emptyChat() {
    const about = this.chat.about || this.words.emptyChat;
    return el(".about", {}, el("b", {}, this.words.whatCanThisBotDo), el("p", {}, about));
  }

  actions() {
    return {
      command: (text) => this.act("say", { text }),
      copy: (text) => this.copy(text),
      open: (address) => this.openLink(address),
      press: (message, button, element) => this.press(message, button, element),
      enlarge,
      menu: (message, event) => messageMenu(this, message, event),
    };
  }

  async act(what, given) {
    try {
      return (await act(this.person.id, what, given)).result;
    } catch (error) {
      toast(this.element, error.message);
      return null;
    }
  }

  async press(message, button, element) {
    if (button.url) return this.openLink(button.url);
    if (button.copy_text) return this.copy(button.copy_text.text);
    if (!button.callback_data || element.classList.contains("waiting")) return null;
    element.classList.add("waiting");
    const given = { message_id: message.message_id, data: button.callback_data };
    const query = await this.act("press", given);
    const release = () => element.classList.remove("waiting");
    if (!query || this.wasAnswered(query)) return release();
    this.pressed.set(query, release);
    return setTimeout(release, PRESS_LASTS);
  }

  wasAnswered(query) {
    return this.chat.answers.some((answer) => answer.query_id === query);
  }

  showAnswers() {
    const fresh = this.chat.answers.filter((answer) => !this.seenAnswers?.has(answer.query_id));
    for (const answer of fresh) {
      this.pressed.get(answer.query_id)?.();
      if (this.seenAnswers) this.showAnswer(answer);
    }
    this.seenAnswers = new Set(this.chat.answers.map((answer) => answer.query_id));
  }

  showAnswer({ text, alert, url }) {
    if (url) this.openLink(url);
    if (!text) return;
    if (alert) alertDialog(this.element, text, this.words);
    else toast(this.element, text);
  }

  openLink(address) {
    const go = () => window.open(address, "_blank", "noopener");
    confirmDialog(this.element, this.words.openLink, address, this.words.open, this.words, go);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(this.element, this.words.copied);
  }

  isNearBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
  }

  // Only somebody who scrolls up leaves the newest message; on the way down one is still with it.
  noticeScroll() {
    const near = this.isNearBottom();
    const { scrollTop } = this.scroller;
    if (near) this.pinned = true;
    else if (scrollTop < this.lastTop) this.pinned = false;
    this.lastTop = scrollTop;
    this.scroller.classList.add("scrolling");
    clearTimeout(this.scrollTimer);
    const settle = () => this.scroller.classList.remove("scrolling");
    this.scrollTimer = setTimeout(settle, DAY_FLOATS);
    this.downButton.hidden = near || this.pinned;
    if (near) this.downButton.classList.remove("news");
  }

  scrollDown(smooth = false) {
    this.pinned = true;
    const top = this.scroller.scrollHeight;
    this.scroller.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
  }
}
