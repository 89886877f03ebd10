// Writes the five words that stand for a keyring wherever a page has a place for them.

import { fiveWords } from "./phrase.js";

for (const list of document.querySelectorAll("[data-five]")) {
  const { five, language } = list.dataset;
  const rows = (await fiveWords(five, language)).map((word) => {
    return Object.assign(document.createElement("li"), { textContent: word });
  });
  list.lang = language;
  list.replaceChildren(...rows);
}
