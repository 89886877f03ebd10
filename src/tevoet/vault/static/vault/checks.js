// What is looked at when a sealed record is opened. Each refusal has the name it has in Python.

import { canonical, fromBase64url, fromUtf8, hasExactly, hashHex } from "./canonical.js";
import { isCanonical, readJson, refuseUnless, SealRefusal, toBase64url, utf8 } from "./canonical.js";

export const TEXT_LIMIT = 64 * 1024; // bytes of UTF-8
export const FILE_LIMIT = 400 * 1024;
const HEADER_LIMIT = 16 * 1024;
const BLOCK = 256;
const MOST_REVISIONS = 2 ** 31 - 1;
const LEAST_WORK = 16;
const MOST_WORK = 20;
const DOMAIN = "tevoet sealed record v1\n";

const STANZA = "-> [!-~]+(?: [!-~]+)*\\n(?:[A-Za-z0-9+/]{64}\\n)*[A-Za-z0-9+/]{0,63}\\n";
const HEADER = new RegExp(`^age-encryption\\.org/v1\\n((?:${STANZA})+)--- [A-Za-z0-9+/]{43}\\n`);

// Returns the type and arguments of each stanza of an age file, before it is opened.
export function readStanzas(content) {
  refuseUnless(content.length <= FILE_LIMIT, "too-large");
  const start = new TextDecoder("latin1").decode(content.subarray(0, HEADER_LIMIT));
  const header = HEADER.exec(start);
  refuseUnless(header, "not-an-age-file");
  const lines = header[1].split("\n").filter((line) => line.startsWith("-> "));
  return lines.map((line) => line.slice(3).split(" "));
}

// Returns how many keys open a file; refuses other ways in, but for one stanza of noise.
export function checkReaders(content) {
  const kinds = readStanzas(content).map(([kind]) => kind);
  const noise = kinds.filter((kind) => kind.endsWith("-grease")).length;
  const readers = kinds.filter((kind) => kind === "X25519").length;
  refuseUnless(readers && noise <= 1 && readers + noise === kinds.length, "other-readers");
  return readers;
}

// Returns log₂ N of a file for a passphrase, before any work is done.
export function checkWork(content) {
  const stanzas = readStanzas(content);
  const [kind, , factor, ...more] = stanzas[0];
  const alone = stanzas.length === 1 && kind === "scrypt" && !more.length;
  refuseUnless(alone && /^[1-9][0-9]{0,2}$/.test(factor), "not-an-age-file");
  refuseUnless(factor >= LEAST_WORK, "weak");
  refuseUnless(factor <= MOST_WORK, "too-costly");
  return Number(factor);
}

const NAMES = [
  "at", "author", "kind", "pad", "previous", "readers", "record", "revision", "text", "v",
];
const HEX = /^[0-9a-f]{64}$/;
const FORMS = {
  at: /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  author: /^([0-9a-f]{64})?$/,
  kind: /^[a-z][a-z-]{0,31}$/,
  pad: /^ {0,255}$/,
  previous: /^([0-9a-f]{64})?$/,
  record: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  text: /^[^]*$/,
};

function checkBody(body) {
  const fits = ([name, form]) => typeof body[name] === "string" && form.test(body[name]);
  refuseUnless(hasExactly(body, NAMES) && Object.entries(FORMS).every(fits), "not-canonical");
  refuseUnless(utf8(body.text).length <= TEXT_LIMIT, "too-large");
  const moment = new Date(body.at);
  const exists = !Number.isNaN(moment.getTime());
  refuseUnless(exists && moment.toISOString() === `${body.at.slice(0, -1)}.000Z`, "not-canonical");
  const { revision, readers } = body;
  const counts = Number.isInteger(revision) && revision >= 1 && revision <= MOST_REVISIONS;
  refuseUnless(counts && Array.isArray(readers) && readers.length > 0, "not-canonical");
  const named = readers.every((one) => typeof one === "string" && HEX.test(one));
  const sorted = [...new Set(readers)].sort().join() === readers.join();
  refuseUnless(named && sorted, "not-canonical");
}

// Returns the two padded lines of a record; without a key they are unsigned.
export async function writeBody(values, signing) {
  const body = { ...values, pad: "", v: 1 };
  checkBody(body);
  const length = utf8(canonical(body)).length + 2 + (signing ? 86 : 0);
  const line = canonical({ ...body, pad: " ".repeat((BLOCK - (length % BLOCK)) % BLOCK) });
  const sign = async () => crypto.subtle.sign("Ed25519", signing, utf8(DOMAIN + line));
  const signature = signing ? toBase64url(new Uint8Array(await sign())) : "";
  return utf8(`${line}\n${signature}\n`);
}

// Takes the two lines of a record apart; nothing of them is believed yet.
export function readBody(plain) {
  const at = plain.indexOf(10);
  const end = at < 0 ? plain.length : at;
  let line, rest;
  try {
    [line, rest] = [fromUtf8(plain.subarray(0, end)), fromUtf8(plain.subarray(end + 1))];
  } catch (error) {
    throw new SealRefusal("not-canonical", error);
  }
  const body = readJson(line);
  const later = body !== null && typeof body === "object" && Object.hasOwn(body, "v");
  refuseUnless(!later || body.v === 1, "unknown-version"); // a later one may be written otherwise
  const padded = plain.length % BLOCK === 0 && /^[A-Za-z0-9_-]*\n$/.test(rest);
  refuseUnless(padded && isCanonical(body, line), "not-canonical");
  checkBody(body);
  const { pad, v, ...values } = body;
  return { body: values, line, signature: rest.slice(0, -1) };
}

const verifying = new Map();

function verifyingKey(text) {
  if (!verifying.has(text)) {
    const bytes = fromBase64url(text, 32);
    verifying.set(text, crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]));
  }
  return verifying.get(text);
}

export async function checkSignature({ line, signature }, publicKeys) {
  try {
    const [key, given] = [await verifyingKey(publicKeys.signing), fromBase64url(signature, 64)];
    refuseUnless(await crypto.subtle.verify("Ed25519", key, given, utf8(DOMAIN + line)), "forged");
  } catch (error) {
    throw new SealRefusal("forged", error);
  }
}

// Refuses a record that stands where another should, or that is not what came after the last.
export async function checkPlace(content, body, expected) {
  refuseUnless(body.record === expected.record, "another-record");
  refuseUnless(!expected.kinds || expected.kinds.includes(body.kind), "another-kind");
  refuseUnless(body.readers.join() === [...expected.readers].sort().join(), "other-readers");
  refuseUnless(checkReaders(content) === body.readers.length, "other-readers");
  const { revision = 0, previous = body.previous, seen = { revision: 0, hash: "" } } = expected;
  refuseUnless(body.revision >= Math.max(revision, seen.revision), "rolled-back");
  refuseUnless(!revision || body.revision === revision, "broken-chain");
  refuseUnless((body.revision === 1) === (body.previous === ""), "broken-chain");
  refuseUnless(body.previous === previous, "broken-chain");
  const same = body.revision !== seen.revision || (await hashHex(content)) === seen.hash;
  const follows = body.revision !== seen.revision + 1 || body.previous === seen.hash;
  refuseUnless(same && follows, "broken-chain");
}
