// <sealed-lock>: says whether my words are open, opens them in its small dialog, locks them in one tap.

import { address } from "./asking.js";
import { knowsKeys } from "./keys.js";
import { readWords } from "./phrase.js";
import { readRecoveryCode } from "./recovery.js";
import { SealRefusal } from "./canonical.js";
import { propose } from "./proposing.js";
import { sentence, tell, words } from "./saying.js";
import { current, isUnlocked, lock } from "./unlocked.js";
import { keyringOfMine, secretByPasskey, secretByPhrase, secretByRecovery, takeIn, unlock } from "./ways.js";

class SealedLock extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    if (!this.dialog) return; // a page without words that only says whose it is
    this.piece = (name) => this.querySelector(`[data-part="${name}"]`);
    this.piece("open").addEventListener("click", () => this.ask());
    this.piece("lock").addEventListener("click", () => lock());
    this.piece("close").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.settle(null));
    for (const form of this.dialog.querySelectorAll("form"))
      form.addEventListener("submit", (event) => this.typed(event, form));
    for (const name of ["keyring-unlocked", "keyring-locked"])
      document.addEventListener(name, () => this.draw({ aloud: true }));
    this.draw({ aloud: false });
    if (this.hasAttribute("held-at") && !isUnlocked()) this.openHeld().catch(console.warn);
  }

  async draw({ aloud }) {
    const isOpen = Boolean(await current());
    this.toggleAttribute("open", isOpen);
    this.piece("open").hidden = isOpen || !this.getAttribute("keyring");
    this.piece("lock").hidden = !isOpen || this.hasAttribute("held-at");
    if (aloud) this.piece("state").textContent = words(isOpen ? "words-are-open" : "words-are-locked");
    if (isOpen && this.dialog.open && !this.wantsSecret) this.dialog.close(); // opened in another tab
  }

  // A keyring that is held on this machine opens by itself.
  async openHeld() {
    const [answer, keyring] = await Promise.all([fetch(address("held")), keyringOfMine()]);
    const secret = await answer.text();
    return { secret, keyring, keys: await unlock(secret, keyring) };
  }

  // Asks to unlock; returns what `current` returns, or null when they would rather not.
  async ask() {
    if (!(await current())) await this.askSecret({ wantsSecret: false });
    return current();
  }

  // Asks to unlock even when unlocked, and returns {secret, keyring, keys} or null: whoever changes how
  // the keyring opens needs its secret part, which is not kept. `earlier` names a keyring from before a
  // loss, `found` is one from another Tevoet; their keys are not kept either.
  async askSecret({ wantsSecret = true, earlier = "", found = null } = {}) {
    if (this.hasAttribute("held-at") && !earlier && !found) return this.openHeld();
    this.wantsSecret = wantsSecret;
    this.taken = earlier || found ? takeIn : unlock;
    this.piece("once-more").hidden = !wantsSecret || Boolean(found);
    this.piece("elsewhere").hidden = !found;
    tell(this.piece("wrong"));
    const answered = new Promise((resolve) => (this.resolve = resolve));
    this.dialog.showModal();
    try {
      if (!(await knowsKeys())) throw new SealRefusal("browser-keeps-no-keys");
      this.keyring = found ?? (await keyringOfMine(earlier));
      if (!this.keyring) throw new SealRefusal("no-keyring-yet");
      this.offer(this.keyring.ways);
    } catch (error) {
      tell(this.piece("wrong"), sentence(error));
    }
    return answered;
  }

  settle(answer) {
    this.resolve?.(answer);
    this.resolve = null;
    for (const form of this.dialog.querySelectorAll("form")) form.reset();
  }

  // Shows the ways there are, passkeys first.
  offer(ways) {
    const passkeys = ways.filter(({ way }) => way === "passkey");
    this.piece("passkeys").replaceChildren(...passkeys.map((way) => this.button(way)));
    for (const details of this.dialog.querySelectorAll("details")) {
      details.hidden = !ways.some(({ way }) => way === details.dataset.way);
      details.open = !details.hidden && !passkeys.length && details.dataset.way === "phrase";
    }
    this.dialog.querySelector("[data-part=passkeys] button, details[open] input, summary")?.focus();
  }

  button(way) {
    const button = this.piece("passkey").content.firstElementChild.cloneNode(true);
    button.querySelector("[data-part=name]").textContent = way.name;
    button.addEventListener("click", () => this.openWith(() => secretByPasskey(way)));
    return button;
  }

  typed(event, form) {
    event.preventDefault();
    const { way } = form.closest("details").dataset;
    const wrapping = this.keyring.ways.find((one) => one.way === way);
    const { value } = form.elements.typed;
    this.openWith(async () => {
      if (way === "recovery") return secretByRecovery(wrapping, readRecoveryCode(value));
      return secretByPhrase(wrapping, await readWords(value));
    }, form.elements.typed);
  }

  // Opens with one way, or says why not and leaves the field as it was.
  async openWith(secretOf, field) {
    tell(this.piece("wrong"));
    this.piece("near").replaceChildren();
    this.busy(true);
    try {
      const secret = await secretOf();
      const keys = await this.taken(secret, this.keyring);
      this.settle({ secret, keyring: this.keyring, keys });
      this.dialog.close();
    } catch (error) {
      tell(this.piece("wrong"), sentence(error));
      propose(error, field, this.piece);
    } finally {
      this.busy(false);
    }
    if (this.dialog.open) field?.focus();
  }

  busy(is) {
    tell(this.piece("busy"), is ? words("busy") : "");
    for (const one of this.dialog.querySelectorAll("button, input")) one.disabled = is && one !== this.piece("close");
  }
}

customElements.define("sealed-lock", SealedLock);
