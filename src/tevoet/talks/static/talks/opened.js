// <talk-opened>: what both looked back on, side by side, and what each answers. Attributes: talk, with,
// name, mine and theirs (records; without theirs only mine is shown), answers: where promises are kept.

import "../vault/sealed.js";
import { numberOf, readAnswers, readOne } from "./answers.js";
import { askToUnlock } from "../vault/keyring.js";
import { partyOf } from "../vault/party.js";
import { SealRefusal } from "../vault/canonical.js";
import { make, why } from "../vault/say.js";
import { Marks } from "./marks.js";
import { Words } from "./words.js";

const KIND = "look-back";
const ANSWERS = { playback: ["playback"], need: ["need-answer", "promise"], promise: ["promise"] };

class TalkOpened extends HTMLElement {
  other = Number(this.getAttribute("with"));
  talk = this.getAttribute("talk");

  connectedCallback() {
    this.gone = new AbortController();
    const on = (where, name, act) => where.addEventListener(name, act, { signal: this.gone.signal });
    on(document, "keyring-unlocked", () => this.begin());
    on(document, "keyring-locked", () => this.shut());
    on(this, "click", ({ target }) => target.closest("[data-act=unlock]") && askToUnlock());
    on(this, "sealed-kept", () => this.begin());
    this.begin();
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  place = (name) => this.querySelector(`[data-place="${name}"]`);

  async begin() {
    const turn = (this.turn = {});
    this.ariaBusy = "true";
    await this.during(async () => {
      const party = await partyOf(this.other);
      if (turn !== this.turn) return;
      if (!party) return this.shut();
      const sides = await this.sides(party);
      const answers = await this.answers(sides, party);
      const guess = await this.guess(sides.mine);
      if (turn === this.turn) this.show({ party, ...sides, answers, guess });
    });
    if (turn === this.turn) this.ariaBusy = "false";
  }

  async during(act) {
    try {
      this.place("said").textContent = "";
      await act();
    } catch (error) {
      this.place("said").textContent = why(error);
      if (!error.slug) throw error;
    }
  }

  // Reads both, and believes each only as what its writer signed, about this very talk.
  async sides(party) {
    const read = async (name, isMine) => {
      const record = this.getAttribute(name);
      if (!record) return null;
      const body = await readOne(record, party, [KIND]);
      if (body.isMine !== isMine) throw new SealRefusal("another-author");
      if (body.parts.talk !== this.talk) throw new SealRefusal("another-record");
      return body;
    };
    const [mine, theirs] = await Promise.all([read("mine", true), read("theirs", false)]);
    return { mine, theirs };
  }

  // What each answers stands under numbers that only the two can reckon from the look-backs.
  async answers({ mine, theirs }, party) {
    if (!theirs) return {};
    const asked = [];
    for (const [of, side] of Object.entries({ mine, theirs }))
      for (const [about, kinds] of Object.entries(ANSWERS))
        asked.push({ what: `${about} ${of}`, number: await numberOf(side.parts.link, about), kinds });
    this.numbers = Object.fromEntries(asked.map(({ what, number }) => [what, number]));
    return readAnswers(asked, party, this.other, (error) => this.refuse(error));
  }

  async guess({ parts }) {
    if (!parts.guess) return null;
    try {
      return (await readOne(parts.guess, await partyOf(null), ["guess"])).parts;
    } catch (error) {
      if (error.slug === "not-there") return null; // thrown away since
      throw error;
    }
  }

  refuse(error) {
    this.place("refused").replaceChildren(make("p", { class: "attention" }, why(error)));
    if (!error.slug) throw error;
  }

  show(opened) {
    new Marks(this).show(opened);
    new Words(this).show(opened);
    this.place("closed").hidden = true;
    this.place("open").hidden = false;
  }

  shut() {
    this.turn = {};
    this.ariaBusy = "false";
    for (const one of this.querySelectorAll("[data-words], [data-answer-words], dd")) one.replaceChildren();
    for (const one of this.querySelectorAll("section > sealed-field")) one.remove();
    this.place("closed").hidden = false;
    this.place("open").hidden = true;
  }
}

customElements.define("talk-opened", TalkOpened);
