// Keep a text as the next revision of a record. What was sent and not answered is sent again as the
// same bytes, so that a lost answer never makes a second revision.

import { nowInSeconds } from "./keyring.js";
import { openNewest } from "./party.js";
import { hashHex, seal } from "./record.js";
import { keep, revisions } from "./shelf.js";
import { see } from "./store.js";

const isSame = (one, two) => one.length === two.length && one.every((byte, place) => byte === two[place]);

// Returns what the first revision of a new record follows: nothing.
export const begun = (record) => ({ record: record ?? crypto.randomUUID(), revision: 0, hash: "", text: "" });

// Names the place of a field's draft, so that nothing begun elsewhere turns up in it.
export function slotOf(field) {
  const place = ["record", "number", "draft"].map((name) => field.getAttribute(name)).find(Boolean);
  return `${field.kind} ${field.other ?? "own"} ${place ?? "new"}`;
}

// Returns where a field keeps its words when not on the shelf alone, and what is asked there besides.
function beyond(field) {
  const more = [...field.querySelectorAll("[data-send]")].map((one) => [one.dataset.send, one.value]);
  return field.hasAttribute("keep-at") ? { at: field.getAttribute("keep-at"), more: Object.fromEntries(more) } : {};
}

// Returns what the next revision of a field follows, with its text.
export async function baseOf(field) {
  const record = field.getAttribute("record");
  if (!record) return begun(field.getAttribute("number"));
  const rows = await revisions(record);
  const { text } = await openNewest(rows, field.party, [field.kind]);
  return { ...(await after(rows.at(-1))), text };
}

// Returns what the next revision follows: a row of the shelf, with the hash of its bytes.
export const after = async ({ record, revision, age }) => ({ record, revision, hash: await hashHex(age) });

// Tries to keep `text` after `base`. Returns { kept: base of the next } or { there: row } when
// somebody else was first. Until it is kept the draft holds it.
export async function save(text, base, draft, field) {
  const before = draft.kept.sent;
  const sent = draft.sentWith(text, base) ?? (await sealed(text, base, field));
  await draft.send(text, { record: base.record, revision: base.revision, hash: base.hash }, sent);
  const { kept, there } = await keep({ ...sent, other: field.other, ...beyond(field) });
  if (kept) return settled({ ...sent, ...kept }, draft, field.party.keys);
  if (before && isSame(there.age, before.age)) return save(text, await arrived(there, draft), draft, field);
  return { there };
}

// What was sent earlier did arrive: the words of now follow it.
async function arrived(there, draft) {
  draft.sentText = undefined;
  draft.kept.sent = null;
  return after(there);
}

async function settled(row, draft, keys) {
  const base = await after(row);
  await see(keys, base.record, base);
  await draft.drop();
  return { kept: base, at: row.at };
}

async function sealed(text, { record, revision, hash }, { kind, party }) {
  const values = { kind, record, text, at: nowInSeconds(), previous: hash, readers: party.readers };
  return { record, revision: revision + 1, age: await seal({ ...values, revision: revision + 1 }, party.keys) };
}
