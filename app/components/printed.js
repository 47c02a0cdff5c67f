// Draws a page as printed: its picture, with boxes over the words that are lit, and the choice between it and the text.
// Boxes are placed in shares of the picture's size, so that they stay over their words at any size.
function paper(page, lang) {
  const { picture } = page;
  const figure = made("figure", "", "printed");
  const sheet = made("div", "", "paper");
  const image = made("img");
  image.src = `data:image/png;base64,${picture.png}`;
  image.alt = picture.alt;
  image.width = Math.round(picture.width);
  image.height = Math.round(picture.height);
  sheet.append(image, ...picture.boxes.map(box));
  figure.append(sheet);
  for (const text of picture.lit) figure.append(Object.assign(made("blockquote", text, "unseen"), { lang })); // for those who hear it
  return figure;

  function box(one) {
    const element = made("span", "", `box ${one.what}`);
    for (const edge of ["left", "top", "width", "height"]) element.style[edge] = `${one[edge]}%`;
    return element;
  }
}

// What tells one drawing from another: everything but the pictures themselves, which their keys stand for.
function withoutPictures(data) {
  return JSON.stringify(data, (name, value) => (name === "png" ? undefined : value));
}

// The choice of form, and of a larger picture; its `chosen` is called with the form's name, its `sized` with whether it is larger.
function forms() {
  const group = made("div", "", "forms");
  group.setAttribute("role", "group");
  return group;
}

// Says in the group what is in force; its buttons stay, and with them the keyboard's place.
function tellForms(group, form) {
  group.hidden = !form;
  if (!form) return;
  group.setAttribute("aria-label", form.label);
  if (group.dataset.names !== JSON.stringify([form.names, form.large])) {
    group.dataset.names = JSON.stringify([form.names, form.large]);
    group.replaceChildren(...form.names.map(([name, label]) => {
      const element = button(label, "tool", () => group.chosen(name));
      element.dataset.form = name;
      return element;
    }));
    const large = button(form.large, "tool", () => {
      large.setAttribute("aria-pressed", String(large.getAttribute("aria-pressed") !== "true"));
      group.sized(large.getAttribute("aria-pressed") === "true");
    });
    large.setAttribute("aria-pressed", "false");
    large.dataset.form = "large";
    group.append(large);
  }
  for (const one of group.children) {
    if (one.dataset.form === "large") one.hidden = form.chosen !== "printed";
    else one.setAttribute("aria-pressed", String(one.dataset.form === form.chosen));
  }
}
