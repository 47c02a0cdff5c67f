// Draws a page of a report with the quoted words lit, and scrolls to them. Text is set as text only.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#page");
  root.replaceChildren();
  root.lang = data.lang;
  root.setAttribute("aria-label", data.label);
  for (const block of data.blocks) {
    const element = document.createElement(block.heading ? "h4" : block.rows ? "pre" : "p");
    for (const part of block.parts) {
      const piece = part.lit ? document.createElement("mark") : document.createElement("span");
      piece.textContent = part.text;
      element.append(piece);
    }
    root.append(element);
  }
  const lit = root.querySelector("mark");
  if (lit) requestAnimationFrame(() => { root.scrollTop = lit.offsetTop - root.offsetTop - root.clientHeight / 3; });
}
