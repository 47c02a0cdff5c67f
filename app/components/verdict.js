// Draws what can be said of the citation that is open.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#verdict");
  const now = JSON.stringify(data);
  if (root.dataset.drawn === now) return; // a comment that is being written stays
  root.dataset.drawn = now;
  const held = parentElement.contains(document.activeElement) ? null : root.getRootNode().activeElement?.dataset.verdict;
  root.lang = data.ui;
  root.replaceChildren(...verdict(data, (said) => setTriggerValue("judge", said)));
  if (held) root.querySelector(`[data-verdict="${held}"]`)?.focus();
}
