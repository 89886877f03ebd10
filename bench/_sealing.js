// What bench/sealing.py measures in a browser. Times are milliseconds on the clock.

import { Decrypter, Encrypter, webauthn } from "/vault/age.js";
import { importKeys, makeSecret } from "/vault/keys.js";
import { open, seal } from "/vault/record.js";
import { unwrap, wrap } from "/vault/stretch.js";

const AT_ONCE = 50; // as many as the server hands over at a time
const PHRASE = "wandelen brug kastanje dertig lepel oever";
const secret = await makeSecret();
const [mine, other] = [await importKeys(secret), await importKeys(await makeSecret())];
const readers = [mine.public, other.public];
const expected = { readers: [mine.fingerprint, other.fingerprint], authors: readers, revision: 1 };
let kept = [];
let wrapped = null;

const sealOne = (text) => {
  const record = crypto.randomUUID();
  const place = { kind: "remember", record, revision: 1, previous: "" };
  const values = { ...place, at: "2026-11-24T12:00:00Z", readers, text };
  return seal(values, other).then((file) => ({ record, file }));
};

// Seals the notes one after the other, as somebody saves them.
export async function save(texts) {
  const times = [];
  kept = [];
  for (const text of texts) {
    const started = performance.now();
    kept.push(await sealOne(text));
    times.push(performance.now() - started);
  }
  return times;
}

// Opens what was sealed, fifty at a time, and searches each for a word.
export async function search(word) {
  const started = performance.now();
  let found = 0, first = 0;
  for (let at = 0; at < kept.length; at += AT_ONCE) {
    const some = kept.slice(at, at + AT_ONCE);
    const bodies = await Promise.all(
      some.map(({ record, file }) => open(file, { ...expected, record }, mine)),
    );
    found += bodies.filter(({ text }) => text.toLowerCase().includes(word)).length;
    first ||= performance.now() - started;
  }
  return { found, first, all: performance.now() - started };
}

export async function lock() {
  wrapped = await wrap(secret, PHRASE);
  return wrapped.length;
}

// Unlocks with the phrase; `still` is the longest that the page did not answer meanwhile.
export async function unlock() {
  let still = 0, last = performance.now();
  const beat = setInterval(() => {
    still = Math.max(still, performance.now() - last);
    last = performance.now();
  }, 5);
  const started = performance.now();
  await importKeys(await unwrap(wrapped, PHRASE));
  clearInterval(beat);
  return { took: performance.now() - started, still };
}

// Unlocks with a passkey of the browser's own making.
export async function unlockWithPasskey(times) {
  const identity = await webauthn.createCredential({ keyName: "bench" });
  const encrypter = new Encrypter();
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }));
  const file = await encrypter.encrypt(secret);
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    const decrypter = new Decrypter();
    decrypter.addIdentity(new webauthn.WebAuthnIdentity({ identity }));
    await importKeys(await decrypter.decrypt(file, "text"));
    took.push(performance.now() - started);
  }
  return took;
}

window.bench = { lock, save, search, unlock, unlockWithPasskey };
