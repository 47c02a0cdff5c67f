// Draws a window of a report's pages, with a bar to go, search and copy by. Text is set as text only.
// What is done here is told as an "act"; the page answers with the pages around the place it leads to.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#pane");
  const act = (what, value) => setTriggerValue("act", { what, value });
  const first = !root.dataset.bar;
  const texts = data.texts;
  if (root.dataset.bar !== JSON.stringify([texts, data.pages])) { // the bar stays, and with it what is being typed
    root.dataset.bar = JSON.stringify([texts, data.pages]);
    root.replaceChildren(bar(), said(), pages());
  }
  const sheets = root.querySelector("#sheets");
  root.lang = data.ui;
  sheets.setAttribute("aria-label", data.label);
  sheets.classList.toggle("noted", data.notes);
  root.querySelector(".forms").chosen = (form) => act("form", form);
  root.querySelector(".forms").sized = (large) => { root.classList.toggle("large", large); laid(); aim(); };
  told();
  drawn();
  sheets.onscroll = scrolled;
  sheets.onkeydown = key;
  root.settling?.disconnect();
  root.settling = new ResizeObserver(settle);
  root.settling.observe(sheets);
  root.settling.observe(document.body);
  let block = root.getRootNode().host ?? root;
  while ((block = block.parentElement?.closest("[data-testid='stVerticalBlock']"))) root.settling.observe(block); // they grow with the head
  settle();
  if (root.dataset.move !== String(data.move)) { // sent somewhere: not by the reader's own scrolling
    root.dataset.move = data.move;
    aim();
  }
  if (first) requestAnimationFrame(() => sheets.focus({ preventScroll: true })); // so that the keys work at once

  function made(tag, text = "", className = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  }

  function button(name, sign, pressed) {
    const element = made("button", sign, name);
    element.type = "button";
    element.title = texts[name];
    element.setAttribute("aria-label", texts[name]);
    element.onclick = pressed;
    return element;
  }

  function bar() {
    const element = made("div", "", "bar");
    const turn = made("div", "", "group turn");
    const select = Object.assign(made("select", "", "page"), { title: texts.page });
    select.setAttribute("aria-label", texts.page);
    select.append(...data.pages.map((label, at) => Object.assign(made("option", label), { value: at + 1 })));
    select.onchange = () => act("go", Number(select.value));
    turn.append(button("previous", "‹", () => turned(-1)), select, button("next", "›", () => turned(1)));
    const note = made("label", "", "group notes");
    const box = Object.assign(made("input"), { type: "checkbox" });
    box.onchange = () => act("notes", box.checked);
    note.title = texts["notes.about"];
    note.append(box, made("span", texts.notes));
    const copy = button("copy", texts.copy, copied);
    copy.removeAttribute("aria-label");
    element.append(turn, search(), forms(), note, copy);
    return element;
  }

  function search() {
    const form = made("form", "", "group find");
    form.setAttribute("role", "search");
    const field = Object.assign(made("input"), { type: "search", placeholder: texts.find, maxLength: 100, autocomplete: "off" });
    field.setAttribute("aria-label", texts.find);
    const count = made("span", "", "count");
    count.setAttribute("role", "status");
    const again = (by) => (field.value === field.dataset.asked ? act("hit", by) : act("find", field.value));
    form.onsubmit = (event) => { event.preventDefault(); again(1); };
    field.onkeydown = (event) => {
      if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); again(-1); }
      if (event.key === "Escape") { event.preventDefault(); act("find", ""); field.value = ""; root.querySelector("#sheets").focus(); }
    };
    field.oninput = () => { if (!field.value) act("find", ""); }; // also by the field's own cross
    form.append(field, count, button("find.previous", "↑", () => again(-1)), button("find.next", "↓", () => again(1)));
    return form;
  }

  function said() {
    const element = made("div", "", "said");
    element.append(Object.assign(made("p", "", "fault"), { role: "alert" }), Object.assign(made("p", "", "copied"), { role: "status" }));
    return element;
  }

  function pages() {
    const element = Object.assign(made("div"), { id: "sheets", tabIndex: 0 });
    element.setAttribute("role", "region");
    const freed = () => { root.aimed = null; }; // from now on the reader scrolls
    for (const own of ["wheel", "touchmove", "pointerdown", "keydown"]) element.addEventListener(own, freed, { passive: true });
    return element;
  }

  // Says in the bar what is in force; the search field is left alone while it is being typed in.
  function told() {
    const at = (selector) => root.querySelector(selector);
    at("select.page").value = data.page;
    at(".previous").disabled = data.page === 1;
    at(".next").disabled = data.page === data.pages.length;
    at(".notes input").checked = data.notes;
    tellForms(at(".forms"), data.form);
    const field = at(".find input");
    if (root.getRootNode().activeElement !== field) field.value = data.words;
    field.dataset.asked = data.words;
    for (const arrow of root.querySelectorAll(".find button")) arrow.hidden = !data.hits;
    if (at(".count").textContent !== data.found) at(".count").textContent = data.found;
    if (at(".fault").textContent !== data.fault) at(".fault").textContent = data.fault;
  }

  // Draws what is new and drops what is out of the window; what the reader looks at stays where it is.
  function drawn() {
    const held = sheets.children.length ? current() : null;
    const before = held?.getBoundingClientRect().top;
    const known = new Map([...sheets.children].map((sheet) => [sheet.dataset.key, sheet]));
    const wanted = data.sheets.map((page) => {
      const key = withoutPictures([data.report, page]);
      return known.get(key) ?? Object.assign(sheet(page), { key });
    });
    for (const one of wanted) one.dataset.key ||= one.key;
    if (wanted.length !== sheets.children.length || wanted.some((one, at) => one !== sheets.children[at])) {
      sheets.replaceChildren(...wanted);
    }
    const now = held && wanted.find((one) => one.dataset.page === held.dataset.page);
    if (now) sheets.scrollTop += now.getBoundingClientRect().top - before;
  }

  function sheet(page) {
    const element = made("article", "", "sheet");
    element.dataset.page = page.number;
    const top = made("p", "", "label");
    top.append(made("span", page.label), made("span", page.beside, "beside"));
    element.append(top);
    if (page.told) element.append(made("p", page.told, "told"));
    if (page.picture) {
      element.classList.add("pictured");
      element.append(paper(page, data.lang), ...page.notes.map(note));
      return element;
    }
    const text = made("div", "", "text");
    text.lang = data.lang;
    if (page.empty) text.append(Object.assign(made("p", page.empty, "empty"), { lang: data.ui }));
    for (const block of page.blocks) {
      const tag = { heading: "h2", table: "div" }[block.kind] ?? "p";
      const drawn = made(tag, "", block.kind);
      drawn.append(...(block.kind === "table" ? rows(block.parts) : block.parts.map(part)));
      text.append(drawn, ...block.notes.map(note));
    }
    element.append(text);
    return element;
  }

  // A table's lines are its rows; where its columns part the text does not say, so they are left as they stand.
  function rows(parts) {
    const out = [made("div", "", "row")];
    for (const one of parts) {
      let at = one.at;
      one.text.split("\n").forEach((line, number) => {
        if (number) out.push(made("div", "", "row"));
        if (line) out.at(-1).append(part({ ...one, text: line, at }));
        at += [...line].length + 1;
      });
    }
    return out;
  }

  function part(one) {
    const element = made(one.mark ? "mark" : "span", one.text, one.mark ?? "");
    element.dataset.at = one.at;
    if (one.notes) element.dataset.notes = one.notes.join(" ");
    return element;
  }

  function note(one) {
    const element = made("aside", "", "note");
    element.lang = data.ui;
    element.dataset.note = one.id;
    const text = made("button", one.text);
    text.type = "button";
    text.setAttribute("aria-pressed", "false");
    text.onclick = () => {
      const pressed = text.getAttribute("aria-pressed") === "true";
      for (const other of sheets.querySelectorAll(".note button")) other.setAttribute("aria-pressed", "false");
      text.setAttribute("aria-pressed", String(!pressed));
      hold(pressed ? null : one.id);
    };
    element.onmouseenter = text.onfocus = () => hold(one.id);
    element.onmouseleave = text.onblur = () => hold(sheets.querySelector(".note:has([aria-pressed='true'])")?.dataset.note);
    element.append(text);
    if (one.findings.length) {
      const list = made("ul");
      list.append(...one.findings.map(finding));
      element.append(list);
    }
    return element;
  }

  function finding(one) {
    const item = made("li");
    item.append(made("span", one.name, `verdict ${one.verdict}`), ` ${one.what} `, made("span", `(${one.strength})`, "strength"));
    return item;
  }

  function hold(id) {
    for (const held of sheets.querySelectorAll(".held")) held.classList.remove("held");
    if (!id) return;
    for (const one of sheets.querySelectorAll(`[data-notes~="${id}"], [data-note="${id}"]`)) one.classList.add("held");
  }

  // Fills the window's height below the head, however many lines that has.
  function fitted() {
    const scrolled = document.querySelector("[data-testid='stMain']")?.scrollTop ?? 0;
    root.style.height = `${innerHeight - root.getBoundingClientRect().top - scrolled - 14}px`; // the style has a least height
  }

  // Puts each note beside the words it is about; those that would lie on each other move down. What is looked at
  // stays where it is, or where it was aimed at.
  function settle() {
    fitted();
    const held = current();
    const before = held?.getBoundingClientRect().top;
    laid();
    if (root.aimed?.element?.isConnected) place(root.aimed.element, root.aimed.share);
    else if (held) sheets.scrollTop += held.getBoundingClientRect().top - before;
  }

  function laid() {
    const wide = sheets.clientWidth >= 760;
    sheets.classList.toggle("wide", wide);
    for (const one of sheets.children) {
      one.style.minHeight = "";
      let free = 0;
      for (const beside of one.querySelectorAll(".note")) {
        beside.style.top = "";
        if (!wide) continue;
        const about = one.querySelector(`[data-notes~="${beside.dataset.note}"]`);
        const top = Math.max(about ? about.offsetTop : 0, free);
        beside.style.top = `${top}px`;
        free = top + beside.offsetHeight + 12;
      }
      if (free > one.offsetHeight) one.style.minHeight = `${free + 12}px`;
    }
  }

  function place(element, share) {
    if (root.classList.contains("large")) {
      sheets.scrollLeft += element.getBoundingClientRect().left - sheets.getBoundingClientRect().left - sheets.clientWidth / 5;
    }
    sheets.scrollTop += element.getBoundingClientRect().top - sheets.getBoundingClientRect().top - sheets.clientHeight * share;
  }

  function aim() {
    const page = sheets.querySelector(`[data-page="${data.page}"]`);
    const found = { lit: "mark.lit, .box.lit", now: "mark.now, .box.now", section: `[data-at="${data.section}"]` }[data.aim];
    const target = found && sheets.querySelector(found);
    root.aimed = target ? { element: target, share: data.aim === "section" ? 0.04 : 0.3 } : { element: page, share: 0 };
    if (root.aimed.element) place(root.aimed.element, root.aimed.share);
  }

  function current() {
    const line = sheets.getBoundingClientRect().top + sheets.clientHeight * 0.34;
    return [...sheets.children].findLast((one) => one.getBoundingClientRect().top <= line) ?? sheets.firstElementChild;
  }

  function scrolled() {
    clearTimeout(root.waiting);
    root.waiting = setTimeout(() => {
      const page = Number(current()?.dataset.page);
      if (page && page !== data.page) act("seen", page);
    }, 120);
  }

  function turned(by) {
    act("go", Number(current()?.dataset.page ?? data.page) + by);
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== sheets) return;
    if (["ArrowLeft", "ArrowRight"].includes(event.key) && sheets.scrollWidth > sheets.clientWidth) return; // they move a larger picture
    const done = {
      ArrowLeft: () => turned(-1),
      ArrowRight: () => turned(1),
      PageUp: () => screen(-1),
      PageDown: () => screen(1),
      Home: () => act("go", 1),
      End: () => act("go", data.pages.length),
      "/": () => root.querySelector(".find input").select(),
      n: () => data.hits && act("hit", 1),
      N: () => data.hits && act("hit", -1),
    }[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  }

  // Goes on by a screen, and from the end of a page to the top of the next: no line is passed over.
  function screen(by) {
    const one = current().getBoundingClientRect();
    const own = sheets.getBoundingClientRect();
    const left = by > 0 ? one.bottom - own.bottom : own.top - one.top;
    if (left > 8) sheets.scrollTop += by * Math.min(left, sheets.clientHeight * 0.9);
    else turned(by);
  }

  async function copied() {
    const picked = selected();
    const address = new URL(location.href);
    address.search = new URLSearchParams({ report: data.report, page: data.page, ...(picked ?? lit()) });
    const told = root.querySelector(".copied");
    try {
      await navigator.clipboard.writeText(address.href);
      told.textContent = picked ? texts["copied.quote"] : texts.copied;
    } catch { // no leave to write there: the address is shown instead
      told.textContent = `${texts["copy.by-hand"]} ${address.href}`;
    }
    setTimeout(() => { if (!told.textContent.includes("http")) told.textContent = ""; }, 4000);
  }

  function lit() {
    const marks = [...sheets.querySelectorAll(`[data-page="${data.page}"] :is(mark, .box).lit`)];
    return marks.length && data.lit ? { lit: data.lit } : {};
  }

  // Returns the selected words' place and page, where words of the report are selected.
  function selected() {
    const selection = root.getRootNode().getSelection?.() ?? document.getSelection();
    if (!selection || selection.isCollapsed || !selection.toString().trim()) return null;
    const ends = [offset(selection.anchorNode, selection.anchorOffset), offset(selection.focusNode, selection.focusOffset)];
    if (ends.includes(null) || ends[0] === ends[1]) return null;
    const [start, end] = ends.sort((a, b) => a - b);
    const holder = [...sheets.querySelectorAll("[data-at]")].findLast((one) => Number(one.dataset.at) <= start);
    return { page: holder?.closest("[data-page]").dataset.page ?? data.page, lit: `${start}-${end}` };
  }

  function offset(node, characters) {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-at]");
    if (!holder || node.nodeType !== Node.TEXT_NODE) return null;
    return Number(holder.dataset.at) + [...node.data.slice(0, characters)].length; // counted as the report counts
  }
}
