// Draws what was recognised in a file, as rows of a name and a value. Text is set as text only.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#told");
  const list = made("dl", "", "rows");
  for (const row of data.rows) list.append(made("dt", row.name), made("dd", row.value));
  root.replaceChildren(list);
}
