// My five words on the page about my keys: reckoned from the keys in this browser, once they are open.
// What the server says they are is not what anybody should read aloud.

import { askToUnlock, current, fiveWords, onChange } from "./keyring.js";

const place = document.querySelector("[data-mine]");
const [list, locked] = ["five", "locked"].map((name) => place.querySelector(`[data-part="${name}"]`));

async function draw() {
  const now = await current();
  locked.hidden = Boolean(now) || place.dataset.mine === "held";
  list.hidden = true;
  if (!now) return;
  const { language } = place.dataset;
  const rows = (await fiveWords(now.fingerprint, language)).map((word) =>
    Object.assign(document.createElement("li"), { textContent: word }),
  );
  list.lang = language;
  list.replaceChildren(...rows);
  list.hidden = false;
}

locked.querySelector("button").addEventListener("click", () => askToUnlock());
onChange(draw);
await draw();
