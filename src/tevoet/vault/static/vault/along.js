// Words to oneself from another Tevoet, out of the zip that somebody took along: opened here with the
// six words of there, and sealed anew for the keys of now. The zip itself goes nowhere.

import { fingerprint, fromUtf8, readPublic, SealRefusal } from "./canonical.js";
import { askToUnlock } from "./keyring.js";
import { partyOf } from "./party.js";
import { hashHex, open, seal } from "./record.js";
import { sentence, tell, words } from "./saying.js";
import { keep, newest } from "./shelf.js";
import { see } from "./store.js";
import { listZip, unzip } from "./unzip.js";

const KIND = "reflection";
const MARK = "tevoet.json";
const OPENS = { "six-words.age": "phrase", "recovery-code.age": "recovery" };
const KEYRING = /^keyring\/([0-9a-f]{12})\/(public\.json|six-words\.age|recovery-code\.age)$/;
const WORDS = /^words\/mine\/([0-9a-f-]{36})-([1-9]\d{0,9})\.age$/;
const ANOTHERS = "not-there"; // the number belongs to somebody else here

const page = document.querySelector("[data-along]");
const piece = (name) => page.querySelector(`[data-part="${name}"]`);

// Returns the newest version of each record, as {record, revision, entry}.
function recordsIn(zip) {
  const found = new Map();
  for (const [name, entry] of zip) {
    const [, record, number] = WORDS.exec(name) ?? [];
    const revision = Number(number);
    if (record && revision > (found.get(record)?.revision ?? 0)) found.set(record, { record, revision, entry });
  }
  return [...found.values()];
}

// Returns the keyrings that words or a code open, as the page's lock asks for them.
async function keyringsIn(zip) {
  const folders = new Map();
  for (const [name, entry] of zip) {
    const [, folder, file] = KEYRING.exec(name) ?? [];
    if (folder) folders.set(folder, { ...folders.get(folder), [file]: entry });
  }
  const found = [];
  for (const files of folders.values()) {
    const ways = Object.keys(OPENS).filter((file) => files[file] && files["public.json"]);
    if (!ways.length) continue;
    const publicKeys = readPublic(fromUtf8(await unzip(files["public.json"])));
    const closed = ways.map(async (file) => ({ way: OPENS[file], age: await unzip(files[file]) }));
    found.push({ public: publicKeys, fingerprint: await fingerprint(publicKeys), ways: await Promise.all(closed) });
  }
  return found;
}

// Returns the body when these keys open it and all of it is as it should be, else null.
async function opened({ record, revision, entry }, keys) {
  const expected = { record, revision, readers: [keys.fingerprint], authors: [keys.public] };
  try {
    return await open(await unzip(entry), expected, keys);
  } catch (error) {
    if (error.slug) return null;
    throw error;
  }
}

async function numbersHere() {
  const here = new Set();
  for await (const rows of newest(null)) for (const { record } of rows) here.add(record);
  return here;
}

// Asks for the words of each keyring; returns what they open, the oldest first, and how many stay closed.
async function openAll(records, keyrings) {
  const bodies = [];
  let [left, asked] = [records, false];
  for (const found of keyrings) {
    const secret = left.length && (await document.querySelector("sealed-lock").askSecret({ found }));
    if (!secret) continue;
    asked = true;
    const tried = await Promise.all(left.map((one) => opened(one, secret.keys)));
    bodies.push(...tried.filter(Boolean));
    left = left.filter((_, place) => !tried[place]);
  }
  const own = bodies.filter(({ kind }) => kind === KIND);
  return { own: own.sort((one, two) => (one.at < two.at ? -1 : 1)), closed: left.length, asked };
}

// Seals one text for the keys of now, with the day it was written. Says whether it is kept.
async function sealAnew({ record, at, text }, { keys, readers }) {
  const age = await seal({ kind: KIND, text, record, revision: 1, at, previous: "", readers }, keys);
  try {
    const { kept } = await keep({ record, revision: 1, age });
    if (kept) await see(keys, record, { revision: 1, hash: await hashHex(age) });
    return Boolean(kept);
  } catch (error) {
    if (error.slug === ANOTHERS) return false;
    throw error;
  }
}

async function bring(file) {
  const zip = await listZip(file);
  if (!zip.has(MARK)) throw new SealRefusal("along-damaged");
  const [records, keyrings] = [recordsIn(zip), await keyringsIn(zip)];
  if (!records.length) throw new SealRefusal("no-words-along");
  if (!keyrings.length) throw new SealRefusal("no-keys-along");
  if (!(await askToUnlock())) return null;
  const here = await numbersHere();
  const fresh = records.filter(({ record }) => !here.has(record));
  const { own, closed, asked } = await openAll(fresh, keyrings);
  if (fresh.length && !asked) return null;
  const party = await partyOf(null);
  let done = 0;
  for (const [place, body] of own.entries()) {
    tell(piece("busy"), words("sealing", { place: place + 1, number: own.length }));
    done += await sealAnew(body, party);
  }
  return { done, before: records.length - fresh.length, failed: closed + own.length - done };
}

async function begin() {
  for (const name of ["wrong", "done"]) tell(piece(name));
  const [file] = piece("file").files;
  if (!file) return tell(piece("wrong"), words("no-file"));
  const counted = await bring(file);
  tell(piece("busy"));
  if (!counted) return;
  tell(piece("done"), words("brought", counted));
  piece("onward").hidden = false;
  piece("done").focus();
}

// Says what went wrong: the shelf hands on what the server said.
function refuse(error) {
  tell(piece("busy"));
  tell(piece("wrong"), (error.name === "Trouble" && error.message) || sentence(error));
}

// A tap before this script is here would do nothing, so the button waits for it.
piece("begin").addEventListener("click", () => begin().catch(refuse));
piece("begin").disabled = piece("file").disabled = false;
