// One reflection in the list: its day, what it looks at, the words, and what can be done with it.

import { partsOf } from "./parts.js";
import { button, day, make, say, why } from "./say.js";
import { remove } from "./shelf.js";

export class Entry {
  constructor(body, list) {
    Object.assign(this, { body, list, ...partsOf(body.text, true) });
  }

  // Made once, when it is shown for the first time.
  get element() {
    return (this.made ??= this.make());
  }

  make() {
    const text = make("sealed-text", { record: this.body.record, kind: this.body.kind, parts: "", undated: "" });
    text.opened = this.body;
    const heading = make("h3", {}, day(this.body.at));
    const asked = this.list.querySelector(`input[value="${CSS.escape(this.prompt)}"] + span`);
    const prompt = make("p", { class: "small quiet" }, asked?.firstChild.textContent.trim() ?? "");
    const acts = [
      button(say("change"), "plain", () => this.change()),
      button(say("remove"), "plain", () => this.askToRemove()),
    ];
    const line = make("div", { class: "quietly" }, ...acts);
    return make("li", { class: "entry" }, heading, prompt, text, line);
  }

  async change() {
    const field = this.list.querySelector("sealed-field");
    await field.turnTo(this.body.record);
    field.querySelector("textarea").focus();
  }

  // Asks first: what is removed here is gone.
  askToRemove() {
    const dialog = this.list.querySelector("dialog");
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && this.remove(), { once: true });
    dialog.showModal();
  }

  async remove() {
    try {
      await remove(this.body.record);
      this.list.removed(this);
    } catch (error) {
      this.element.append(make("p", { class: "attention", role: "alert" }, why(error)));
      if (!error.slug) throw error;
    }
  }
}
