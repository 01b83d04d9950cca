// One message as an element.

import { el, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { richText } from "./text.js";
import { clockTime } from "./words.js";

const LINKED = ["url", "copy_text", "web_app"];

// `actions` as in text.js, and press(message, button, element), enlarge(address), menu(message, event).
export function messageElement(message, words, actions) {
  const side = message.outgoing ? "outgoing" : "incoming";
  const node = el(`.message.${side}`, { dataset: { id: message.message_id } });
  const bubble = el(".bubble", { oncontextmenu: (event) => actions.menu(message, event) });
  bubble.append(...content(message, words, actions));
  if (message.sticker) bubble.classList.add("bare");
  if (message.photo) bubble.classList.add("with-photo");
  node.append(bubble);
  const keyboard = message.reply_markup?.inline_keyboard;
  if (keyboard) node.append(inlineKeyboard(message, keyboard, actions));
  return node;
}

function content(message, words, actions) {
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  return [
    message.reply_to_message ? quotedReply(message.reply_to_message, words) : null,
    message.photo ? photo(message.photo.at(-1), actions) : null,
    message.document ? fileCard(message.document, words) : null,
    message.location ? place(message.location) : null,
    message.sticker ? el(".sticker", {}, message.sticker.emoji) : null,
    text ? el(".text", {}, richText(text, entities, actions), meta(message, words)) : null,
    text ? null : el(".text.alone", {}, meta(message, words)),
    message.reactions.length ? el(".reactions", {}, message.reactions.join(" ")) : null,
  ].filter(Boolean);
}

function meta(message, words) {
  const edited = message.edit_date ? `${words.edited} ` : "";
  const ticks = message.outgoing ? el("span.ticks", {}, "✓✓") : null;
  return el("span.meta", {}, edited + clockTime(message.date, words), ticks);
}

function quotedReply(replied, words) {
  const name = replied.from.is_bot ? replied.from.first_name : words.you;
  return el(".replied", {}, el("b", {}, name), el("span", {}, inOneLine(replied, words)));
}

// A message in a line, for where it is quoted.
export function inOneLine(message, words) {
  const text = message.text || message.caption || message.document?.file_name;
  if (text) return text;
  if (message.photo) return words.photo;
  return message.location ? words.location : message.sticker?.emoji || "…";
}

function photo(size, actions) {
  const src = fileAddress(size.file_id);
  const style = { aspectRatio: `${size.width} / ${size.height}`, width: `${size.width}px` };
  return el("img.photo", { src, style, alt: "", onclick: () => actions.enlarge(src) });
}

function fileCard(file, words) {
  const suffix = (file.file_name || "").split(".").at(-1).slice(0, 4);
  const href = fileAddress(file.file_id);
  return el(
    "a.file",
    { href, download: file.file_name, title: words.download },
    el(".file-icon", {}, suffix || icon("down")),
    el(
      ".file-words",
      {},
      el(".file-name", {}, file.file_name),
      el(".file-size", {}, sizeInWords(file.file_size)),
    ),
  );
}

function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place({ latitude, longitude }) {
  const words = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return el(".place", {}, icon("pin"), el("span", {}, words));
}

function inlineKeyboard(message, rows, actions) {
  const row = (buttons) => {
    const style = { gridTemplateColumns: `repeat(${buttons.length}, minmax(0, 1fr))` };
    return el(".row", { style }, buttons.map((button) => inlineButton(message, button, actions)));
  };
  return el(".keyboard", {}, rows.map(row));
}

function inlineButton(message, button, actions) {
  const kind = LINKED.find((name) => button[name]);
  const mark = kind ? icon(kind === "copy_text" ? "copy" : "link") : null;
  const label = el("span.label", {}, button.text);
  const node = el("button.inline", { type: "button", title: button.text }, label, mark);
  if (button.style) node.classList.add(button.style);
  node.onclick = () => actions.press(message, button, node);
  return node;
}
