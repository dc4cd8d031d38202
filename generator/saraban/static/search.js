/* The search of the header (a drop-down) and of the search page (`data-full`: all results, by kind); after fold.js.
   The index is fetched when somebody begins to search:
     {"entries": [{"k": "dataset" | "listing" | "page" | "table" | "value" (a school's name or code) | "field",
                   "t": title, "s": subtitle, "u": address from the language's root ("datasets/students/"),
                   "f": the title folded by saraban.thai.fold, "x": all else that is searched, folded}]}
   The form: [data-saraban-search] data-index data-root > input[name=q], .sb-search__results, .sb-search__live
   Its words: data-word-count {n}, -none {q}, -by-words {words}, -all {n}, -loading, -failed, -kind-dataset … */
(() => {
  const { fold, spans, find, entriesAt, KINDS } = globalThis.saraban;
  const MOST_OPTIONS = 20;
  const SHORTCUTS = new Set("/sฝห"); // two keys, as Latin and as Thai

  /* Strings become text nodes: data is never markup. */
  function element(name, part, ...children) {
    const made = document.createElement(name);
    made.className = `sb-search__${part}`;
    made.append(...children);
    return made;
  }

  function marked(title, tokens) {
    const nodes = [];
    let position = 0;
    for (const [start, end] of spans(title, tokens)) {
      nodes.push(title.slice(position, start), element("mark", "match", title.slice(start, end)));
      position = end;
    }
    return element("span", "title", ...nodes, title.slice(position));
  }

  function withQuery(address, query) {
    const url = new URL(address);
    url.search = query && `q=${encodeURIComponent(query)}`;
    return url.href;
  }

  class Search {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[name=q]");
      this.results = form.querySelector(".sb-search__results");
      this.note = element("p", "note");
      this.input.autocomplete = "off";
      this.input.onfocus = () => entriesAt(this.form.dataset.index).catch(() => {}); // search() tells of a failure
      this.input.oninput = () => this.search();
    }

    async search() {
      const query = this.input.value.trim();
      if (!fold(query)) return this.show("", "");
      this.say(this.word("Loading"));
      this.results.hidden = false;
      try {
        const { found, tokens, byWords } = find(await entriesAt(this.form.dataset.index), query);
        if (query !== this.input.value.trim()) return;
        const words = this.word(found.length ? "Count" : "None", { n: this.count(found), q: query });
        const cut = byWords ? this.word("ByWords", { words: tokens.join(" · ") }) : "";
        this.show(query, `${cut} ${words}`.trim(), found, tokens);
      } catch (error) {
        console.error(error);
        this.show(query, this.word("Failed"));
      }
    }

    say(words) {
      this.note.textContent = words;
      this.form.querySelector(".sb-search__live").textContent = words;
    }

    word(name, values = {}) {
      return (this.form.dataset[`word${name}`] ?? "").replace(/\{(\w+)\}/g, (braces, key) => values[key] ?? braces);
    }

    kind({ k }) {
      return this.word(`Kind${k[0].toUpperCase()}${k.slice(1)}`);
    }

    count(list) {
      return list.length.toLocaleString(document.documentElement.lang || "th");
    }

    link(entry, tokens) {
      const link = element("a", "link", marked(entry.t, tokens));
      if (entry.s) link.append(" ", element("span", "subtitle", entry.s));
      // Behind "./" nothing leaves the site.
      link.href = `${(this.form.dataset.root || ".").replace(/\/?$/, "/")}./${entry.u}`;
      return link;
    }
  }

  class FullSearch extends Search {
    constructor(form) {
      super(form);
      form.onsubmit = (event) => event.preventDefault();
      this.input.oninput = () => {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.search(), 150); // thousands are slow to draw
      };
      this.input.value = new URLSearchParams(location.search).get("q") ?? "";
      if (this.input.value) this.search();
    }

    show(query, words, found = [], tokens = []) {
      this.say(words);
      history.replaceState(history.state, "", withQuery(location.href, query));
      const groups = KINDS.map((kind) => found.filter(({ k }) => k === kind)).filter((group) => group.length);
      this.results.replaceChildren(this.note, ...groups.map((group) => this.group(group, tokens)));
    }

    group(entries, tokens) {
      const heading = element("h2", "heading", `${this.kind(entries[0])} (${this.count(entries)})`);
      const items = entries.map((entry) => element("li", "item", this.link(entry, tokens)));
      return element("section", "group", heading, element("ul", "list", ...items));
    }
  }

  /* A combobox (WAI-ARIA Authoring Practices): the focus stays in the field. */
  class DropDown extends Search {
    constructor(form, number) {
      super(form);
      this.list = element("div", "list");
      this.list.id = `sb-search-list-${number}`;
      this.list.role = "listbox";
      this.list.ariaLabel = this.input.ariaLabel || this.input.labels[0]?.innerText;
      this.results.append(this.note, this.list);
      this.input.role = "combobox";
      this.input.ariaAutoComplete = "list";
      this.input.setAttribute("aria-controls", this.list.id);
      this.show("", "");
      this.input.onkeydown = (event) => this.key(event);
      this.results.onmousedown = (event) => event.preventDefault();
      form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.open(false));
    }

    show(query, words, found = [], tokens = []) {
      this.say(words);
      const options = found.slice(0, MOST_OPTIONS).map((entry) => this.link(entry, tokens));
      options.forEach((option, at) => option.append(" ", element("span", "kind", this.kind(found[at]))));
      if (found.length) options.push(element("a", "all", this.word("All", { n: this.count(found) })));
      options.forEach((option, at) => {
        option.href ||= withQuery(this.form.action, query);
        option.id = `${this.list.id}-${at}`;
        option.role = "option";
        option.tabIndex = -1;
      });
      this.list.replaceChildren(...options);
      this.list.hidden = !found.length;
      this.open(query && document.activeElement === this.input);
    }

    open(wanted) {
      this.results.hidden = !wanted;
      this.input.ariaExpanded = !this.results.hidden && !this.list.hidden;
      this.choose(-1);
    }

    choose(at) {
      this.chosen = this.list.children[at];
      for (const option of this.list.children) option.ariaSelected = option === this.chosen;
      this.chosen?.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", this.chosen?.id ?? "");
    }

    move(step) {
      const stops = this.list.children.length + 1; // the options and the field
      const from = [...this.list.children].indexOf(this.chosen) + 1;
      this.open(true);
      this.choose(((from + step + stops) % stops) - 1);
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (step && !this.list.hidden) this.move(step);
      else if (event.key === "Enter" && this.chosen) this.chosen.click();
      else if (event.key === "Escape" && !this.results.hidden) this.open(false);
      else return;
      event.preventDefault();
    }
  }

  const forms = [...document.querySelectorAll("form[data-saraban-search]")].map((form, number) =>
    "full" in form.dataset ? new FullSearch(form) : new DropDown(form, number),
  );

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !SHORTCUTS.has(event.key)) return;
    // The last that is seen: the search page's own comes after the header's.
    const wanted = forms.findLast(({ input }) => input.getClientRects().length);
    if (!wanted) return;
    event.preventDefault();
    event.stopPropagation(); // the site engine may listen too
    wanted.input.focus();
    wanted.input.select();
  });
})();
