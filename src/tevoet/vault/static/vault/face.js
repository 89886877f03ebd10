// What a <sealed-field> shows: who will read, how much room there is, and what became of the words.

import { LIMIT } from "./parts.js";
import { say, why } from "./say.js";

const SAID_FROM = 0.8;
const KB = 1024;

export class Face {
  constructor(field) {
    this.field = field;
  }

  find = (name) => this.field.querySelector(`[data-say="${name}"], [data-act="${name}"]`);

  tell(name, words) {
    const place = this.find(name);
    place.textContent = words;
    place.hidden = !words && name !== "said"; // what is read aloud has to be there beforehand
  }

  words = (name, parts) => say(name, { name: this.field.getAttribute("name"), ...parts });
  said = (name) => this.tell("said", this.words(name));

  // Does something, and says why when it did not work.
  async during(act, failed = () => {}) {
    try {
      await act();
    } catch (error) {
      this.idle();
      this.tell("said", why(error));
      failed(error);
      if (!error.slug) throw error;
    }
  }

  open(party, hasDraft) {
    const reads = { own: "only-you", none: "you-two-later" };
    this.tell("readers", this.words(reads[party.state] ?? "you-two"));
    if (this.find("pin")) this.warn(party);
    this.field.toggleAttribute("open", true);
    this.hasDraft(hasDraft);
    if (hasDraft) this.said("draft-back");
    this.field.dispatchEvent(new CustomEvent("sealed-open", { bubbles: true, detail: { party, hasDraft } }));
  }

  // Says what there is to know about the other's keys before one writes.
  warn({ state, verified }) {
    const warning = { none: "no-keys", changed: "other-key" }[state] ?? (verified ? "" : "new-key");
    this.tell("pin", warning && this.words(warning));
    this.find("pin").classList.toggle("attention", state === "changed");
    this.find("compare").hidden = !warning || state === "none";
  }

  close() {
    this.idle();
    this.choosing(false);
    this.field.removeAttribute("open");
    this.field.querySelector("[data-place=choice]").replaceChildren();
  }

  choosing(isChoosing) {
    this.field.toggleAttribute("choosing", isChoosing);
    if (isChoosing) this.tell("said", "");
  }

  putTogether() {
    this.idle();
    this.hasDraft(true);
    this.ask("put-together");
  }

  // A draft can be thrown away; what is being changed can always be left as it was.
  hasDraft(there) {
    const isChange = this.field.hasAttribute("record");
    this.find("drop").hidden = !there && !isChange;
    this.find("drop").textContent = this.words(isChange ? "leave" : "throw-away");
  }

  // While one types: how much room is left, and no word about what was before.
  typed(used, isEmpty) {
    this.tell("said", "");
    this.room(used);
    this.hasDraft(!isEmpty);
  }

  room(used) {
    const isFull = used > LIMIT;
    const text = this.field.querySelector("textarea");
    const kilobytes = Math.ceil(used / KB);
    const words = used > LIMIT * SAID_FROM ? "room-used" : "room";
    this.tell("room", this.words(words, { used: kilobytes }));
    this.find("room").classList.toggle("attention", isFull);
    if (isFull) this.said("no-room");
    text.ariaInvalid = isFull ? "true" : null;
  }

  // Says what is missing before anything can be kept, and goes back to the words.
  ask(name) {
    this.said(name);
    this.field.querySelector("textarea").focus();
  }

  wait = ({ state }) => this.said(state === "none" ? "waits" : "other-key");

  busy() {
    this.still(true);
    this.said("keeping");
  }

  idle() {
    this.still(false);
  }

  still(isBusy) {
    this.field.ariaBusy = String(isBusy);
    this.find("keep").ariaDisabled = String(isBusy);
    for (const text of this.field.querySelectorAll("textarea")) text.readOnly = isBusy;
  }

  kept() {
    this.idle();
    this.room(0);
    this.hasDraft(false);
    this.said("kept");
  }

  dropped() {
    this.room(0);
    this.hasDraft(false);
    this.said("draft-gone");
    this.field.dispatchEvent(new CustomEvent("sealed-left", { bubbles: true }));
  }
}
