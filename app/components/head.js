// Draws the page's name, and tells the browser which language the page is in.
export default function ({ data, parentElement }) {
  document.documentElement.lang = data.lang;
  const root = parentElement.querySelector("#head");
  const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const under = data.tagline || data.about;
  root.className = data.tagline ? "first" : data.about === undefined ? "" : "page";
  root.replaceChildren(made("h1", data.title), ...(under ? [made("p", under)] : []));
}
