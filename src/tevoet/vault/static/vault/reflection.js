// <sealed-reflections>: words to oneself, the newest first. Fifty are opened at a time; who searches
// opens all, here in the browser. The field to write in stands inside.

import { Entry } from "./entry.js";
import { openRows, partyOf } from "./party.js";
import { make, say, why } from "./say.js";
import { newest } from "./shelf.js";
import { reasons } from "./text.js";

const KIND = "reflection";
const AT_ONCE = 50;
const MANY = 6; // from here on one may want to search
const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

class SealedReflections extends HTMLElement {
  connectedCallback() {
    this.gone = new AbortController();
    const on = (where, name, act) => where.addEventListener(name, act, { signal: this.gone.signal });
    on(document, "keyring-unlocked", () => this.begin());
    on(document, "keyring-locked", () => this.shut());
    for (const end of ["sealed-kept", "sealed-left"]) on(this, end, () => this.written());
    on(this.find("search"), "input", () => this.search());
    on(this.find("more"), "click", () => this.more());
    this.begin();
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  find = (name) => this.querySelector(`[data-place="${name}"]`);

  // Opens the first fifty.
  async begin() {
    const turn = (this.turn = {});
    this.party = await partyOf(null);
    if (!this.party || turn !== this.turn) return;
    Object.assign(this, { pages: newest(null), entries: [], refused: [], room: AT_ONCE, isWhole: false });
    await this.during(() => this.next());
  }

  shut() {
    this.turn = {};
    this.party = null;
    Object.assign(this, { entries: [], refused: [] });
    this.find("search").value = "";
    this.draw();
  }

  async during(act) {
    try {
      await act();
    } catch (error) {
      this.find("refused").replaceChildren(make("p", { class: "attention" }, why(error)));
      if (!error.slug) throw error;
    }
  }

  // Opens one more page of the shelf.
  async next() {
    const { party, turn, pages } = this;
    const { value: rows = [] } = await pages.next();
    const { opened, refused } = await openRows(rows, party);
    if (turn !== this.turn) return;
    this.isWhole = rows.length < AT_ONCE;
    this.refused.push(...refused);
    this.entries.push(...opened.filter(({ kind }) => kind === KIND).map((body) => new Entry(body, this)));
    this.draw();
  }

  async more() {
    this.room += AT_ONCE;
    if (this.found().length < this.room && !this.isWhole) await this.during(() => this.next());
    else this.draw();
  }

  // Looks in all words, which are opened here for that.
  async search() {
    const turn = (this.searching = {});
    this.room = AT_ONCE;
    this.draw();
    while (this.sought && !this.isWhole && turn === this.searching) await this.during(() => this.next());
  }

  get sought() {
    return plain(this.find("search").value.trim());
  }

  found() {
    const { sought } = this;
    return sought ? this.entries.filter(({ words }) => plain(words).includes(sought)) : this.entries;
  }

  draw() {
    const found = this.found();
    const isOpen = Boolean(this.party);
    this.find("entries").replaceChildren(...found.slice(0, this.room).map((entry) => entry.element));
    this.find("earlier").hidden = !isOpen || (!this.entries.length && this.isWhole && !this.refused.length);
    this.find("empty").hidden = !isOpen || this.entries.length > 0 || !this.isWhole;
    this.find("searching").hidden = this.isWhole && this.entries.length < MANY;
    this.find("more").hidden = this.isWhole && found.length <= this.room;
    const count = { found: found.length, all: this.entries.length };
    this.find("found").textContent = this.sought ? say("found", count) : "";
    this.find("refused").replaceChildren(...reasons(this.refused));
  }

  removed(entry) {
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.find("earlier").focus();
    this.draw();
  }

  // Begins a new one, and shows what was kept among the others.
  async written() {
    const field = this.querySelector("sealed-field");
    if (field.hasAttribute("record")) await field.turnTo("");
    await this.begin();
  }
}

customElements.define("sealed-reflections", SealedReflections);
