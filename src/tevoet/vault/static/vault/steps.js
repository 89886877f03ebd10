// The small steps in which keys are made: six words shown and two asked back, a code put on paper.

import { newPhrase } from "./phrase.js";
import { inGroups, newRecoveryCode } from "./recovery.js";
import { tell, words } from "./saying.js";

const ASKED = 2;

export const part = (within, name) => within.querySelector(`[data-part="${name}"]`);

// Shows one step and hides the others; the reader goes along.
export function show(step) {
  for (const other of step.parentElement.querySelectorAll("[data-step]")) other.hidden = other !== step;
  step.querySelector("h2")?.focus();
  step.scrollIntoView({ block: "nearest" });
}

const happens = (element, name) =>
  new Promise((resolve) => element.addEventListener(name, (event) => resolve((event.preventDefault(), event)), { once: true }));

// Returns six words once they are on paper: two of them are asked back.
export async function phraseOnPaper(step, language) {
  let phrase = await newPhrase(language);
  const draw = () => {
    const rows = phrase.map((word) => Object.assign(document.createElement("li"), { textContent: word }));
    part(step, "words").lang = language;
    part(step, "words").replaceChildren(...rows);
  };
  part(step, "other").addEventListener("click", async () => {
    phrase = await newPhrase(language);
    draw();
  });
  draw();
  show(step);
  do await happens(part(step, "written"), "click");
  while (!(await askedBack(step, () => phrase)));
  part(step, "words").replaceChildren();
  return phrase;
}

// Says whether two of the words were typed as they are; false to see the words again.
async function askedBack(step, phrase) {
  const form = part(step, "asked");
  const places = twoPlaces();
  turn(step, true);
  form.querySelectorAll("label").forEach((label, index) => {
    label.dataset.text ??= label.textContent;
    label.textContent = label.dataset.text.replace("{place}", places[index] + 1);
  });
  for (;;) {
    const event = await Promise.race([happens(form, "submit"), happens(part(step, "again"), "click")]);
    if (event.type === "click") return turn(step, false);
    const typed = Array.from(form.elements.asked, ({ value }) => value.trim().toLowerCase());
    const wrong = places.findIndex((place, index) => typed[index] !== phrase()[place]);
    if (wrong < 0) return true;
    tell(part(form, "wrong"), words("not-that-word", { place: places[wrong] + 1 }));
    form.elements.asked[wrong].focus();
  }
}

function turn(step, toAsked) {
  part(step, "shown").hidden = toAsked;
  const form = part(step, "asked");
  form.reset();
  form.hidden = !toAsked;
  tell(part(form, "wrong"));
  if (toAsked) form.elements.asked[0].focus();
  else part(step, "written").focus();
  return false;
}

// Returns two different places out of six, in order.
function twoPlaces() {
  const places = new Set();
  while (places.size < ASKED) {
    const [number] = crypto.getRandomValues(new Uint8Array(1));
    if (number < 252) places.add(number % 6);
  }
  return [...places].sort();
}

// Shows a code to print; `stretch` begins with it at once, `kept` is awaited when it is on paper.
export async function codeOnPaper(step, code = newRecoveryCode()) {
  const groups = inGroups(code).map((group) => Object.assign(document.createElement("span"), { textContent: group }));
  part(step, "code").replaceChildren(...groups.flatMap((group) => [group, " "]));
  part(step, "print").addEventListener("click", () => print());
  show(step);
  await happens(part(step, "kept"), "submit");
  return code;
}
