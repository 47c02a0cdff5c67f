// Draws a question and its answer: lines with citation marks that are buttons, quotes, a list of sources.
// Text is set as text, never as HTML, so nothing of a question or a report can become markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#answer");
  const { open, tools, ...drawn } = data;
  const now = JSON.stringify({ ...drawn, editable: Boolean(tools) });
  root.tools = tools; // what is pressed later looks here, since the rest may not be drawn again
  const asked = root.dataset.asked !== data.question; // another question than before stands here
  root.dataset.asked = data.question;
  if (root.dataset.drawn !== now) { // what is unchanged stays, and with it the keyboard's place
    root.dataset.drawn = now;
    draw();
    root.append(made("div", "", "tools"));
    delete root.dataset.tools;
  }
  const below = JSON.stringify(tools ?? null);
  if (root.dataset.tools !== below) { // a comment that is being written stays
    root.dataset.tools = below;
    drawTools();
  }
  press();
  if (asked && data.scroll) requestAnimationFrame(() => root.scrollIntoView({ block: "start" }));

  function draw() {
    root.lang = data.ui;
    root.replaceChildren();
    if (data.question) root.append(question());
    if (data.understood) root.append(understood(data.understood));
    if (data.error) root.append(Object.assign(made("p", data.error, "error"), { role: "alert" }));
    const body = made("div", "", "body");
    body.lang = data.lang;
    lines(body);
    root.append(body);
    if (data.sources.length) root.append(sources());
    if (data.foot) root.append(made("p", data.foot, "foot"));
  }

  function lines(body) {
    let list = null;
    let last = null;
    for (const line of data.lines) {
      if (line.heading) {
        body.append(made("h3", line.heading));
        list = null;
      }
      const goesOn = line.runOn && last && !line.bullet && !line.heading; // in the paragraph of the line before
      const item = goesOn ? last : made(line.bullet ? "li" : "p");
      if (goesOn) item.append(" ");
      last = item;
      item.append(...(line.aside ? [`${line.text} `, ...marked(`(${line.aside})`, line.marks, "aside")]
        : marked(line.text, line.marks)));
      if (goesOn) {
        // it stands in its place already
      } else if (line.bullet) {
        list = list ?? body.appendChild(made("ul"));
        list.append(item);
      } else {
        list = null;
        body.append(item);
      }
      for (const quote of line.quotes) (line.bullet ? item : body).append(quoted(quote));
    }
  }

  // Returns a text whose last word keeps the marks beside it, so that no mark stands alone on a line.
  function marked(text, marks, className = "") {
    const cut = text.lastIndexOf(" ") + 1;
    const last = made("span", "", "keep");
    last.append(made("span", text.slice(cut), className), ...marks.flatMap((mark) => ["\u00a0", citation(mark)]));
    return [made("span", text.slice(0, cut), className), last];
  }

  // Marks what is open; when a source has just been closed, the keyboard goes back to its mark.
  function press() {
    const before = root.dataset.open;
    root.dataset.open = open ?? "";
    for (const button of root.querySelectorAll("[data-n]")) {
      button.setAttribute("aria-pressed", String(button.dataset.n === root.dataset.open));
    }
    if (!before || root.dataset.open) return;
    back(before, 600); // a minute at most
  }

  // Gives the keyboard back to a mark, once the source is gone from the page: on a busy machine that takes a while.
  function back(number, looks) {
    setTimeout(() => {
      if (looks && document.querySelector(".st-key-source")) return back(number, looks - 1);
      if (document.activeElement === document.body) root.querySelector(`.cite[data-n="${number}"]`)?.focus();
    }, 100);
  }

  // The question, with a button that lets it be written anew in its place.
  function question() {
    const head = made("div", "", "question");
    head.append(made("h2", data.question));
    if (tools) head.append(iconButton("edit", tools.edit.label, () => edited(head)));
    return head;
  }

  function edited(head) {
    const { edit } = root.tools;
    const form = made("form", "", "edit");
    const field = made("textarea");
    field.value = edit.question;
    field.rows = 3;
    field.setAttribute("aria-label", edit.label);
    const ask = button(edit.ask, "main");
    ask.type = "submit";
    const leave = () => {
      head.replaceWith(question());
      root.querySelector(".question button").focus();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (field.value.trim()) setTriggerValue("edit", field.value);
    };
    form.onkeydown = (event) => {
      if (event.key === "Escape") leave();
      if (event.key === "Enter" && !event.shiftKey && event.target === field) {
        event.preventDefault();
        form.requestSubmit();
      }
    };
    form.append(field, ask, button(edit.cancel, "plain", leave));
    if (edit.after) form.append(made("p", edit.after, "note"));
    head.querySelector("h2").className = "unseen"; // the heading of what follows, also while it is written anew
    head.querySelector("button").replaceWith(form);
    field.focus();
  }

  function drawTools() {
    const place = root.querySelector(".tools");
    const held = root.getRootNode().activeElement?.dataset.verdict;
    place.replaceChildren();
    if (!tools) return;
    const row = made("div", "", "row");
    const said = tools.feedback ? verdict(tools.feedback, (what) => setTriggerValue("judge", what)) : [];
    row.append(
      ...said.slice(0, 1),
      iconButton("again", tools.again, () => setTriggerValue("again", true), true),
      iconButton("link", tools.copy.label, () => copied(place), true),
    );
    place.append(row, ...said.slice(1));
    if (held) place.querySelector(`[data-verdict="${held}"]`)?.focus();
  }

  // Copies the address; where the browser does not let a page do that, shows it to be copied by hand.
  async function copied(place) {
    const { copy } = root.tools;
    const address = new URL(copy.link, window.location.href).href;
    place.querySelector(".copied")?.remove();
    const told = made("div", "", "copied");
    told.setAttribute("role", "status");
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = copy.done;
      place.append(told);
    } catch {
      const label = made("label", copy.byHand);
      const field = made("input");
      field.readOnly = true;
      field.value = address;
      label.append(field);
      told.append(label);
      place.append(told);
      field.select();
    }
  }

  function citation(mark) {
    const element = button(String(mark.n), "cite", () => setTriggerValue("cite", mark.n));
    element.dataset.n = mark.n;
    element.title = mark.place;
    element.setAttribute("aria-label", mark.label);
    return element;
  }

  function quoted(quote) {
    const block = made("blockquote", quote.text);
    block.lang = quote.lang;
    block.append(made("cite", quote.place));
    return block;
  }

  function understood({ text, undo }) {
    const line = made("p", `${text} `, "understood");
    line.append(button(undo, "plain", () => setTriggerValue("undo", true)));
    return line;
  }

  function sources() {
    const details = made("details");
    details.open = true;
    const list = made("ol");
    for (const source of data.sources) {
      const element = button("", "plain source", () => setTriggerValue("cite", source.n));
      element.dataset.n = source.n;
      element.append(made("span", `${source.n}`, "number"), made("span", source.place));
      const item = made("li");
      item.append(element);
      list.append(item);
    }
    details.append(made("summary", data.heading), list);
    return details;
  }
}
