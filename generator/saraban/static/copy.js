/* Buttons that copy a text of the page: [data-copies=ID] data-word-copied, -failed. Without a script they stay hidden. */
(() => {
  "use strict";

  const buttons = document.querySelectorAll("[data-copies]");
  if (!buttons.length) return;

  const said = document.createElement("p");
  said.className = "sb-heard";
  said.setAttribute("role", "status");
  document.querySelector("main, body").append(said);

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return "wordCopied";
    } catch {
      return "wordFailed";
    }
  }

  for (const button of buttons) {
    const label = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      const outcome = await copied(document.getElementById(button.dataset.copies).textContent);
      button.textContent = said.textContent = button.dataset[outcome];
      setTimeout(() => (button.textContent = label), 2500);
    };
  }
})();
