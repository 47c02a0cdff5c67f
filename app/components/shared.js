// What several components draw: elements, buttons, icons, and what is said of an answer or a citation.
// Stands before each component's own text. Text is set as text, never as HTML.
const ICONS = {
  edit: "M4 20l4-1 11-11-3-3L5 16zM14 7l3 3",
  again: "M20 12a8 8 0 1 1-2.4-5.7M20 3v4h-4",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  right: "M5 12.5l4.5 4.5L19 7.5",
  wrong: "M6 6l12 12M18 6L6 18",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};

function made(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

function button(text, className, pressed) {
  const element = made("button", text, className);
  element.type = "button";
  element.onclick = pressed;
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.classList.add("icon");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", ICONS[name]);
  drawing.append(line);
  return drawing;
}

// A button with an icon; its name is seen beside it where `shown`, else on hovering and by screen readers.
function iconButton(name, label, pressed, shown = false) {
  const element = button("", shown ? "tool" : "tool bare", pressed);
  element.append(icon(name));
  if (shown) element.append(made("span", label));
  else {
    element.title = label;
    element.setAttribute("aria-label", label);
  }
  return element;
}

// Right or wrong, and a comment once one is chosen. Pressing what is chosen takes it back.
function verdict(data, send) {
  const group = made("div", "", "verdict");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", data.label);
  group.append(made("span", data.label, "label"));
  for (const name of ["right", "wrong"]) {
    const chosen = data.verdict === name;
    const element = iconButton(name, data[name], () => send({ verdict: chosen ? "" : name, comment: data.comment }), true);
    element.setAttribute("aria-pressed", String(chosen));
    element.dataset.verdict = name;
    group.append(element);
  }
  if (!data.verdict) return [group];
  const form = made("form", "", "comment");
  const label = made("label", data.commentLabel);
  const field = made("textarea");
  field.rows = 2;
  field.value = data.comment;
  field.maxLength = data.most;
  label.append(field);
  const save = button(data.save, "plain");
  save.type = "submit";
  form.onsubmit = (event) => {
    event.preventDefault();
    send({ verdict: data.verdict, comment: field.value });
  };
  const kept = made("p", data.kept, "kept");
  kept.setAttribute("role", "status");
  form.append(label, save, kept);
  return [group, form];
}
