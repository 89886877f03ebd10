// What is being written and not kept yet: sealed to its writer, in this browser, never in plain text.
// A draft belongs to a place (its `slot`) and to one tab at a time, so that two tabs do not overwrite
// each other; whoever comes after a tab was closed takes over what it left.

import { Decrypter, Encrypter } from "./age.js";
import { person } from "./keyring.js";
import { draftOf, draftsOf, dropDraft, keepDraft } from "./store.js";

// Returns a function that lets go, or null when another tab holds this draft.
function hold(name) {
  return new Promise((resolve) => {
    const held = (lock) => lock && new Promise((letGo) => resolve(letGo));
    const asked = navigator.locks.request(`draft ${person()} ${name}`, { ifAvailable: true }, held);
    asked.then(() => resolve(null));
  });
}

export class Draft {
  // Takes over the newest draft of a slot that no tab holds, or begins one.
  static async of(slot, keys) {
    const names = (await draftsOf(person())).filter((name) => name.startsWith(`${slot} `));
    const kept = await Promise.all(names.map(async (name) => ({ name, ...(await draftOf(person(), name)) })));
    for (const { name, ...left } of kept.sort((one, two) => two.at - one.at)) {
      const draft = await Draft.#held(name, left, keys);
      if (draft) return draft;
    }
    return Draft.#held(`${slot} ${crypto.randomUUID()}`, {}, keys);
  }

  static async #held(name, left, keys) {
    const letGo = await hold(name);
    return letGo && new Draft(name, left, keys, letGo);
  }

  constructor(name, left, keys, letGo) {
    Object.assign(this, { name, letGo, reader: keys.public.words, kept: left });
  }

  // Returns {text, base}, or null when there is nothing yet, or nothing that these keys open.
  async open(keys) {
    if (!this.kept.sealed) return null;
    const decrypter = new Decrypter();
    decrypter.addIdentity(keys.words);
    try {
      const { text, sentText } = JSON.parse(await decrypter.decrypt(this.kept.sealed, "text"));
      this.sentText = sentText;
      return { text, base: this.kept.base };
    } catch {
      await this.drop();
      return null;
    }
  }

  // Keeps the text. `base` is the revision it follows. Needs no unlocked key, so that it can be kept
  // while locking too.
  async keep(text, base, sent = this.kept.sent ?? null) {
    const encrypter = new Encrypter();
    encrypter.addRecipient(this.reader);
    const sealed = await encrypter.encrypt(JSON.stringify({ text, sentText: this.sentText }));
    this.kept = { sealed, base, sent, at: Date.now() };
    await keepDraft(person(), this.name, this.kept);
  }

  // Keeps what is on its way: sealed bytes that may have arrived or not, and the text in them.
  async send(text, base, sent) {
    this.sentText = text;
    await this.keep(text, base, sent);
  }

  // Returns the sealed bytes of this very text after this very base, which may have arrived.
  sentWith(text, { revision }) {
    const { sent } = this.kept;
    return this.sentText === text && sent?.revision === revision + 1 ? sent : null;
  }

  async drop() {
    this.kept = {};
    this.sentText = undefined;
    await dropDraft(person(), this.name);
  }
}
