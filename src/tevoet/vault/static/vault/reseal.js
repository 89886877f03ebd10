// After the other of two lost all keys: seal what is between us anew, for the keys they have now.

import { nowInSeconds, person } from "./keyring.js";
import { openRow, partyOf } from "./party.js";
import { fingerprint, hashHex, seal } from "./record.js";
import { keep, newest } from "./shelf.js";
import { see } from "./store.js";

// Returns what the other cannot open yet, as [{row, body}], and how many I cannot open either.
export async function waiting(other) {
  const party = await partyOf(other);
  const readers = (await Promise.all(party.readers.map(fingerprint))).sort().join();
  const found = { rows: [], closed: 0 };
  for await (const page of newest(other))
    for (const row of page) {
      const body = await openRow(row, party).catch(() => null);
      if (!body) found.closed += 1;
      else if (body.readers.join() !== readers) found.rows.push({ row, body });
    }
  return { ...found, party };
}

// Seals one text anew as its next version, signed by me. What somebody changed meanwhile is left as it is:
// the page then still counts it.
export async function sealAnew({ row, body }, party, other) {
  const revision = row.revision + 1;
  const values = { kind: body.kind, text: body.text, record: row.record, revision };
  const place = { at: nowInSeconds(), previous: await hashHex(row.age), readers: party.readers };
  const age = await seal({ ...values, ...place }, party.keys);
  const { kept } = await keep({ record: row.record, revision, age, other });
  if (kept) await see(person(), row.record, { revision, hash: await hashHex(age) });
}
