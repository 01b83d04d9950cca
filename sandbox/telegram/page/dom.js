// Making elements, and the few icons.

const ICONS = {
  attach: "M16.5 6v11a4 4 0 0 1-8 0V5.5a2.5 2.5 0 0 1 5 0V16a1 1 0 0 1-2 0V6H10v10a2.5 2.5 0 0 0 5 0V5.5a4 4 0 0 0-8 0V17a5.5 5.5 0 0 0 11 0V6z",
  send: "M3 20.5v-6.6l9-1.9-9-1.9V3.5L22 12z",
  menu: "M4 6h16v2H4zm0 5h16v2H4zm0 5h16v2H4z",
  more: "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm0 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm0 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  down: "M12 16.5 5 9.5l1.4-1.4L12 13.7l5.6-5.6L19 9.5z",
  close: "M18.3 5.7 12 12l6.3 6.3-1.4 1.4L10.6 13.4 4.3 19.7l-1.4-1.4L9.2 12 2.9 5.7l1.4-1.4 6.3 6.3 6.3-6.3z",
  pin: "M12 2a7 7 0 0 0-7 7c0 5.2 7 13 7 13s7-7.8 7-13a7 7 0 0 0-7-7zm0 9.5A2.5 2.5 0 1 1 12 6.500a2.500 2.500 0 0 1 0 5z",
  add: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  link: "M7 7h10v10h-2V10.400L7.400 18 6 16.600 13.600 9H7z",
  copy: "M8 3h11v13h-2V5H8zM4 7h11v14H4zm2 2v10h7V9z",
  theme: "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.classList.add("icon");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

// el("button.primary", { onclick }, "text", child): children that are null are left out.
export function el(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag || "div");
  node.classList.add(...classes);
  const { dataset, style, ...others } = properties;
  Object.assign(node, others);
  Object.assign(node.dataset, dataset);
  Object.assign(node.style, style);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

export function iconButton(name, title, onclick, kind = "plain") {
  return el(`button.icon-button.${kind}`, { type: "button", title, onclick }, icon(name));
}

const COLOURS = ["#e17076", "#eda86c", "#a695e7", "#7bc862", "#6ec9cb", "#65aadd", "#ee7aae"];

export function avatar(name, id) {
  const background = COLOURS[Math.abs(id) % COLOURS.length];
  return el(".avatar", { style: { background } }, [...(name || "?")][0].toUpperCase());
}
