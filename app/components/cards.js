// Draws the reports as cards. A link is followed by the page itself, which keeps what the tab remembers, unless
// it is opened in a tab of its own. Text is set as text only.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#cards");
  const now = JSON.stringify(data);
  if (root.dataset.drawn === now) return;
  root.dataset.drawn = now;
  root.lang = data.ui;
  const list = made("ul", "", "list");
  list.append(...data.cards.map(card));
  root.replaceChildren(...problems(), ...(data.none ? [made("p", data.none, "none")] : []), list, made("p", data.index, "index"));

  function made(tag, text = "", className = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  }

  function problems() {
    if (!data.problems.length) return [];
    const element = made("section", "", "problems");
    const list = made("ul");
    for (const one of data.problems) {
      const item = made("li");
      item.append(made("strong", one.name), ` ${one.text}`);
      item.lang = "en";
      list.append(item);
    }
    element.append(made("p", data.problemsHead), list);
    return [element];
  }

  function card(one) {
    const element = made("li", "", "card");
    element.dataset.report = one.id;
    const kind = made("p", "", "kind");
    kind.append(made("span", one.kind), made("span", String(one.year), "year"));
    const title = made("h2", one.title);
    title.lang = one.lang;
    element.append(kind, title, made("p", one.by, "by"), made("p", one.trust, "trust"), rows(one), counts(one), health(one), links(one));
    return element;
  }

  function rows(one) {
    const element = made("dl", "", "rows");
    for (const row of one.rows) element.append(made("dt", row.name), made("dd", row.value));
    return element;
  }

  function counts(one) {
    const element = made("ul", "", "counts");
    for (const count of one.counts) {
      const item = made("li");
      item.append(made("strong", String(count.n)), ` ${count.name}`);
      element.append(item);
    }
    return element;
  }

  function health(one) {
    const element = made("div", "", one.fine ? "health" : "health ill");
    const sign = made("span", one.fine ? "✓" : "!", "sign");
    sign.setAttribute("aria-hidden", "true");
    const list = made("ul");
    list.setAttribute("aria-label", one.health);
    list.append(...one.ailments.map((text) => made("li", text)));
    element.append(sign, list);
    return element;
  }

  function links(one) {
    const element = made("p", "", "links");
    for (const link of one.links) {
      const anchor = made("a", link.text, link.what);
      anchor.href = new URL(link.to, document.baseURI).href;
      anchor.setAttribute("aria-label", link.label);
      anchor.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        setTriggerValue("go", { what: link.what, to: link.to, report: one.id });
      };
      element.append(anchor);
    }
    for (const act of one.acts) {
      const pressed = button(act.text, "act", () => setTriggerValue("go", { what: act.what, to: "", report: one.id }));
      pressed.setAttribute("aria-label", act.label);
      element.append(pressed);
    }
    return element;
  }
}
