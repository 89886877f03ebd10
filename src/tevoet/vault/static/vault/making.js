// First keys, or new ones after all were lost: three steps on one page, nothing is kept before the last.

import { askWell, toBase64 } from "./asking.js";
import { SealRefusal } from "./canonical.js";
import { importKeys, knowsKeys, makeSecret } from "./keys.js";
import { newRecoveryCode } from "./recovery.js";
import { sentence, tell, words } from "./saying.js";
import { canonical } from "./canonical.js";
import { codeOnPaper, part, phraseOnPaper } from "./steps.js";
import { unlock, wrapForPasskey, wrapForPhrase, wrapForRecovery } from "./ways.js";

const page = document.querySelector("[data-making]");
const [about, phraseStep, codeStep] = page.querySelectorAll("[data-step]");
const refused = (error) => tell(part(page, "wrong"), sentence(error));

// Returns what a passkey opens, or nothing when somebody goes on without one.
function chosenPasskey(secret) {
  const buttons = about.querySelectorAll("[data-passkey]");
  const next = part(about, "next");
  for (const button of [...buttons, next]) button.hidden = false;
  return new Promise((resolve) => {
    next.addEventListener("click", () => resolve({}));
    for (const button of buttons) button.addEventListener("click", () => wrapped(button).then(resolve, refused));
  });

  async function wrapped({ dataset }) {
    tell(part(page, "wrong"));
    const { passkey } = dataset;
    const file = await wrapForPasskey(secret, passkey);
    return { for_passkey: toBase64(file), passkey, name: dataset.name };
  }
}

function place(step) {
  const line = part(page, "place");
  line.dataset.text ??= line.textContent;
  tell(line, line.dataset.text.replace("{step}", step).replace("{steps}", 3));
}

async function make() {
  if (!(await knowsKeys())) throw new SealRefusal("browser-keeps-no-keys");
  const secret = await makeSecret();
  const keys = await importKeys(secret);
  place(1);
  const passkey = await chosenPasskey(secret);
  tell(part(page, "wrong"));
  place(2);
  const phrase = await phraseOnPaper(phraseStep, page.dataset.language);
  place(3);
  const code = newRecoveryCode();
  const stretched = Promise.all([wrapForPhrase(secret, phrase), wrapForRecovery(secret, code)]);
  await codeOnPaper(codeStep, code);
  tell(part(codeStep, "busy"), words("busy"));
  const [forPhrase, forRecovery] = (await stretched).map(toBase64);
  const ways = { for_phrase: forPhrase, for_recovery: forRecovery, ...passkey };
  await post(secret, { public: canonical(keys.public), ...ways }, keys);
}

// Keeps the keys. Without a connection one may try again; nothing has to be written down anew.
async function post(secret, values, keys) {
  try {
    const { keyring } = await askWell(page.dataset.post, values);
    await unlock(secret, { keyring, fingerprint: keys.fingerprint });
    location.assign(page.dataset.onward);
  } catch (error) {
    refused(error);
    tell(part(codeStep, "busy"));
    const again = (event) => (event.preventDefault(), post(secret, values, keys));
    part(codeStep, "kept").addEventListener("submit", again, { once: true });
  }
}

make().catch(refused);
