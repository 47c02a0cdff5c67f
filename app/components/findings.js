// Draws the findings of what is chosen: each with its statement, its quote, a link to the page and a way to ask about
// it. The first few at once, the rest when asked for. Text is set as text only.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#findings");
  const now = JSON.stringify(data);
  if (root.dataset.drawn === now) return;
  const before = root.dataset.title;
  root.dataset.drawn = now;
  root.dataset.title = data.title;
  root.lang = data.ui;
  const heading = made("h2", data.title);
  heading.tabIndex = -1;
  root.replaceChildren(heading, made("p", data.summary, "summary"));
  if (data.hint) root.append(made("p", data.hint, "hint"));
  if (data.ask) root.append(asking(data.ask, ""));
  const list = root.appendChild(made("ol"));
  list.append(...data.cards.slice(0, data.first).map(card));
  if (data.cards.length > data.first) root.append(more());
  if (data.cards.length && before !== undefined && before !== data.title) { // another cell has just been chosen
    requestAnimationFrame(() => {
      root.scrollIntoView({ block: "start", behavior: "smooth" });
      heading.focus({ preventScroll: true });
    });
  }

  function more() {
    const button = made("button", data.more, "more");
    button.type = "button";
    button.onclick = () => {
      const rest = data.cards.slice(data.first).map(card);
      button.remove();
      list.append(...rest);
      rest[0].querySelector("a").focus({ preventScroll: true });
    };
    return button;
  }

  function card(one) {
    const element = made("li");
    const title = made("h3");
    title.append(sign(one.mark), made("span", one.what));
    const facts = made("p", one.facts, "facts");
    if (one.own) facts.append(" ", made("strong", one.own, "own"));
    const quote = made("blockquote", one.quote);
    quote.lang = one.lang;
    const foot = made("p", "", "foot");
    foot.append(link(one), asking(one.ask, one.id));
    element.append(title, facts, quote, foot);
    return element;
  }

  function link(one) {
    const element = made("a", one.place);
    element.href = one.href;
    element.setAttribute("aria-label", one.open);
    if (!data.reader) element.target = "_blank";
    element.onclick = (event) => {
      if (!data.reader || event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser's own ways to open a link
      event.preventDefault();
      setTriggerValue("open", one.href);
    };
    return element;
  }

  function asking(ask, id) {
    const element = made("button", ask.text, "ask");
    element.type = "button";
    element.title = ask.title;
    element.setAttribute("aria-label", ask.label);
    element.onclick = () => setTriggerValue("ask", id || "chosen");
    return element;
  }
}
