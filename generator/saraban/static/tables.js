/* Sort buttons in the headers of preview tables: table[data-sortable] data-word-sort, -up, -down with {column}. */
(() => {
  "use strict";

  const tables = document.querySelectorAll("table[data-sortable]");
  if (!tables.length) return;

  const collator = new Intl.Collator("th", { numeric: true });
  const said = document.createElement("p");
  said.className = "sb-heard";
  said.setAttribute("role", "status");
  document.querySelector("main, body").append(said);

  const text = (cell) => cell.dataset.value ?? cell.textContent.trim();

  /* Amounts by value, all else in dictionary order; a missing value comes last in both directions. */
  function comparing(at, numeric, direction) {
    return (one, other) => {
      const [a, b] = [one.cells[at], other.cells[at]];
      const gone = a.classList.contains("sb-missing") - b.classList.contains("sb-missing");
      if (gone) return gone;
      const difference = numeric ? Number(text(a)) - Number(text(b)) : NaN;
      return direction * (Number.isNaN(difference) ? collator.compare(text(a), text(b)) : difference);
    };
  }

  function sort(table, header, name) {
    const up = header.ariaSort !== "ascending";
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const numeric = header.classList.contains("sb-number");
    body.append(...[...body.rows].sort(comparing(header.cellIndex, numeric, up ? 1 : -1)));
    said.textContent = table.dataset[up ? "wordUp" : "wordDown"].replace("{column}", () => name);
  }

  for (const table of tables) {
    if (table.tBodies[0].rows.length < 2) continue;
    for (const header of table.tHead.rows[0].cells) {
      const title = header.firstElementChild;
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.wordSort.replace("{column}", () => title.textContent);
      title.before(button);
      button.append(title);
      button.onclick = () => sort(table, header, title.textContent);
    }
  }
})();
