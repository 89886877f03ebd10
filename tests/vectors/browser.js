// The browser's part of the shared vectors; tests call these by name with plain values.

import { canonical, checkPublic, readPublic } from "/vault/canonical.js";
import { importKeys, knowsKeys, makeSecret } from "/vault/keys.js";
import { fingerprint, fiveWordIndices, open, openUnsigned, seal, sealUnsigned } from "/vault/record.js";
import { unwrap, wrap } from "/vault/stretch.js";

const fetched = async (name) => (await fetch(`/vectors/${name}.json`)).json();
const rings = Object.fromEntries((await fetched("keyrings")).map((row) => [row.name, row]));
const imported = {};
const keysOf = (name) => (imported[name] ??= importKeys(rings[name].secret));
const publicOf = (name) => readPublic(rings[name].public);

const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

async function outcome(promise) {
  try {
    return { body: await promise };
  } catch (error) {
    return { slug: error.slug ?? `no refusal: ${error}` };
  }
}

function expectedOf({ readers, authors, ...page }) {
  const names = readers.map((name) => rings[name].fingerprint);
  return { ...page, readers: names, authors: authors.map(publicOf) };
}

async function openRow(row, bytes = toBytes(row.file)) {
  const keys = await keysOf(row.reader);
  return outcome((row.unsigned ? openUnsigned : open)(bytes, expectedOf(row.expected), keys));
}

export const openRows = (rows) => Promise.all(rows.map((row) => openRow(row)));
export const openVectors = async (name) => openRows(await fetched(name));

// Seals rows {writer, kind, record, revision, previous, readers, at, text} and returns their files.
export const sealRows = (rows) => Promise.all(rows.map(sealRow));

async function sealRow({ writer, readers, ...values }) {
  const people = readers.map(publicOf);
  if (!writer) return toText(await sealUnsigned({ ...values, reader: people[0] }));
  return toText(await seal({ ...values, readers: people }, await keysOf(writer)));
}

// What becomes of a row that cannot be sealed.
export const refuseRow = async (row) => (await outcome(sealRow(row))).slug ?? "sealed";

export async function keyrings() {
  const rows = [];
  for (const name of Object.keys(rings)) {
    const keys = await keysOf(name);
    const kept = [keys.words, keys.signing].some((key) => key.extractable);
    const words = fiveWordIndices(keys.fingerprint);
    rows.push({ public: keys.public, fingerprint: keys.fingerprint, words, mirror: keys.mirror, kept });
  }
  return rows;
}

export const fiveWords = (names) => names.map(fiveWordIndices);
export const knows = knowsKeys;

export const readParts = (rows) => Promise.all(rows.map(async ({ part, text }) => {
  const read = async () => (part === "public" ? fingerprint(readPublic(text)) : importKeys(text));
  return (await outcome(read())).slug ?? "read";
}));

export async function unwrapRows(rows) {
  const outcomes = [];
  for (const row of rows) outcomes.push(await outcome(unwrap(toBytes(row.file), row.phrase)));
  return outcomes;
}

export const wrapText = async (text, phrase) => toText(await wrap(text, phrase));

export async function newKeys() {
  const secret = await makeSecret();
  const keys = await importKeys(secret);
  return { secret, public: checkPublic(keys.public), fingerprint: keys.fingerprint };
}

// Opens a row once for every bit turned over (or every so many), and returns what was not refused.
export async function turnBits(row, step) {
  const bytes = toBytes(row.file);
  const opened = [], slugs = {};
  for (let bit = 0; bit < bytes.length * 8; bit += step) {
    bytes[bit >> 3] ^= 1 << (bit & 7);
    const { slug } = await openRow(row, bytes);
    bytes[bit >> 3] ^= 1 << (bit & 7);
    if (slug) slugs[slug] = (slugs[slug] ?? 0) + 1;
    else opened.push(bit);
  }
  return { opened, slugs };
}

// Keeps keys where the pages keep them, takes them out again, and opens a row with them.
export async function keepKeys(row) {
  const keys = await keysOf(row.reader);
  const store = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("sealing", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("keys");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  await done(store.transaction("keys", "readwrite").objectStore("keys").put(keys, "mine"));
  const kept = await done(store.transaction("keys").objectStore("keys").get("mine"));
  store.close();
  return outcome(open(toBytes(row.file), expectedOf(row.expected), kept));
}

// What is no value, and so has no canonical form.
export const refuseValues = () => Promise.all(
  [1.5, -0.1, NaN, Infinity, 2 ** 53, undefined, () => 1, 1n, "\ud800", { "\udc00": 1 }, [[2.5]]]
    .map(async (value) => (await outcome((async () => canonical(value))())).slug),
);

export const canonicalOf = (values) => values.map(canonical);

const all = { canonicalOf, fiveWords, keepKeys, keyrings, knows, newKeys, openRows, openVectors, readParts };
Object.assign(window, { vectors: { ...all, refuseRow, refuseValues, sealRows, turnBits, unwrapRows, wrapText } });
