// Everything below the messages: the input line, its menus and keyboards.

import { inOneLine } from "./bubble.js";
import { locationDialog, popup } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { upload } from "./server.js";

const isTouch = matchMedia("(pointer: coarse)").matches;

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.context = null;
    this.build();
  }

  build() {
    this.input = el("textarea", { rows: 1, enterKeyHint: "send" });
    this.input.oninput = () => this.noticeInput();
    this.input.onkeydown = (event) => this.noticeKey(event);
    this.input.onpaste = (event) => this.pasteFiles(event);
    this.commands = el(".commands", { hidden: true });
    this.banner = el(".banner", { hidden: true });
    this.menuLabel = el("span.label");
    this.menuButton = el("button.menu", { type: "button", onclick: () => this.toggleMenu() },
      icon("menu"), this.menuLabel);
    this.attachButton = iconButton("attach", "", (event) => this.openAttach(event));
    this.sendButton = iconButton("send", "", () => this.send(), "send");
    this.line = el(".line", {}, this.menuButton, this.attachButton, this.input, this.sendButton);
    this.bigButton = el("button.big", { type: "button", onclick: () => this.startAgain() });
    this.keyboard = el(".reply-keyboard", { hidden: true });
    this.ideas = el(".ideas", { hidden: true });
    this.element = el("footer", {}, this.commands, this.banner, this.ideas, this.line,
      this.bigButton, this.keyboard);
  }

  update() {
    const { chat, words } = this.pane;
    const ready = chat.started && !chat.blocked;
    this.line.hidden = !ready;
    this.bigButton.hidden = ready;
    this.bigButton.textContent = chat.blocked ? words.restart : words.start;
    this.input.placeholder = words.message;
    this.menuLabel.textContent = words.menu;
    this.attachButton.title = words.attach;
    this.sendButton.title = words.send;
    this.showKeyboard(ready ? chat.keyboard : null);
    this.showIdeas(ready ? chat.ideas : []);
    this.noticeInput();
  }

  noticeInput() {
    const { value } = this.input;
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
    this.sendButton.disabled = !value.trim();
    this.menuButton.hidden = this.pane.chat?.menu !== "commands" || !this.pane.chat.commands.length;
    this.menuButton.classList.toggle("small", value !== "");
    if (/^\/\w*$/.test(value)) this.showCommands(value.slice(1));
    else if (!this.menuOpen) this.commands.hidden = true;
  }

  noticeKey(event) {
    if (event.key === "Escape") return this.closeAll();
    const sends = event.key === "Enter" && !event.shiftKey && !isTouch;
    if (!sends || event.isComposing) return null;
    event.preventDefault();
    return this.send();
  }

  closeAll() {
    this.toggleMenu(false);
    this.setContext(null);
  }

  toggleMenu(open = !this.menuOpen) {
    this.menuOpen = open;
    this.menuButton.classList.toggle("open", open);
    if (open) this.showCommands("");
    else this.commands.hidden = true;
  }

  showCommands(part) {
    const fitting = this.pane.chat.commands.filter((one) => one.command.startsWith(part));
    this.commands.hidden = fitting.length === 0;
    this.commands.replaceChildren(...fitting.map((one) => this.commandRow(one)));
  }

  commandRow({ command, description }) {
    const send = () => {
      this.toggleMenu(false);
      this.say(`/${command}`);
    };
    return el("button.command", { type: "button", onclick: send },
      el("span.description", {}, description), el("span.name", {}, `/${command}`));
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const editing = this.context?.edit;
    if (editing) await this.pane.act("edit", { message_id: editing, text });
    else await this.say(text, this.context?.reply);
    this.input.focus();
  }

  async say(text, replyTo) {
    this.input.value = "";
    this.setContext(null);
    await this.pane.act("say", { text, ...(replyTo ? { reply_to: replyTo } : {}) });
  }

  replyTo(message) {
    this.setContext({ reply: message.message_id, label: this.pane.words.reply, message });
  }

  editMessage(message) {
    this.input.value = message.text;
    this.setContext({ edit: message.message_id, label: this.pane.words.editing, message });
  }

  setContext(context) {
    if (this.context?.edit && !context) this.input.value = "";
    this.context = context;
    this.banner.hidden = !context;
    this.banner.replaceChildren();
    this.noticeInput();
    if (!context) return;
    const { message, label } = context;
    const text = inOneLine(message, this.pane.words);
    this.banner.append(el(".replied", {}, el("b", {}, label), el("span", {}, text)),
      iconButton("close", this.pane.words.cancel, () => this.setContext(null)));
    this.input.focus();
  }

  async startAgain() {
    if (this.pane.chat.blocked) await this.pane.act("unblock");
    await this.pane.act("say", { text: "/start" });
  }

  openAttach(event) {
    const { words, element } = this.pane;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    popup(element, { x: left, y: top - 150 }, [
      [words.photo, () => this.chooseFile("photo", "image/*")],
      [words.file, () => this.chooseFile("document", "")],
      [words.location, () => this.askLocation()],
    ]);
  }

  chooseFile(kind, accept) {
    const chooser = el("input", { type: "file", accept, multiple: true });
    chooser.onchange = () => this.uploadAll(chooser.files, kind);
    chooser.click();
  }

  async uploadAll(files, kind) {
    for (const file of files) await upload(this.pane.person.id, file, kind);
  }

  pasteFiles(event) {
    if (event.clipboardData.files.length) this.uploadAll(event.clipboardData.files, "document");
  }

  // What a newcomer could write; a tap sends it. Closed once, it stays closed.
  showIdeas(ideas) {
    const { words } = this.pane;
    this.ideas.hidden = ideas.length === 0 || localStorage.getItem("ideas") === "closed";
    if (this.ideas.dataset.shown === ideas.join("\n") + words.code) return;
    this.ideas.dataset.shown = ideas.join("\n") + words.code;
    const idea = (text) =>
      el("button.idea", { type: "button", title: text, onclick: () => this.say(text) }, text);
    const close = () => {
      localStorage.setItem("ideas", "closed");
      this.ideas.hidden = true;
    };
    this.ideas.replaceChildren(el(".ideas-row", {}, el("span", {}, words.ideas), ideas.map(idea)),
      iconButton("close", words.cancel, close));
  }

  askLocation() {
    const send = (place) => this.pane.act("location", place);
    locationDialog(this.pane.element, this.pane.words, send);
  }

  showKeyboard(markup) {
    const rows = markup?.keyboard ?? [];
    this.keyboard.hidden = rows.length === 0;
    this.keyboard.replaceChildren(...rows.map((row) =>
      el(".row", {}, row.map((button) => this.keyboardButton(button)))));
  }

  keyboardButton(button) {
    const text = button.text ?? button;
    const onclick = () => (button.request_location ? this.askLocation() : this.say(text));
    return el("button", { type: "button", onclick }, text);
  }
}
