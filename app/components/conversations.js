// Draws the list of conversations: open, rename, delete. A question of deleting is asked in the row itself.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#conversations");
  const now = JSON.stringify(data);
  if (root.dataset.drawn === now) return;
  root.dataset.drawn = now;
  root.lang = data.ui;
  const heading = made("h2", data.label);
  const list = made("ul");
  list.append(...data.items.map(row));
  root.replaceChildren(heading, list);
  if (data.more) root.append(button(data.more, "plain", () => setTriggerValue("more", true)));

  function row(item) {
    const element = made("li");
    const open = button(item.title, "open", () => setTriggerValue("open", item.id));
    open.title = item.title;
    if (item.current) open.setAttribute("aria-current", "true");
    const rename = iconButton("edit", item.rename, () => renamed(element, item));
    const remove = iconButton("remove", item.remove, () => removed(element, item));
    element.append(open, rename, remove);
    return element;
  }

  function back(element, item, index) { // the row as it was, and the keyboard on the button it came from
    const fresh = row(item);
    element.replaceWith(fresh);
    fresh.querySelectorAll("button")[index].focus();
  }

  function renamed(element, item) {
    const form = made("form");
    const field = made("input");
    field.value = item.title;
    field.maxLength = data.most;
    field.setAttribute("aria-label", data.title);
    const save = button(data.save, "plain");
    save.type = "submit";
    form.onsubmit = (event) => {
      event.preventDefault();
      if (field.value.trim() && field.value !== item.title) setTriggerValue("rename", { id: item.id, title: field.value });
      back(element, item, 1);
    };
    form.onkeydown = (event) => {
      if (event.key === "Escape") back(element, item, 1);
    };
    form.append(field, save, button(data.cancel, "plain", () => back(element, item, 1)));
    element.replaceChildren(form);
    field.select();
  }

  function removed(element, item) {
    const group = made("div", "", "sure");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", item.remove);
    const keep = button(data.cancel, "plain", () => back(element, item, 2));
    group.append(
      made("span", data.sure),
      button(data.yes, "plain", () => setTriggerValue("remove", item.id)),
      keep,
    );
    group.onkeydown = (event) => {
      if (event.key === "Escape") back(element, item, 2);
    };
    element.replaceChildren(group);
    keep.focus();
  }
}
