// Draws an answer: lines with citation marks that are buttons, quotes under them. Text is set as text,
// never as HTML, so nothing of a question or a report can become markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#answer");
  root.replaceChildren();
  root.lang = data.lang;
  let list = null;
  for (const line of data.lines) {
    if (line.heading) {
      root.append(made("h4", line.heading));
      list = null;
    }
    const item = made(line.bullet ? "li" : "p", line.text);
    if (line.aside) item.append(made("span", ` (${line.aside})`, "aside"));
    for (const mark of line.marks) item.append(" ", citation(mark));
    if (line.bullet) {
      list = list ?? root.appendChild(document.createElement("ul"));
      list.append(item);
    } else {
      list = null;
      root.append(item);
    }
    for (const quote of line.quotes) root.append(quoted(quote));
  }

  function made(tag, text, className = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  }

  function citation(mark) {
    const button = made("button", String(mark.n), "cite");
    button.type = "button";
    button.title = mark.title;
    button.setAttribute("aria-label", mark.label);
    button.setAttribute("aria-pressed", String(data.open === mark.n));
    button.onclick = () => setTriggerValue("cite", mark.n);
    return button;
  }

  function quoted(quote) {
    const block = made("blockquote", quote.text);
    block.append(made("cite", quote.place));
    return block;
  }
}
