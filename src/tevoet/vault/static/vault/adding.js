// One more way to unlock, or one made anew: unlock once more, make it, sign that it is wanted.

import { address, askWell, toBase64 } from "./asking.js";
import { newRecoveryCode } from "./recovery.js";
import { sentence, tell, words } from "./saying.js";
import { codeOnPaper, part, phraseOnPaper } from "./steps.js";
import { signWay, wrapForPasskey, wrapForPhrase, wrapForRecovery } from "./ways.js";

const page = document.querySelector("[data-adding]");
const [about, step] = page.querySelectorAll("[data-step]");
const way = page.dataset.adding;

const makers = {
  async passkey(secret, { dataset }) {
    const { passkey } = dataset;
    return { age: await wrapForPasskey(secret, passkey), passkey, name: dataset.name };
  },
  async phrase(secret) {
    const phrase = await phraseOnPaper(step, page.dataset.language);
    tell(part(page, "busy"), words("busy"));
    return { age: await wrapForPhrase(secret, phrase) };
  },
  async recovery(secret) {
    const code = newRecoveryCode();
    const stretched = wrapForRecovery(secret, code);
    await codeOnPaper(step, code);
    tell(part(step, "busy"), words("busy"));
    return { age: await stretched };
  },
};

async function add(button) {
  tell(part(page, "wrong"));
  const opened = await document.querySelector("sealed-lock").askSecret();
  if (!opened) return;
  const made = { way, ...(await makers[way](opened.secret, button)) };
  const signature = await signWay(opened.keys, { act: "new", ...made });
  await askWell(address("ways"), { ...made, age: toBase64(made.age), signature });
  location.assign(page.dataset.onward);
}

// A tap before this script is here would do nothing, so the buttons wait for it.
for (const button of about.querySelectorAll("[data-passkey], [data-part=next]")) {
  button.addEventListener("click", () => add(button).catch((error) => tell(part(page, "wrong"), sentence(error))));
  button.disabled = false;
}
