// <sealed-field>: write words that are sealed before they leave this browser. What stands inside is
// drawn by vault/_field.html.
//
// Attributes: kind; with and name for words between two; record for one that is there; parts for a
// kind with fields; number that a new one is to have; draft for the name of
// what is begun, where there may be several; keep-at for a page that keeps something beside it
// and asks for what stands in controls with data-send. When something was kept it says "sealed-kept" (bubbling), with its base and text.

import { settle } from "./choice.js";
import { Draft } from "./drafts.js";
import { Face } from "./face.js";
import { askToUnlock } from "./keyring.js";
import { fill, isEmpty, LIMIT, size, textOf } from "./parts.js";
import { mayShare, partyOf } from "./party.js";
import { baseOf, begun, save, slotOf } from "./saving.js";

const PAUSE_MS = 400;
const bare = ({ record, revision, hash }) => ({ record, revision, hash });

export class SealedField extends HTMLElement {
  beside = {};
  face = new Face(this);
  kind = this.getAttribute("kind");
  other = Number(this.getAttribute("with")) || null;
  hasUnkept = () => Boolean(this.draft) && !isEmpty(this) && textOf(this) !== this.base.text;

  connectedCallback() {
    this.gone = new AbortController();
    const on = (where, name, act) => where.addEventListener(name, act, { signal: this.gone.signal });
    const acts = { keep: () => this.keep(), drop: () => this.drop(), unlock: () => askToUnlock() };
    on(this, "click", ({ target }) => acts[target.closest("[data-act]")?.dataset.act]?.());
    on(this, "keydown", ({ key, ctrlKey, metaKey }) => key === "Enter" && (ctrlKey || metaKey) && this.keep());
    on(this, "input", () => this.typed());
    on(document, "keyring-unlocked", () => this.begin());
    on(document, "keyring-locked", () => this.end());
    on(document, "visibilitychange", () => document.hidden && this.keepDraft());
    on(window, "online", () => this.isCutOff && this.keep());
    this.begin();
  }

  disconnectedCallback() {
    this.gone.abort();
    this.end();
  }

  // Goes on with another record, or with a new one when there is none.
  async turnTo(record) {
    await this.end();
    this.toggleAttribute("record", Boolean(record));
    if (record) this.setAttribute("record", record);
    await this.begin();
  }

  begin() {
    return (this.beginning ??= this.face.during(() => this.open()).finally(() => (this.beginning = null)));
  }

  // Asks who will read, takes over a draft, and lets one write.
  async open() {
    if (this.draft) return;
    this.party = await partyOf(this.other);
    if (!this.party) return;
    this.base = await baseOf(this);
    const draft = await Draft.of(slotOf(this), this.party.keys);
    if (!this.isConnected) return draft.letGo();
    const left = await draft.open(this.party.keys);
    const isUnkept = left && left.text !== this.base.text;
    if (left && !isUnkept) await draft.drop();
    if (isUnkept) this.base = { ...left.base, text: this.base.text };
    fill(this, isUnkept ? left.text : this.base.text);
    this.draft = draft;
    this.face.open(this.party, isUnkept);
  }

  // Stops: what was typed stays as a draft, and nothing of it on the page.
  async end() {
    clearTimeout(this.pause);
    if (!this.draft) return;
    const kept = this.keepDraft();
    this.isBusy = false;
    const { letGo } = this.draft;
    this.draft = this.party = null;
    fill(this, "");
    this.face.close();
    await kept;
    letGo();
  }

  typed() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.keepDraft(), PAUSE_MS);
    this.face.typed(size(textOf(this)), isEmpty(this));
  }

  async keepDraft() {
    if (!this.draft || this.isBusy) return;
    await this.keepText(textOf(this));
  }

  async keepText(text) {
    if (this.hasUnkept()) await this.draft.keep(text, bare(this.base));
  }

  async drop() {
    clearTimeout(this.pause);
    await this.draft.drop();
    this.base = await baseOf(this);
    fill(this, this.base.text);
    this.face.dropped();
  }

  async keep() {
    if (!this.draft || this.isBusy) return;
    clearTimeout(this.pause);
    const text = textOf(this);
    if (isEmpty(this)) return this.face.ask("nothing");
    if (size(text) > LIMIT) return this.face.ask("no-room");
    this.isBusy = true;
    this.isCutOff = false;
    await this.face.during(() => this.send(text), (error) => (this.isCutOff = error.slug === "no-connection"));
    this.isBusy = false;
  }

  async send(text) {
    await this.keepText(text);
    if (!mayShare(this.party)) return this.face.wait(this.party);
    this.face.busy();
    const came = await save(text, this.base, this.draft, this);
    if (!came.there) return this.kept({ ...came.kept, text });
    this.face.choosing(true);
    const { choice, base } = await settle(this, came.there, text);
    this.face.choosing(false);
    this.base = base;
    if (choice === "mine") return this.send(textOf(this));
    if (choice === "theirs") return this.draft.drop().then(() => this.kept(base));
    this.face.putTogether();
    await this.draft.keep(textOf(this), bare(base));
  }

  kept(base) {
    if (this.hasAttribute("number")) this.setAttribute("record", base.record);
    this.base = this.hasAttribute("record") ? base : begun();
    fill(this, this.base.text);
    this.face.kept();
    this.dispatchEvent(new CustomEvent("sealed-kept", { bubbles: true, detail: base }));
  }
}

customElements.define("sealed-field", SealedField);
