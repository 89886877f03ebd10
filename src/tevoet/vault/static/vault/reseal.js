// Seal anew what somebody cannot open: for the other after they lost all keys, and for me when I found
// an earlier key again.

import { keyOf, nowInSeconds } from "./keyring.js";
import { openRow, partyOf } from "./party.js";
import { fingerprint, hashHex, seal } from "./record.js";
import { keep, newest } from "./shelf.js";
import { see } from "./store.js";

const namesOf = async (party) => (await Promise.all(party.readers.map(fingerprint))).sort().join();

// Returns what `opener` opens and not everybody of the party of now can, as rows with their bodies.
async function notFor(party, opener, other) {
  const readers = await namesOf(party);
  const found = [];
  for await (const page of newest(other))
    for (const row of page) {
      if (row.closed) continue; // what opened for both stays as it was
      const body = await openRow(row, opener).catch(() => null);
      if (body && body.kind !== "pins" && body.readers.join() !== readers) found.push({ row, body });
    }
  return found;
}

// Returns what the other cannot open yet since they have other keys.
export async function waiting(other) {
  const party = await partyOf(other);
  return { rows: await notFor(party, party, other), party };
}

// Returns what an earlier key of mine still opens: my own words, and those with each of the others.
export async function foundAgain(keys, others) {
  const found = [];
  for (const other of [null, ...others]) {
    const { state, pin } = other ? await keyOf(other) : { state: "own" };
    if (state !== "own" && state !== "pinned") continue; // first compare their five words
    const readers = pin ? [keys.public, pin.public] : [keys.public];
    const opener = { keys, readers, earlier: [] };
    const party = await partyOf(other);
    const rows = await notFor(party, opener, other);
    found.push(...rows.map((one) => ({ ...one, party, other })));
  }
  return found;
}

// Seals one text anew as its next version, signed by me. What somebody changed meanwhile is left as it is:
// the page then still counts it.
export async function sealAnew({ row, body }, party, other) {
  const revision = row.revision + 1;
  const values = { kind: body.kind, text: body.text, record: row.record, revision };
  const place = { at: nowInSeconds(), previous: await hashHex(row.age), readers: party.readers };
  const age = await seal({ ...values, ...place }, party.keys);
  const { kept } = await keep({ record: row.record, revision, age, other });
  if (kept) await see(party.keys, row.record, { revision, hash: await hashHex(age) });
}
