// Says a whole answer once to those who hear the page: a region of its own, filled when the answer is there.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#announce");
  if (root.dataset.said === data.id) return;
  root.dataset.said = data.id;
  root.lang = data.lang;
  root.textContent = data.text;
}
