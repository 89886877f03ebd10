// <sealed-text>: read words that only their readers can open. Attributes: record, kind; with and name
// for words between two; parts for a kind with fields. Whoever has them open already sets `opened`.

import { askToUnlock } from "./keyring.js";
import { partsOf } from "./parts.js";
import { openNewest, openRow, partyOf } from "./party.js";
import { button, make, say, when, why } from "./say.js";
import { revisions } from "./shelf.js";

export class SealedText extends HTMLElement {
  connectedCallback() {
    this.gone = new AbortController();
    const on = (name, act) => document.addEventListener(name, act, { signal: this.gone.signal });
    on("keyring-unlocked", () => this.begin());
    on("keyring-locked", () => this.shut());
    this.setAttribute("hx-history", "false"); // htmx keeps pages as they look; not this one
    this.begin();
  }

  disconnectedCallback() {
    this.gone.abort();
    this.replaceChildren();
  }

  get other() {
    return Number(this.getAttribute("with")) || null;
  }

  // Opens the newest revision, or says why it is not shown.
  async begin() {
    if (this.opened) return this.show(this.opened);
    this.replaceChildren(make("p", { class: "quiet", role: "status" }, say("opening")));
    try {
      const party = await partyOf(this.other);
      if (!party) return this.shut();
      const rows = await revisions(this.getAttribute("record"));
      const kinds = this.hasAttribute("kind") ? [this.getAttribute("kind")] : undefined;
      this.show(await openNewest(rows, party, kinds));
    } catch (error) {
      this.replaceChildren(refused(error));
      if (!error.slug) throw error;
    }
  }

  shut() {
    this.opened = null;
    this.replaceChildren(toUnlock());
  }

  words = (body) => partsOf(body.text, this.hasAttribute("parts")).words;
  line = ({ isMine, at, isOfEarlierKeys }) => {
    const name = isMine ? say("you") : this.getAttribute("name");
    return say(isOfEarlierKeys ? "written-with-earlier-keys" : "written", { name, at: when(at) });
  };

  show(body) {
    const shown = reasons(body.spoilt ?? [], "newer-not-shown");
    shown.push(make("p", { class: "words" }, this.words(body)));
    if (!this.hasAttribute("undated")) shown.push(make("p", { class: "small quiet" }, this.line(body)));
    if (body.revision > 1 || body.spoilt?.length) shown.push(this.earlier(body));
    this.replaceChildren(...shown);
  }

  // Earlier versions open when somebody asks for them.
  earlier({ record, kind }) {
    const place = make("ol", { class: "earlier", reversed: "" });
    const fold = make("details", {}, make("summary", {}, say("earlier")), place);
    fold.addEventListener("toggle", () => fold.open && !place.children.length && this.fill(place, record, kind));
    return fold;
  }

  // The newest is shown above already; here it only has to follow from the one before it.
  async fill(place, record, kind) {
    try {
      const [party, rows] = await Promise.all([partyOf(this.other), revisions(record)]);
      const lines = rows.map((row, at) => this.one(row, rows[at - 1] ?? null, party, kind));
      const [newest, ...older] = (await Promise.all(lines)).reverse();
      place.replaceChildren(...(newest.matches(".shut") ? [newest] : []), ...older);
    } catch (error) {
      place.replaceChildren(make("li", {}, refused(error)));
      if (!error.slug) throw error;
    }
  }

  async one(row, before, party, kind) {
    try {
      const body = await openRow(row, party, { kinds: [kind], before, isNewest: false });
      const line = make("p", { class: "small quiet" }, this.line(body));
      return make("li", {}, line, make("p", { class: "words" }, this.words(body)));
    } catch (error) {
      if (!error.slug) throw error;
      return make("li", { class: "shut" }, refused(error));
    }
  }
}

export const toUnlock = () => button(say("unlock-to-read"), "button low", () => askToUnlock());

// Shows why words are not shown, and what to do.
export const refused = (error) => make("div", { class: "notice attention", role: "alert" }, make("span", {}, why(error)));

// Shows for each reason how many records it holds back.
export function reasons(errors, sentence = "not-shown") {
  const numbers = new Map();
  for (const error of errors) numbers.set(why(error), (numbers.get(why(error)) ?? 0) + 1);
  const line = ([words, number]) => make("p", { class: "notice attention" }, say(sentence, { number, why: words }));
  return [...numbers].map(line);
}

customElements.define("sealed-text", SealedText);
