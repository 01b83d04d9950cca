// A text and its entities into elements. Offsets are UTF-16 code units, as JavaScript's are.

import { el } from "./dom.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SIMPLE = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  hashtag: "span.link",
  cashtag: "span.link",
  mention: "span.link",
  text_mention: "span.link",
  phone_number: "span.link",
  date_time: "span.date-time",
  custom_emoji: "span",
};

// `actions`: command(text), copy(text), open(address).
export function richText(text, entities, actions) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return span(text, 0, text.length, sorted, actions);
}

// The nodes of text[start, end) with the entities that begin in it.
function span(text, start, end, entities, actions) {
  const nodes = [];
  const queue = [...entities];
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    const isBlock = BLOCKS.has(entity.type);
    nodes.push(plain(text, at, from, isBlock));
    const inner = takeInner(queue, to);
    nodes.push(wrap(entity, text.slice(from, to), span(text, from, to, inner, actions), actions));
    at = isBlock && text[to] === "\n" ? to + 1 : to;
  }
  nodes.push(plain(text, at, end, false));
  return nodes.filter((node) => node !== "");
}

// Removes what begins before `to` from the queue; what reaches beyond comes back for the rest.
function takeInner(queue, to) {
  const inner = [];
  while (queue.length && queue[0].offset < to) inner.push(queue.shift());
  for (const one of inner) {
    const beyond = one.offset + one.length - to;
    if (beyond > 0) queue.unshift({ ...one, offset: to, length: beyond });
  }
  return inner;
}

// A block begins on its own line anyway, so one line break before it is not shown.
function plain(text, from, to, beforeBlock) {
  const end = beforeBlock && text[to - 1] === "\n" ? to - 1 : to;
  return text.slice(from, Math.max(from, end));
}

function wrap(entity, text, children, actions) {
  switch (entity.type) {
    case "code":
      return el("code", { onclick: () => actions.copy(text) }, children);
    case "pre":
      return el("pre", { onclick: () => actions.copy(text) }, children);
    case "spoiler":
      return spoiler(children);
    case "blockquote":
      return el("blockquote", {}, children);
    case "expandable_blockquote":
      return expandable(children);
    case "bot_command":
      return link(text, () => actions.command(text), children);
    case "url":
      return link(text, () => actions.open(withScheme(text)), children);
    case "text_link":
      return link(entity.url, () => actions.open(withScheme(entity.url)), children);
    case "email":
      return link(text, () => actions.open(`mailto:${text}`), children);
    default:
      return el(SIMPLE[entity.type] || "span", {}, children);
  }
}

function link(title, onclick, children) {
  return el("button.link", { type: "button", title, onclick }, children);
}

function withScheme(address) {
  return /^[a-z]+:/i.test(address) ? address : `http://${address}`;
}

function spoiler(children) {
  const node = el("span.spoiler", {}, el("span", {}, children));
  node.onclick = () => node.classList.add("open");
  return node;
}

function expandable(children) {
  const node = el("blockquote.expandable", {}, el(".quoted", {}, children));
  node.onclick = (event) => {
    if (!event.target.closest("button.link")) node.classList.toggle("open");
  };
  return node;
}
