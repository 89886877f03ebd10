// A way to unlock is taken away by whoever holds the keys: the form is signed before it is sent.

import { sentence, tell } from "./saying.js";
import { keyringOfMine, signWay } from "./ways.js";

const form = document.querySelector("[data-ending]");
const wrong = form.querySelector("[data-part=wrong]");

async function sign() {
  tell(wrong);
  const now = await document.querySelector("sealed-lock").ask();
  if (!now) return;
  const { ways } = await keyringOfMine();
  const way = ways.find(({ number }) => number === Number(form.dataset.ending));
  if (way) form.elements.signature.value = await signWay(now.keys, { act: "ending", ...way });
  form.submit();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  sign().catch((error) => tell(wrong, sentence(error)));
});
