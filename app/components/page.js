// Draws the pages a quote stands on with its words lit, and scrolls to them. Text is set as text only.
// Arrow keys go to the previous and the next source, Escape closes.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#page");
  const now = withoutPictures(data);
  if (root.dataset.drawn === now) return; // the reader's own scrolling is left alone
  const first = root.dataset.drawn === undefined;
  root.dataset.drawn = now;
  root.setAttribute("aria-label", data.label);
  root.lang = data.ui;
  root.forms ??= forms();
  root.forms.chosen = (form) => setTriggerValue("form", form);
  root.forms.sized = (large) => { root.classList.toggle("large", large); sought(); };
  const held = root.getRootNode().activeElement;
  root.replaceChildren(...head());
  tellForms(root.forms, data.form);
  if (root.forms.contains(held)) held.focus({ preventScroll: true }); // it was taken out and put in again
  for (const [number, page] of data.pages.entries()) {
    if (number > 0) root.append(made("p", page.label, "label")); // the first page's stands in the head
    if (page.told) root.append(made("p", page.told, "told"));
    root.append(page.picture ? paper(page, data.lang) : sheet(page));
  }
  root.onkeydown = (event) => {
    const move = { ArrowLeft: "previous", ArrowRight: "next", Escape: "close" }[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    if (move !== "close" && root.scrollWidth > root.clientWidth) return; // the arrows move a larger picture
    event.preventDefault();
    setTriggerValue("move", move);
  };
  requestAnimationFrame(() => {
    sought();
    if (first) root.focus({ preventScroll: true }); // so that the keys above work at once
  });

  function sought() {
    const lit = (root.querySelector("mark, .box.lit") ?? root).getBoundingClientRect();
    const own = root.getBoundingClientRect();
    root.scrollTop += lit.top - own.top - (lit.top === own.top ? 0 : root.clientHeight / 3);
    root.scrollLeft += lit.left - own.left - root.clientWidth / 5;
  }

  function head() {
    const element = made("header");
    element.append(made("h2", data.title), made("span", data.pages[0].label), root.forms);
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
