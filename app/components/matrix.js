// Draws the matrix as a table: theme by theme, a line for each cell that is no gap, with a count and a mark for each
// verdict. A theme folds where there is little room. Every line and every theme is a button that chooses it; arrow keys
// go from one to the next. Text is set as text only.
const SMALL = window.matchMedia("(max-width: 900px)");

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#matrix");
  const { chosen, ...drawn } = data;
  const now = JSON.stringify(drawn);
  if (root.dataset.drawn !== now) { // what is unchanged stays, and with it the keyboard's place
    root.dataset.drawn = now;
    root.className = data.only ? "only" : "";
    root.lang = data.ui;
    root.setAttribute("aria-label", data.label);
    root.replaceChildren(...data.themes.map(theme));
  }
  for (const button of root.querySelectorAll("button[data-row]")) {
    const pressed = button.dataset.row === chosen[0] && button.dataset.column === chosen[1];
    button.setAttribute("aria-pressed", String(pressed));
  }
  root.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...root.querySelectorAll("button, summary")].filter((one) => one.checkVisibility());
    const place = buttons.indexOf(root.getRootNode().activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    buttons[Math.min(Math.max(0, place + step), buttons.length - 1)].focus();
  };

  function theme(one) {
    const details = made("details");
    details.open = !SMALL.matches || one.row === chosen[0];
    const summary = made("summary");
    summary.append(made("span", one.name, "name"), made("span", one.count, "count"));
    details.append(summary);
    if (one.lines.length) details.append(table(one));
    if (one.gaps) details.append(made("p", one.gaps, "gaps"));
    return details;
  }

  function table(one) {
    const element = made("table");
    element.createCaption().append(made("span", one.name, "unseen"));
    const top = element.createTHead();
    top.className = "unseen"; // the marks say it to the eye
    const head = top.insertRow();
    const first = made("th");
    first.scope = "col";
    first.append(made("span", data.column));
    head.append(first, ...data.head.map(column));
    const body = element.createTBody();
    for (const line of one.lines) {
      const row = body.insertRow();
      const name = made("th");
      name.scope = "row";
      name.append(choice(line.name, one.row, line.column, line.column ? "" : "whole"));
      row.append(name, ...line.counts.map(figure));
    }
    return element;
  }

  function column(one) {
    const element = made("th");
    element.scope = "col";
    element.textContent = one.name;
    return element;
  }

  function figure(one) {
    const element = made("td");
    if (!one) return element;
    element.append(sign(one), made("span", String(one.n)), made("span", ` ${one.level}`, "unseen"));
    element.title = one.level;
    return element;
  }

  function choice(text, row, column, className) {
    const element = made("button", text, className);
    element.type = "button";
    element.dataset.row = row;
    element.dataset.column = column;
    element.onclick = () => setTriggerValue("choose", [row, column]);
    return element;
  }
}
