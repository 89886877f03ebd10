// Answers of two to each other: sealed records whose numbers both can reckon, and nobody else. The
// number comes from a secret inside a look-back, so the server cannot tell what answers what, and a page
// asks for its own few records only.

import { nowInSeconds } from "../vault/keyring.js";
import { canonical, utf8 } from "../vault/canonical.js";
import { openNewest } from "../vault/party.js";
import { partsOf } from "../vault/parts.js";
import { hashHex, seal } from "../vault/record.js";
import { keep, newestOf, revisions } from "../vault/shelf.js";
import { see } from "../vault/store.js";

// Makes the secret of a look-back.
export const newLink = () => crypto.randomUUID();

// Returns the number of the record that answers something of a look-back.
export async function numberOf(link, what) {
  const hex = await hashHex(utf8(`tevoet talk v1\n${link}\n${what}`));
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

// Returns the parts of a record that both can read, with who wrote it and after what the next one comes.
export async function readOne(record, party, kinds) {
  const rows = await revisions(record);
  const body = await openNewest(rows, party, kinds);
  return { ...body, parts: partsOf(body.text, true), base: await baseOf(rows.at(-1)) };
}

// Returns the answers that are there, by what they answer. `asked` are {what, number, kinds}. One that
// does not open is left out, and told to `refused`.
export async function readAnswers(asked, party, other, refused) {
  const rows = asked.length ? await newestOf(asked.map(({ number }) => number), other) : [];
  const there = asked.filter(({ number }) => rows.some(({ record }) => record === number));
  const found = await Promise.all(
    there.map(async ({ what, number, kinds }) => {
      try {
        return [what, await readOne(number, party, kinds)];
      } catch (error) {
        refused(error);
        return [what, null];
      }
    }),
  );
  return Object.fromEntries(found.filter(([, body]) => body));
}

// Says something with one tap: seals it and keeps it.
export async function say({ number, kind, parts, base, at, more }, party, other) {
  const { revision = 0, hash = "" } = base ?? {};
  const place = { record: number, revision: revision + 1, previous: hash };
  const values = { ...place, kind, text: canonical(parts), at: nowInSeconds(), readers: party.readers };
  const age = await seal(values, party.keys);
  const { kept, there } = await keep({ record: number, revision: revision + 1, age, other, at, more });
  if (there) throw Object.assign(new Error(), { slug: "otherwise" });
  if (kept) await see(party.keys, number, { revision: revision + 1, hash: await hashHex(age) });
}

const baseOf = async ({ revision, age }) => ({ revision, hash: await hashHex(age) });
