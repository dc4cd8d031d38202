/* The request form: print it, or copy what was filled in as text. Nothing is sent, nothing is kept. */
(() => {
  "use strict";

  const tools = document.querySelector(".sb-form-tools");
  const form = document.querySelector("form.sb-form");
  if (!tools || !form) return;

  const said = tools.querySelector("[data-said]");
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

  function line(element) {
    if (element.matches("legend, .sb-form__title")) return `\n${words(element)}`;
    if (element.matches(".sb-form__to")) return words(element);
    const label = words(element.closest("label").querySelector("span"));
    if (element.type === "checkbox") return element.checked ? `[x] ${label}` : "";
    return element.value.trim() && `${label.replace(/\*$/, "")}: ${element.value.trim()}`;
  }

  const text = () =>
    [...form.querySelectorAll("legend, .sb-form__title, .sb-form__to, input, textarea")]
      .map(line)
      .filter(Boolean)
      .join("\n")
      .trim();

  /* A code that this copy of the form carries, on paper and in e-mail, so that the office can bring the two together.
     It is made here and known to nobody else; letters and digits that look alike are left out. */
  function reference(prefix) {
    const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("");
    const drawn = crypto.getRandomValues(new Uint32Array(4));
    return `${prefix}-${day}-${[...drawn].map((n) => letters[n % letters.length]).join("")}`;
  }

  const coded = form.querySelector("[data-reference]");
  const mail = tools.querySelector("[data-mail]");
  const code = reference(coded.dataset.reference);
  coded.querySelector("input").value = code;
  coded.hidden = false;
  tools.querySelector("[data-reference-note]").hidden = false;
  if (mail) {
    mail.href = mail.dataset.mail.replaceAll(encodeURIComponent("{reference}"), code);
    mail.addEventListener("click", () => copy());
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = tools.dataset.wordCopied;
    } catch {
      said.textContent = tools.dataset.wordFailed;
    }
  }

  /* Browsers without `field-sizing` cut long answers on paper. */
  function grow({ target }) {
    if (target.localName !== "textarea" || CSS.supports("field-sizing", "content")) return;
    target.style.height = "auto";
    target.style.height = `${target.scrollHeight}px`;
  }

  const buttons = { print: () => window.print(), copy };
  for (const [name, act] of Object.entries(buttons)) {
    const button = tools.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.onclick = act;
  }
  form.addEventListener("input", grow);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
