// What each heard, needs and promises, with what the other answers to it: one tap, or a few words.

import { words } from "../vault/saying.js";
import { say } from "./answers.js";

const PART = { playback: "words", need: "need", promise: "promise" };

export class Words {
  constructor(page) {
    this.page = page;
  }

  show(opened) {
    for (const section of this.page.querySelectorAll("[data-about]")) this.fill(section, opened);
  }

  fill(section, { party, mine, theirs, answers }) {
    const { about, of } = section.dataset;
    const side = of === "mine" ? mine : theirs;
    const text = side?.parts[PART[about]]?.trim();
    section.hidden = !text;
    if (!text) return;
    const due = about === "promise" ? side.parts.due : "";
    section.querySelector("[data-words]").textContent = due ? `${text} (${day(due)})` : text;
    const answer = answers[`${about} ${of}`];
    const isMineToAnswer = about === "promise" ? of === "mine" && due : of === "theirs";
    const believed = answer && answer.isMine === Boolean(isMineToAnswer) ? answer : null;
    this.answered(section, believed);
    const ask = section.querySelector("[data-ask]");
    const mayAsk = isMineToAnswer && !believed && this.page.hasAttribute("answers");
    if (ask) ask.hidden = !mayAsk || Boolean(section.querySelector("sealed-field"));
    if (mayAsk) this.listen(section, party, side);
  }

  // Says what was answered, and by whom.
  answered(section, answer) {
    const line = section.querySelector("[data-answer]");
    const own = section.querySelector("[data-answer-words]");
    if (!line) return;
    line.hidden = !answer;
    if (own) own.hidden = !answer?.parts.words?.trim();
    if (!answer) return;
    section.querySelector("sealed-field")?.remove();
    const name = section.dataset.about === "promise" ? "promised" : `${answer.parts.answer}-${answer.isMine ? "mine" : "theirs"}`;
    line.textContent = words(name) ?? "";
    if (!own) return;
    const { words: said, due } = answer.parts;
    own.textContent = due ? `${said} (${day(due)})` : said ?? "";
  }

  listen(section, party, side) {
    const { about, of } = section.dataset;
    const number = this.page.numbers[`${about} ${of}`];
    for (const tap of section.querySelectorAll("[data-tap]"))
      tap.onclick = () => this.tap(tap, number, party, side);
    for (const opener of section.querySelectorAll("[data-open]"))
      opener.onclick = () => this.open(section, opener.dataset.open, number);
  }

  // Answers with one tap; the second of two impatient taps waits.
  async tap(button, number, party, side) {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const { talk, other } = this.page;
    const isPromise = button.dataset.tap === "promised";
    const parts = isPromise
      ? { talk, answer: "promise", words: side.parts.promise, due: side.parts.due }
      : { talk, answer: button.dataset.tap };
    const beside = isPromise ? { at: this.page.getAttribute("answers"), more: { due_on: side.parts.due, talk } } : {};
    const kind = isPromise ? "promise" : "playback";
    await this.page.during(() => say({ number, kind, parts, ...beside }, party, other));
    button.ariaDisabled = "false";
    await this.page.begin();
  }

  // Puts the field for an answer in words in the place of the buttons.
  open(section, name, number) {
    const made = section.querySelector(`template[data-field="${name}"]`).content.cloneNode(true);
    const field = made.querySelector("sealed-field");
    field.setAttribute("number", number);
    if (name === "promise") field.setAttribute("keep-at", this.page.getAttribute("answers"));
    section.querySelector("[data-ask]").hidden = true;
    section.append(made);
    section.querySelector("textarea").focus();
  }
}

const day = (on) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date(`${on}T12:00`));
