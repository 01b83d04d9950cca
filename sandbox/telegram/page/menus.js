// The menus of a chat and of a message.

import { popup } from "./dialogs.js";
import { addFault, clearFaults } from "./server.js";

export function chatMenu(pane, event) {
  const { words, chat } = pane;
  const language = words.code === "zh" ? "en" : "zh-hans";
  const blocking = chat.blocked ? "unblock" : "block";
  const point = { x: innerWidth, y: event.currentTarget.getBoundingClientRect().bottom };
  popup(pane.element, point, [
    [words.darkOrLight, pane.page.toggleTheme],
    [words.speakOther, () => pane.act("language", { language })],
    [words[blocking], () => pane.act(blocking)],
    [`${words.trouble} …`, () => troubleMenu(pane, point)],
  ]);
}

function troubleMenu(pane, point) {
  const { words } = pane;
  const here = { chat_id: pane.person.id };
  popup(pane.element, point, [
    [words.troubleSlow, () => addFault({ ...here, slow: 3, times: 5 })],
    [words.troubleFlood, () => addFault({ ...here, status: 429, retry_after: 2, times: 3 })],
    [words.troubleDown, () => addFault({ ...here, status: 502, times: 3 })],
    [words.troubleLost, () => addFault({ ...here, drop_after_effect: true })],
    [words.troubleNone, clearFaults],
  ]);
}

export function messageMenu(pane, message, event) {
  event.preventDefault();
  const { words, composer } = pane;
  const text = message.text ?? message.caption;
  const own = message.outgoing && message.text;
  popup(pane.element, { x: event.clientX, y: event.clientY }, [
    [words.reply, () => composer.replyTo(message)],
    ...(text ? [[words.copy, () => pane.copy(text)]] : []),
    ...(own ? [[words.edit, () => composer.editMessage(message)]] : []),
    [words.remove, () => pane.act("delete", { message_id: message.message_id })],
  ]);
}
