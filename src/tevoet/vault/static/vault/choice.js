// Two versions were written at the same time. Both are shown, and the person chooses or joins them.

import { fillParts, partsOf } from "./parts.js";
import { openRow } from "./party.js";
import { after } from "./saving.js";
import { button, make, say, when } from "./say.js";

function sheet({ title, words }, act) {
  const text = make("p", { class: "words" }, words);
  return make("section", { class: "sheet" }, make("h3", {}, title), text, make("div", { class: "buttons" }, act));
}

// Shows two texts in `place`, each a {title, words}. Resolves to "mine", "theirs" or "both".
export function choose(place, mine, theirs) {
  return new Promise((resolve) => {
    const chosen = (name) => () => (place.replaceChildren(), resolve(name));
    const heading = make("h2", { tabindex: "-1" }, say("two-versions"));
    const versions = make(
      "div",
      { class: "versions" },
      sheet(mine, button(say("take-this"), "button low", chosen("mine"))),
      sheet(theirs, button(say("take-this"), "button low", chosen("theirs"))),
    );
    const both = make("div", { class: "buttons" }, button(say("take-both"), "button first", chosen("both")));
    place.replaceChildren(heading, make("p", {}, say("two-versions-why")), versions, both);
    heading.focus();
  });
}

// Returns what two texts hold together: of what stands beside the words everything, else what is mine.
export function merged(theirs, mine, words) {
  const both = { ...theirs, ...mine, words };
  for (const [name, part] of Object.entries(both)) {
    if (typeof part === "object") both[name] = { ...theirs[name], ...mine[name] };
  }
  return both;
}

// Lets the person decide between what a field holds and the row that was there first. Fills the field
// with it, and returns the choice and the base that the next revision follows.
export async function settle(field, there, text) {
  const body = await openRow(there, field.party, { kinds: [field.kind] });
  const [theirs, mine] = [body.text, text].map((one) => partsOf(one, field.hasAttribute("parts")));
  const name = body.isMine ? say("you") : field.getAttribute("name");
  const title = say("their-version", { name, at: when(body.at) });
  const place = field.querySelector("[data-place=choice]");
  const choice = await choose(place, { title: say("my-version"), words: mine.words }, { title, words: theirs.words });
  const words = { mine: mine.words, theirs: theirs.words, both: `${theirs.words}\n\n${mine.words}` };
  fillParts(field, choice === "theirs" ? theirs : merged(theirs, mine, words[choice]));
  return { choice, base: { ...(await after(there)), text: body.text } };
}
