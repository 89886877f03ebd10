// Somebody found an earlier key again: what it opens is sealed anew, for the keys of now.

import { askToUnlock } from "./keyring.js";
import { foundAgain, sealAnew } from "./reseal.js";
import { sentence, tell, words } from "./saying.js";

const page = document.querySelector("[data-found]");
const piece = (name) => page.querySelector(`[data-part="${name}"]`);
const others = page.dataset.found.split(" ").filter(Boolean);

async function find(earlier) {
  tell(piece("wrong"));
  tell(piece("done"));
  if (!(await askToUnlock())) return;
  const opened = await document.querySelector("sealed-lock").askSecret({ earlier });
  if (!opened) return;
  const rows = await foundAgain(opened.keys, others);
  for (const [place, one] of rows.entries()) {
    tell(piece("busy"), words("sealing", { place: place + 1, number: rows.length }));
    await sealAnew(one, one.party, one.other ?? undefined);
  }
  tell(piece("busy"));
  tell(piece("done"), words(rows.length ? "found-again" : "nothing-found", { number: rows.length }));
  piece("done").focus();
}

// A tap before this script is here would do nothing, so the buttons wait for it.
for (const button of page.querySelectorAll("[data-earlier]")) {
  button.addEventListener("click", () =>
    find(button.dataset.earlier).catch((error) => tell(piece("wrong"), sentence(error))),
  );
  button.disabled = false;
}
