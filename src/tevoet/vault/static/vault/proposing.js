// Offers the words that are nearest to one that was typed and is in no list: one tap puts it right.

import { tell } from "./saying.js";

export function propose({ parts: { word, near = [] } = {} }, field, piece) {
  for (const better of near) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: better });
    button.className = "button low";
    button.addEventListener("click", () => {
      field.value = field.value.toLowerCase().replace(word, better);
      piece("near").replaceChildren();
      tell(piece("wrong"));
      field.focus();
    });
    piece("near").append(button);
  }
}
