// <sealed-page>: one page of two people with its versions, not a stream. Attributes: kind, with, name;
// readonly when nothing can be added any more. The field to write in stands inside.
//
// Two first versions made at once are two records. The one with the lowest number stays the page, and
// says in `joined` up to which revision the other is in it; the other is then shown no more.

import { choose, merged } from "./choice.js";
import { fillParts, partsOf } from "./parts.js";
import { openRows, partyOf } from "./party.js";
import { make, say, when } from "./say.js";
import { newest } from "./shelf.js";
import { reasons, refused as notice, toUnlock } from "./text.js";

class SealedPage extends HTMLElement {
  kind = this.getAttribute("kind");
  other = Number(this.getAttribute("with"));

  connectedCallback() {
    this.gone = new AbortController();
    const on = (where, name, act) => where.addEventListener(name, act, { signal: this.gone.signal });
    on(document, "keyring-unlocked", () => this.begin());
    on(document, "keyring-locked", () => this.shut());
    for (const end of ["sealed-kept", "sealed-left"]) on(this, end, () => this.again());
    on(this, "sealed-open", ({ detail }) => this.greet(detail));
    on(this, "click", ({ target }) => target.closest("[data-act=change]") && this.change());
    this.begin();
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  find = (name) => this.querySelector(`[data-place="${name}"]`);
  get field() {
    return this.querySelector("sealed-field");
  }

  again() {
    this.hasDraft = false;
    return this.begin();
  }

  async begin() {
    const turn = (this.turn = {});
    this.ariaBusy = "true";
    try {
      await this.field?.begin();
      const party = await partyOf(this.other);
      if (!party) return this.shut();
      const { pages, refused } = await this.pages(party);
      if (turn !== this.turn) return;
      this.find("refused").replaceChildren(...reasons(refused));
      if (pages.length > 1 && this.field) await this.join(pages);
      else await this.show(pages, refused.length > 0);
    } catch (error) {
      this.find("refused").replaceChildren(notice(error));
      if (!error.slug) throw error;
    } finally {
      if (turn === this.turn) this.ariaBusy = "false";
    }
  }

  // Returns the pages that are not joined into another, the lowest number first.
  async pages(party) {
    const came = { opened: [], refused: [] };
    for await (const rows of newest(this.other)) {
      const { opened, refused } = await openRows(rows, party);
      came.opened.push(...opened);
      came.refused.push(...refused);
    }
    const pages = came.opened.filter(({ kind }) => kind === this.kind);
    const isIn = ({ record, revision }) => (page) => partsOf(page.text, true).joined?.[record] >= revision;
    const apart = pages.filter((page) => !pages.some(isIn(page)));
    const inOrder = (apart.length ? apart : pages).sort((one, two) => (one.record < two.record ? -1 : 1));
    return { pages: inOrder, refused: came.refused };
  }

  // Shows the page. Where none opens and something else does not, nobody begins a second one. Who is
  // writing already goes on: what the other kept meanwhile comes beside it when it is kept.
  async show(pages, somethingIsShut) {
    const names = { kind: this.kind, with: this.other, name: this.getAttribute("name"), parts: "" };
    const texts = pages.map((opened) => Object.assign(make("sealed-text", names), { opened }));
    this.find("page").replaceChildren(...texts);
    const [page] = pages;
    this.hasDraft ||= Boolean(this.field?.hasUnkept());
    const isElsewhere = page && this.field?.getAttribute("record") !== page.record;
    if (isElsewhere && !this.hasDraft) await this.field?.turnTo(page.record);
    this.write(this.hasDraft || (!page && !somethingIsShut));
  }

  shut() {
    this.turn = {};
    this.ariaBusy = "false";
    for (const name of ["page", "refused"]) this.find(name).replaceChildren();
    if (!this.field) this.find("page").replaceChildren(toUnlock());
    this.write(Boolean(this.field));
  }

  // Turns between reading and writing.
  write(isWriting) {
    this.find("paper").hidden = isWriting || !this.find("page").children.length;
    this.field?.toggleAttribute("closed", !isWriting);
  }

  async change() {
    await this.field.turnTo(this.field.getAttribute("record"));
    this.write(true);
    this.field.querySelector("textarea").focus();
  }

  greet({ party, hasDraft }) {
    this.find("invite").hidden = party.state !== "none";
    this.hasDraft = hasDraft;
  }

  // Lets the person make one page of the first two, and keeps it in the one that stays.
  async join([one, two]) {
    const shown = (page) => {
      const name = page.isMine ? say("you") : this.getAttribute("name");
      return { title: say("their-version", { name, at: when(page.at) }), words: partsOf(page.text, true).words };
    };
    this.write(false);
    this.find("paper").hidden = true;
    const [first, second] = [shown(one), shown(two)];
    const choice = await choose(this.find("choice"), first, second);
    const words = { mine: first.words, theirs: second.words, both: `${first.words}\n\n${second.words}` };
    const parts = merged(partsOf(two.text, true), partsOf(one.text, true), words[choice]);
    await this.field.turnTo(one.record);
    fillParts(this.field, { ...parts, joined: { ...parts.joined, [two.record]: two.revision } });
    this.write(true);
    if (choice === "both") this.field.face.putTogether();
    else await this.field.keep();
  }
}

customElements.define("sealed-page", SealedPage);
