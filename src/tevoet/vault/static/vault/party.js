// Who is to read what is written here: me alone, or the other of two and me.

import { current, keyOf } from "./keyring.js";
import { fingerprint, hashHex, open, SealRefusal } from "./record.js";
import { isSpoilt } from "./canonical.js";
import { count, revisions } from "./shelf.js";
import { see, seenOf } from "./store.js";

const OF_EARLIER_KEYS = ["another-author", "other-readers"];
const FRESH_MS = 30_000;

// A page may hold many fields for the same two: their keys are asked for once.
const known = new Map();
for (const change of ["unlocked", "locked", "pinned"])
  document.addEventListener(`keyring-${change}`, () => known.clear());

function keysOfOther(other) {
  const before = known.get(other);
  if (before && Date.now() - before.at < FRESH_MS) return before.asked;
  const asked = keyOf(other);
  known.set(other, { asked, at: Date.now() });
  asked.catch(() => known.delete(other));
  return asked;
}

// Returns {keys, me, state, readers, earlier, verified}, or null when my keys are locked. `state` is
// "own", or with somebody "pinned", "changed" or "none" (no keys yet: then only I am a reader).
export async function partyOf(other) {
  const now = await current();
  if (!now) return null;
  const { keys } = now;
  const me = keys.public;
  if (!other) return { keys, me, state: "own", readers: [me], earlier: [] };
  const { state, pin } = await keysOfOther(other);
  const readers = pin ? [me, pin.public] : [me];
  const earlier = pin?.earlier.map((before) => [me, before]) ?? [];
  return { keys, me, state, readers, earlier, verified: pin?.verified ?? "" };
}

// Says whether something may be sealed for everybody of a party now.
export const mayShare = ({ state }) => state === "own" || state === "pinned";

// Opens one row of the shelf and checks all of it; throws SealRefusal. The newest is checked against
// what this device saw, and remembered. `before` is the row before it where that is at hand, null when
// there is none.
export async function openRow(row, party, { kinds, before, isNewest = true } = {}) {
  const seen = isNewest ? await seenOf(party.keys, row.record) : undefined;
  const previous = before === null ? "" : before && (await hashHex(before.age));
  const expected = { kinds, previous, record: row.record, revision: row.revision, seen };
  try {
    const body = await openInTurn(row.age, expected, party);
    const hash = await hashHex(row.age);
    if (row.revision > seen?.revision) await see(party.keys, row.record, { revision: row.revision, hash });
    return { ...body, hash };
  } catch (error) {
    if (error instanceof SealRefusal) count(error.slug);
    throw error;
  }
}

// Tries the keys of now, then those the other had before a loss, and says so. Who wrote it is whose
// keys signed it, whatever the server says.
async function openInTurn(age, expected, { keys, readers, earlier }) {
  let refused;
  for (const authors of [readers, ...earlier]) {
    try {
      const names = await Promise.all(authors.map(fingerprint));
      const body = await open(age, { ...expected, authors, readers: names }, keys);
      return { ...body, isMine: body.author === names[0], isOfEarlierKeys: authors !== readers };
    } catch (error) {
      if (!OF_EARLIER_KEYS.includes(error.slug)) throw error;
      refused ??= error;
    }
  }
  throw refused;
}

// Opens the newest of all revisions of one record that opens, checked against the one before it, with
// `spoilt`: why those after it do not.
export async function openNewest(rows, party, kinds) {
  const spoilt = [];
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    try {
      const body = await openRow(rows[place], party, { kinds, before: rows[place - 1] ?? null });
      return { ...body, spoilt };
    } catch (error) {
      if (!isSpoilt(error)) throw error;
      spoilt.push(error);
    }
  }
  throw spoilt[0];
}

// Opens what the shelf gave as the newest; when that was spoilt, what lies under it.
async function openTop(row, party) {
  try {
    return await openRow(row, party);
  } catch (error) {
    if (row.revision === 1 || !isSpoilt(error)) throw error;
    return openNewest(await revisions(row.record), party);
  }
}

// Opens rows side by side. Returns the bodies that opened, and the errors of those that did not.
export async function openRows(rows, party) {
  const refused = [];
  const one = (row) => openTop(row, party).catch((error) => (refused.push(error), null));
  const opened = (await Promise.all(rows.map(one))).filter(Boolean);
  const unforeseen = refused.find((error) => !error.slug);
  if (unforeseen) throw unforeseen;
  return { opened, refused };
}
