// Two people compare five words: each reads out those of the own keys, and types those of the other.
// Mine are reckoned from the keys in this browser, never from what the server says.

import { areFiveWordsOf, askToUnlock, current, fiveWords, keyOf, onChange, pin } from "./keyring.js";
import { fingerprint } from "./canonical.js";
import { sealAnew, waiting } from "./reseal.js";
import { sentence, tell, words } from "./saying.js";

const page = document.querySelector("[data-two]");
const { two: other, language } = page.dataset;
const piece = (name) => page.querySelector(`[data-part="${name}"]`);
const day = (at) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date(at));
let told;

async function draw() {
  const now = await current();
  piece("locked").hidden = Boolean(now);
  piece("mine").hidden = piece("theirs").hidden = piece("anew").hidden = true;
  tell(piece("how"));
  if (!now) return;
  await drawMine(now.fingerprint);
  const { state, pin: pinned, told: keys } = await keyOf(other);
  told = keys;
  page.dataset.state = state === "pinned" && pinned.verified ? "compared" : state;
  tell(piece("how"), words(page.dataset.state, { day: pinned?.verified && day(pinned.verified) }));
  piece("how").classList.toggle("attention", state === "changed");
  piece("theirs").hidden = !keys;
  if (state === "pinned") await drawWaiting();
}

async function drawMine(fingerprintOfMine) {
  const rows = (await fiveWords(fingerprintOfMine, language)).map((word) =>
    Object.assign(document.createElement("li"), { textContent: word }),
  );
  piece("five").lang = language;
  piece("five").replaceChildren(...rows);
  piece("mine").hidden = false;
}

// Says what the other cannot open since a loss, and offers to seal it anew.
async function drawWaiting() {
  const { rows, party } = await waiting(other);
  piece("anew").hidden = !rows.length;
  if (!rows.length) return;
  tell(piece("count"), words(rows.length === 1 ? "one-text" : "texts", { number: rows.length }));
  piece("seal").onclick = () => sealAll(rows, party).catch(wrong);
}

async function sealAll(rows, party) {
  piece("seal").disabled = true;
  for (const [place, one] of rows.entries()) {
    tell(piece("busy"), words("sealing", { place: place + 1, number: rows.length }));
    await sealAnew(one, party, other);
  }
  piece("seal").disabled = false;
  tell(piece("busy"));
  await draw();
  tell(piece("done"), words("sealed"));
}

async function compare(event) {
  event.preventDefault();
  tell(piece("wrong"));
  const field = event.target.elements.typed;
  const same = await areFiveWordsOf(await fingerprint(told), field.value);
  if (!same) {
    tell(piece("wrong"), words("not-their-words"));
    field.focus();
    return;
  }
  await pin(other, told, { verified: true });
  event.target.reset();
  await draw();
  tell(piece("done"), words("same-words"));
  piece("done").focus();
}

const wrong = (error) => tell(piece("wrong"), sentence(error));

piece("theirs").addEventListener("submit", (event) => compare(event).catch(wrong));
piece("unlock").addEventListener("click", () => askToUnlock());
onChange(() => draw().catch(wrong));
draw().catch(wrong);
