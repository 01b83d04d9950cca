// What comes over the chat: menus, questions, toasts, a picture in full.

import { el, icon } from "./dom.js";

const TOAST_LASTS = 3500;
const PLACES = [
  ["Girona", 41.9794, 2.8214],
  ["Boulder", 40.015, -105.2705],
  ["北京 Beijing", 39.9042, 116.4074],
  ["Kona", 19.64, -155.9969],
];

export function toast(pane, text) {
  const node = el(".toast", {}, text);
  pane.append(node);
  setTimeout(() => node.remove(), TOAST_LASTS);
}

// A card in the middle of the pane; `fill` gets the function that closes it.
function dialog(pane, fill) {
  const veil = el(".veil");
  const close = () => veil.remove();
  veil.onclick = (event) => event.target === veil && close();
  veil.append(el(".card", {}, fill(close)));
  pane.append(veil);
  veil.querySelector("input, button.strong")?.focus();
}

function actionsRow(...buttons) {
  return el(".actions", {}, buttons);
}

function textButton(label, onclick, strong = true) {
  return el(strong ? "button.strong" : "button", { type: "button", onclick }, label);
}

export function alertDialog(pane, text, words) {
  dialog(pane, (close) => [el("p", {}, text), actionsRow(textButton(words.ok, close))]);
}

export function confirmDialog(pane, question, detail, yes, words, onYes) {
  const accept = (close) => () => {
    close();
    onYes();
  };
  dialog(pane, (close) => [
    el("p", {}, question),
    el("p.detail", {}, detail),
    actionsRow(textButton(words.cancel, close, false), textButton(yes, accept(close))),
  ]);
}

export function locationDialog(pane, words, onPlace) {
  const input = el("input", { placeholder: words.coordinates, inputMode: "text" });
  const complaint = el("p.complaint", { hidden: true }, words.notCoordinates);
  dialog(pane, (close) => {
    const choose = (latitude, longitude) => {
      close();
      onPlace({ latitude, longitude });
    };
    const typed = () => {
      const numbers = input.value.split(/[,;\s]+/).filter(Boolean).map(Number);
      complaint.hidden = numbers.length === 2 && numbers.every(Number.isFinite);
      if (complaint.hidden) choose(...numbers);
    };
    const row = ([name, latitude, longitude]) =>
      el("button.choice", { type: "button", onclick: () => choose(latitude, longitude) },
        icon("pin"), name);
    return [
      el("h2", {}, words.location),
      PLACES.map(row),
      input,
      complaint,
      actionsRow(textButton(words.cancel, close, false), textButton(words.sendLocation, typed)),
    ];
  });
}

export function personDialog(pane, words, onPerson) {
  const name = el("input", { placeholder: words.name, maxLength: 40 });
  const option = ([value, label]) => el("option", { value }, label);
  const language = el("select", { title: words.language },
    [["en", "English"], ["zh-hans", "简体中文"]].map(option));
  language.value = words.code === "zh" ? "zh-hans" : "en";
  dialog(pane, (close) => {
    const add = () => {
      close();
      onPerson(name.value.trim(), language.value);
    };
    name.onkeydown = (event) => event.key === "Enter" && !event.isComposing && add();
    return [
      el("h2", {}, words.addPerson),
      name,
      language,
      actionsRow(textButton(words.cancel, close, false), textButton(words.add, add)),
    ];
  });
}

export function enlarge(src) {
  const node = el(".lightbox", {}, el("img", { src, alt: "" }));
  const onKey = (event) => event.key === "Escape" && close();
  const close = () => {
    node.remove();
    removeEventListener("keydown", onKey);
  };
  node.onclick = close;
  addEventListener("keydown", onKey);
  document.body.append(node);
}

// A menu of [label, action] pairs near a point of the pane.
export function popup(pane, { x, y }, entries) {
  const veil = el(".veil.clear");
  const choose = (action) => () => {
    veil.remove();
    action();
  };
  const menu = el(".popup", {}, entries.map(([label, action]) =>
    el("button", { type: "button", onclick: choose(action) }, label)));
  veil.onclick = (event) => event.target === veil && veil.remove();
  veil.append(menu);
  pane.append(veil);
  keepInside(pane, menu, x, y);
}

function keepInside(pane, menu, x, y) {
  const around = pane.getBoundingClientRect();
  const left = Math.min(x - around.left, around.width - menu.offsetWidth - 8);
  const top = Math.min(y - around.top, around.height - menu.offsetHeight - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
