/* Filters of the list of all datasets: what is chosen stands in the address, ?area=academic&year=2026&q=…, so that
   it can be linked to. A list of several pages is gathered when somebody begins to filter.
   The list: ul[data-filtered] > li[data-area data-level data-year data-format data-access data-words data-day] */
(() => {
  "use strict";

  const form = document.querySelector("form.sb-filters");
  const list = document.querySelector("ul[data-filtered]");
  if (!form || !list) return;

  const count = document.querySelector(".sb-filters__count");
  const clear = document.querySelector(".sb-filters__clear");
  const none = document.querySelector(".sb-filters__none");
  const pager = document.querySelector(".sb-pages");
  const fields = [...form.elements].filter((field) => field.name);
  const number = (value) => value.toLocaleString(document.documentElement.lang || "th");
  const folded = new Map();
  let rows = [...list.children];
  let partial = false;

  /* fold.js may come after this script; it has come when the page is ready. */
  const fold = (words) => globalThis.saraban.fold(words);

  function words(row) {
    if (!folded.has(row)) folded.set(row, fold(`${row.textContent} ${row.dataset.words}`));
    return folded.get(row);
  }

  function matches(row, name, value) {
    if (name === "q") return fold(value).split(" ").every((word) => words(row).includes(word));
    return row.dataset[name].split(" ").includes(value);
  }

  const newestFirst = (one, other) => other.dataset.day.localeCompare(one.dataset.day);

  async function gather() {
    if (!pager || pager.hidden) return;
    const others = [...pager.querySelectorAll("a")].map(({ href }) => new URL(href));
    const here = location.pathname;
    pager.hidden = true;
    try {
      const pages = await Promise.all(
        others.map(async (address) => {
          if (address.pathname === here) return rows;
          const answer = await fetch(address);
          if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          return [...page.querySelectorAll("ul[data-filtered] > li")].map((row) => document.importNode(row, true));
        }),
      );
      rows = pages.flat();
      list.replaceChildren(...rows);
    } catch (error) {
      console.warn(error);
      partial = true;
      pager.hidden = false;
    }
  }

  async function apply() {
    const chosen = fields.filter((field) => field.value.trim()).map(({ name, value }) => [name, value.trim()]);
    if (chosen.length) await gather();
    const filters = chosen.filter(([name]) => name !== "sort");
    for (const row of rows) row.hidden = !filters.every(([name, value]) => matches(row, name, value));
    const sorted = chosen.some(([, value]) => value === "latest") ? [...rows].sort(newestFirst) : rows;
    if (sorted.some((row, at) => list.children[at] !== row)) list.append(...sorted);
    tell(rows.filter((row) => !row.hidden).length, filters.length, chosen);
  }

  function tell(shown, filtered, chosen) {
    clear.hidden = !chosen.length;
    none.hidden = shown > 0;
    if (filtered) {
      const said = count.dataset.wordSome.replace("{n}", number(shown)).replace("{all}", number(rows.length));
      count.textContent = partial ? `${said} ${count.dataset.wordPartial}` : said;
    } else if (!pager || pager.hidden) {
      count.textContent = count.dataset.wordAll.replace("{n}", number(rows.length));
    }
  }

  function write() {
    const address = new URL(location.href);
    for (const { name, value } of fields) {
      if (value.trim()) address.searchParams.set(name, value.trim());
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
    apply();
  }

  function read() {
    const given = new URLSearchParams(location.search);
    for (const field of fields) field.value = given.get(field.name) ?? "";
    for (const field of fields) if (field.selectedIndex === -1) field.value = ""; // a value that is not offered
    apply();
  }

  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.onclick = () => {
    form.reset();
    write();
    fields[0].focus();
  };
  window.addEventListener("DOMContentLoaded", read);
})();
