// Keys of others as they were first seen: a sealed record of my own whose number is my keyring's.

import { address, ask, askWell, fromBase64 } from "./asking.js";
import { canonical, fingerprint, hashHex, isSpoilt, readCanonical, readPublic } from "./canonical.js";
import { refuseUnless, SealRefusal } from "./canonical.js";
import { open, seal } from "./record.js";
import { see, seenOf } from "./store.js";
import { current } from "./unlocked.js";

const NONE = { pins: {}, v: 1 };
const SEEN = "pins"; // of these keys, whatever number the server says that their keyring has
const MOST_TRIES = 5;

async function mine() {
  const now = await current();
  refuseUnless(now, "locked");
  return now;
}

// Returns what is pinned, and after which revision; everything about it is checked.
async function load({ keys, keyring }) {
  const { status, answer } = await ask(address("record", keyring));
  const seen = await seenOf(keys, SEEN);
  refuseUnless(status === 200 || (status === 404 && !seen.revision), "rolled-back");
  if (status === 404) return { kept: NONE, revision: 0, hash: "" };
  const rows = answer.records.map((row) => ({ ...row, age: fromBase64(row.age) }));
  const last = rows.at(-1);
  const kept = await newestOf(rows, seen, keys, keyring);
  return { kept, revision: last.revision, hash: await hashHex(last.age) };
}

// Returns the newest that opens. What was put on top of it by somebody without these keys is passed over;
// the next revision comes after it. When none ever opened here, none was there.
async function newestOf(rows, seen, keys, record) {
  const expected = { record, readers: [keys.fingerprint], authors: [keys.public], kinds: ["pins"], seen };
  let spoilt;
  for (const { age, revision } of rows.reverse()) {
    try {
      const body = await open(age, { ...expected, revision }, keys);
      await see(keys, SEEN, { revision, hash: await hashHex(age) });
      return readCanonical(body.text);
    } catch (error) {
      if (!isSpoilt(error)) throw error;
      spoilt ??= error;
    }
  }
  if (seen.revision) throw spoilt;
  return NONE;
}

async function save({ keys, keyring }, kept, { revision, hash }) {
  const values = {
    kind: "pins", record: keyring, revision: revision + 1, previous: hash, readers: [keys.public],
    at: nowInSeconds(), text: canonical(kept),
  };
  const bytes = await seal(values, keys);
  const body = { revision: revision + 1, age: new Blob([bytes]) };
  const { status, answer } = await ask(address("record", keyring), body);
  if (status === 409) return false;
  if (status >= 300) throw Object.assign(new SealRefusal("not-reached"), { said: answer?.message ?? "" });
  await see(keys, SEEN, { revision: revision + 1, hash: await hashHex(bytes) });
  return true;
}

export const nowInSeconds = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

// Returns {public, fingerprint, at, verified, earlier} of somebody, or null before the first contact.
// `verified` is when five words were compared, or empty; `earlier` are keys from before a loss.
export async function pinOf(other) {
  const { kept } = await load(await mine());
  return describe(kept.pins[other]);
}

async function describe(pin) {
  return pin ? { ...pin, fingerprint: await fingerprint(pin.public) } : null;
}

// Pins somebody's public keys; `verified` when their five words were compared just now. Other keys than
// those pinned are only taken with the five words. Of two tabs the second begins anew.
export async function pin(other, publicKeys, { verified = false } = {}) {
  const now = await mine();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await load(now);
    const next = await pinned(before.kept.pins[other], publicKeys, verified);
    if (!next) return describe(before.kept.pins[other]);
    const pins = { ...before.kept.pins, [other]: next };
    if (!(await save(now, { pins, v: 1 }, before))) continue;
    document.dispatchEvent(new CustomEvent("keyring-pinned"));
    return describe(next);
  }
  throw new SealRefusal("not-reached");
}

// Returns what is pinned from now on, or null when nothing changes.
async function pinned(before, publicKeys, verified) {
  const at = nowInSeconds();
  if (!before) return { at, earlier: [], public: publicKeys, verified: verified ? at : "" };
  if (canonical(before.public) === canonical(publicKeys)) return verified ? { ...before, verified: at } : null;
  refuseUnless(verified, "keys-changed");
  return { at, earlier: [...before.earlier, before.public], public: publicKeys, verified: at };
}

// Returns what the server says somebody's public keys are, or null when they have none yet.
export async function keysAsToldOf(other) {
  const answer = await askWell(address("keyring", other));
  return answer.public ? readPublic(answer.public) : null;
}

// Returns how it stands with somebody's keys: {state, pin, told}. `state` is "none" before they made
// any, "pinned" when all is well (pinned now at first contact), "changed" when the server tells other
// keys than were pinned: then nothing may be sealed for them before five words are compared.
export async function keyOf(other) {
  const told = await keysAsToldOf(other);
  const before = await pinOf(other);
  if (!told) return { state: before ? "changed" : "none", pin: before, told };
  if (!before) return { state: "pinned", pin: await pin(other, told), told };
  const same = canonical(before.public) === canonical(told);
  return { state: same ? "pinned" : "changed", pin: before, told };
}
