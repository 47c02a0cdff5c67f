// Draws the pages a quote stands on with its words lit, and scrolls to them. Text is set as text only.
// Arrow keys go to the previous and the next source, Escape closes.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#page");
  const now = JSON.stringify(data);
  if (root.dataset.drawn === now) return; // the reader's own scrolling is left alone
  const first = root.dataset.drawn === undefined;
  root.dataset.drawn = now;
  root.setAttribute("aria-label", data.label);
  root.lang = data.ui;
  root.replaceChildren(...head());
  for (const [number, page] of data.pages.entries()) {
    if (number > 0) root.append(made("p", page.label, "label")); // the first page's stands in the head
    root.append(sheet(page));
  }
  root.onkeydown = (event) => {
    const move = { ArrowLeft: "previous", ArrowRight: "next", Escape: "close" }[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setTriggerValue("move", move);
  };
  requestAnimationFrame(() => {
    const lit = root.querySelector("mark");
    if (lit) root.scrollTop += lit.getBoundingClientRect().top - root.getBoundingClientRect().top - root.clientHeight / 3;
    if (first) root.focus({ preventScroll: true }); // so that the keys above work at once
  });

  function head() {
    const element = made("header");
    element.append(made("h2", data.title), made("span", data.pages[0].label));
    return [element, made("p", data.evidence, "about"), made("p", data.section, "about")];
  }

  function sheet(page) {
    const element = made("article");
    element.lang = data.lang;
    for (const block of page.blocks) {
      const tag = { heading: "h3", table: "pre" }[block.kind] ?? "p";
      const drawn = made(tag, "", block.kind);
      for (const part of block.parts) drawn.append(made(part.lit ? "mark" : "span", part.text));
      element.append(drawn);
    }
    return element;
  }
}
