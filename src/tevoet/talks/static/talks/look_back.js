// <look-back>: one button for the words to both and the guess to oneself. The guess is kept first, under
// a number that the words name, so that it is there when both open.

import "../vault/sealed.js";
import { newLink } from "./answers.js";

class LookBack extends HTMLElement {
  connectedCallback() {
    this.main = this.querySelector('sealed-field[kind="look-back"]');
    this.guess = this.querySelector('sealed-field[kind="guess"]');
    this.addEventListener("sealed-open", ({ target, detail }) => target === this.main && this.greet(detail));
    this.addEventListener("sealed-kept", ({ target, detail }) => this.kept(target, detail));
    this.addEventListener("click", ({ target }) => target.closest("[data-act=done]") && this.done());
    document.addEventListener("keyring-locked", () => this.show(false));
  }

  part = (name) => this.main.querySelector(`[data-part="${name}"]`);
  place = (name) => this.querySelector(`[data-place="${name}"]`);

  show(isOpen) {
    this.place("done").hidden = this.place("guess").hidden = !isOpen;
  }

  greet({ party }) {
    this.part("link").value ||= newLink();
    this.place("invite").hidden = party.state !== "none";
    this.show(true);
    for (const fold of this.querySelectorAll("details.more"))
      fold.open ||= [...fold.querySelectorAll("textarea, input[type=date]")].some(({ value }) => value);
  }

  async done() {
    const button = this.querySelector("[data-act=done]");
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    if (this.guess.hasUnkept()) await this.guess.keep();
    if (!this.guess.hasUnkept()) await this.main.keep();
    button.ariaDisabled = "false";
  }

  kept(field, { record }) {
    if (field === this.guess) this.part("guess").value = record;
    else location.assign(this.getAttribute("after"));
  }
}

customElements.define("look-back", LookBack);
