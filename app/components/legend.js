// Draws what the marks of the matrix mean. Text is set as text only.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#legend");
  root.lang = data.ui;
  const marks = made("ul", "", "marks");
  for (const one of data.verdicts) marks.append(item(sign(one), one.name));
  const levels = made("ul", "", "marks");
  for (const one of data.levels) levels.append(item(sign({ ...one, colour: "currentColor" }), one.name));
  levels.append(item(made("span", "–", "gap"), data.gap));
  root.setAttribute("aria-label", data.label);
  levels.append(made("li", data.size, "size"));
  root.replaceChildren(marks, levels);

  function item(mark, text) {
    const element = made("li");
    element.append(mark, made("span", text));
    return element;
  }
}
