/* Buttons that copy a text of the page: [data-copies=ID] data-word-copied, -failed. Without a script they stay hidden. */
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-copies]")) {
    const label = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      const { copies, wordCopied, wordFailed } = button.dataset;
      const copied = navigator.clipboard?.writeText(document.getElementById(copies).textContent);
      button.textContent = await (copied ?? Promise.reject()).then(() => wordCopied, () => wordFailed);
      setTimeout(() => (button.textContent = label), 2500);
    };
  }
})();
