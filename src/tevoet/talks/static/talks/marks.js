// The three answers of both beside each other, and beside them what I thought the other would say. The
// difference is worked out here, for me alone.

import { words } from "../vault/saying.js";

const SAYS = ["lower", "same", "higher"];

export class Marks {
  constructor(page) {
    this.page = page;
  }

  label = (value) => this.page.querySelector(`template[data-five="${CSS.escape(value)}"]`)?.content.textContent;
  most = (value) => this.page.querySelector(`template[data-most="${CSS.escape(value)}"]`)?.content.textContent;

  show({ mine, theirs, guess }) {
    for (const item of this.page.querySelectorAll("[data-item]")) {
      const { item: key } = item.dataset;
      const label = key === "most" ? this.most : this.label;
      const said = (side) => (side ? label(side.parts[key] ?? "") ?? words("skipped") : words("waits"));
      item.querySelector('dd[data-of="mine"]').textContent = said(mine);
      item.querySelector('dd[data-of="theirs"]').textContent = said(theirs);
      if (key !== "most" && guess?.[key]) this.compare(item, guess[key], theirs?.parts[key]);
    }
    this.page.querySelector("[data-place=own-guess]").hidden = !guess;
  }

  compare(item, guessed, said) {
    const place = item.querySelector('[data-of="guess"]');
    place.hidden = false;
    place.querySelector("dd").textContent = this.label(guessed);
    const difference = item.querySelector('[data-of="difference"]');
    difference.hidden = !said;
    if (said) difference.textContent = words(SAYS[Math.sign(said - guessed) + 1]);
  }
}
