// Draws a report's sections as a tree that opens and closes; a title pressed is told as "go". Text is set as text only.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#tree");
  root.lang = data.ui;
  root.setAttribute("aria-label", data.label);
  const what = JSON.stringify([data.lang, data.ui, titles(data.sections)]);
  if (root.dataset.drawn !== what) {
    root.dataset.drawn = what;
    root.dataset.current = "";
    const head = made("p", "", "head");
    head.append(made("span", data.label), made("span", data.pages, "page"));
    root.replaceChildren(head, data.empty ? made("p", data.empty, "none") : list(data.sections));
  }
  mark(data.sections);

  function titles(sections) {
    return sections.map((one) => [one.at, one.title, titles(one.inside)]);
  }

  function made(tag, text = "", className = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  }

  function list(sections) {
    const element = made("ul");
    element.append(...sections.map(item));
    return element;
  }

  function item(one) {
    const element = made("li");
    const line = made("div", "", "line");
    const title = made("button", "", "title");
    title.type = "button";
    title.dataset.at = one.at;
    title.title = one.label;
    const name = made("span", one.title);
    name.lang = data.lang;
    title.append(name, made("span", String(one.page), "page"));
    title.onclick = () => {
      setTriggerValue("go", one.at);
      if (innerWidth < 768) document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click();
    };
    line.append(one.inside.length ? twist(one, element) : made("span", "", "leaf"), title);
    element.append(line);
    if (one.inside.length) element.append(list(one.inside));
    return element;
  }

  function twist(one, owner) {
    const element = made("button", "›", "twist");
    element.type = "button";
    element.setAttribute("aria-label", `${data.open}: ${one.title}`);
    element.onclick = () => open(owner, element.getAttribute("aria-expanded") !== "true");
    open(owner, false, element);
    return element;
  }

  function open(owner, on, button = owner.querySelector(".twist")) {
    button.setAttribute("aria-expanded", String(on));
    owner.classList.toggle("open", on);
  }

  // Marks where the reader is; what leads there is opened when it is new, and what else is open stays so.
  function mark(sections) {
    const path = [];
    for (let level = sections; level.length;) {
      const on = level.find((one) => one.on);
      if (on) path.push(on);
      level = on?.inside ?? [];
    }
    const now = String(path.at(-1)?.at ?? "");
    const moved = root.dataset.current !== now;
    root.dataset.current = now;
    for (const title of root.querySelectorAll(".title")) {
      const current = title.dataset.at === now;
      if (current) title.setAttribute("aria-current", "true");
      else title.removeAttribute("aria-current");
      if (current && moved) shown(title);
    }
  }

  function shown(title) {
    for (let owner = title.closest("ul").closest("li"); owner; owner = owner.parentElement.closest("li")) open(owner, true);
    title.scrollIntoView({ block: "nearest" });
  }
}
