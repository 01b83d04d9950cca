// The page: who is there, whose chats are open, light or dark.

import { personDialog } from "./dialogs.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { Pane } from "./pane.js";
import { addPerson, follow } from "./server.js";
import { wordsFor } from "./words.js";

const drawer = document.getElementById("drawer");
const shade = document.getElementById("shade");
const main = document.getElementById("panes");
const wide = matchMedia("(min-width: 900px)");
const spoken = navigator.language.slice(0, 2);
const dark = matchMedia("(prefers-color-scheme: dark)");

const panes = new Map();
const read = new Map(); // the newest message that was on the screen, by person
const chats = {};
let people = [];
// Whose chats were asked for, the latest last.
let open = (new URLSearchParams(location.search).get("chat") || "")
  .split(",").map(Number).filter(Boolean);

function shownPeople() {
  const known = open.map((id) => people.find((person) => person.id === id)).filter(Boolean);
  const alike = people.filter((person) => person.language.slice(0, 2) === spoken);
  const visible = known.length ? known : (alike.length ? alike : people).slice(0, 1);
  return wide.matches ? visible : visible.slice(-1);
}

// How many of the bot's messages came while the chat was not open.
function unread(person) {
  const messages = chats[person.id]?.messages ?? [];
  if (!read.has(person.id)) read.set(person.id, messages.at(-1)?.message_id ?? 0);
  const since = read.get(person.id);
  return messages.filter((message) => message.message_id > since && !message.outgoing).length;
}

function applyTheme() {
  const chosen = localStorage.getItem("theme");
  document.documentElement.dataset.theme = chosen || (dark.matches ? "dark" : "light");
}

function toggleTheme() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", next);
  applyTheme();
}

function openDrawer(isOpen = true) {
  document.body.classList.toggle("drawer-open", Boolean(isOpen));
}

function showPeople(shown) {
  const words = wordsFor(shown[0]?.language);
  document.documentElement.lang = words.code === "zh" ? "zh-Hans" : "en";
  drawer.replaceChildren(
    el("header", {}, el(".title", {}, words.people),
      iconButton("theme", words.darkOrLight, toggleTheme)),
    el(".people", {}, people.map((person) => personRow(person, shown))),
    el("button.new-person", { type: "button", onclick: () => askPerson(words) },
      icon("add"), words.addPerson),
  );
}

function personRow(person, shown) {
  const waiting = unread(person);
  const row = el("button.person", { type: "button" },
    avatar(person.name, person.id),
    el(".titles", {}, el(".title", {}, person.name), el(".subtitle", {}, person.preview)),
    waiting ? el(".unread", {}, waiting) : null);
  row.classList.toggle("selected", shown.includes(person));
  row.onclick = () => choose(person.id);
  return row;
}

// On a wide screen a tap adds or removes a chat; on a phone there is one.
function choose(id) {
  const shown = shownPeople().map((person) => person.id);
  const others = shown.filter((one) => one !== id);
  const isOpen = shown.includes(id);
  if (!wide.matches) open = [id];
  else open = isOpen && others.length ? others : [...others, id];
  openDrawer(false);
  const address = new URL(location.href);
  address.searchParams.set("chat", open.join(","));
  history.replaceState(null, "", address);
  show();
}

function askPerson(words) {
  personDialog(document.body, words, async (name, language) => {
    const person = await addPerson(name, language);
    if (!people.some((one) => one.id === person.id)) people.push(person);
    choose(person.id);
  });
}

function pane(person) {
  if (!panes.has(person.id)) {
    panes.set(person.id, new Pane(person, { openDrawer: () => openDrawer(), toggleTheme }));
  }
  return panes.get(person.id);
}

function show() {
  const shown = shownPeople();
  const sections = shown.map((person) => pane(person).element);
  if (sections.some((section, at) => main.children[at] !== section)
    || main.childElementCount !== sections.length) main.replaceChildren(...sections);
  for (const person of shown) {
    pane(person).update(person, chats[person.id]);
    read.set(person.id, chats[person.id]?.messages.at(-1)?.message_id ?? 0);
  }
  showPeople(shown);
}

function onState(state) {
  people = state.people;
  Object.assign(chats, state.chats);
  show();
}

applyTheme();
dark.addEventListener("change", applyTheme);
wide.addEventListener("change", () => show());
shade.onclick = () => openDrawer(false);
follow(onState, () => panes.forEach((one) => one.lost()));
