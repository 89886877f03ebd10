// Canonical JSON (RFC 8785), names of keys and files, and refusals. The same as the engine `sealing`.

export class SealRefusal extends Error {
  constructor(slug, cause) {
    super(slug, { cause });
    this.name = "SealRefusal";
    this.slug = slug;
  }
}

// What whoever has a session but no keys can put on top of a record, and one of two on what is of both.
// It must not shut what lies under it.
const SPOILT = [
  "another-author", "another-kind", "another-record", "broken-chain", "forged", "not-an-age-file",
  "not-canonical", "not-sealed-for-you", "other-readers", "too-large",
];
export const isSpoilt = ({ slug }) => SPOILT.includes(slug);

export function refuseUnless(holds, slug) {
  if (!holds) throw new SealRefusal(slug);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8 = (text) => encoder.encode(text);
export const fromUtf8 = (bytes) => decoder.decode(bytes);

// Returns the one text that stands for a value. Whole numbers only; no lone surrogates.
export function canonical(value) {
  if (typeof value === "string") {
    refuseUnless(value.isWellFormed(), "not-canonical");
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    refuseUnless(Number.isSafeInteger(value), "not-canonical");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  refuseUnless(typeof value === "object", "not-canonical");
  const one = (key) => `${canonical(key)}:${canonical(value[key])}`;
  return `{${Object.keys(value).sort().map(one).join(",")}}`;
}

// Returns the value of canonical JSON, and refuses what does not come out as it went in.
export function readCanonical(text) {
  const value = readJson(text);
  refuseUnless(isCanonical(value, text), "not-canonical");
  return value;
}

export function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SealRefusal("not-canonical", error);
  }
}

export function isCanonical(value, text) {
  try {
    return canonical(value) === text;
  } catch {
    return false; // also what is nested too deep
  }
}

export function hasExactly(value, keys) {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.keys(value).sort().join() === keys.join()
  );
}

export async function hashHex(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function toBase64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// Reads so many bytes, and refuses another text for the same bytes.
export function fromBase64url(text, length) {
  refuseUnless(typeof text === "string" && /^[A-Za-z0-9_-]*$/.test(text), "not-canonical");
  let plain = "";
  try {
    plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch (error) {
    throw new SealRefusal("not-canonical", error);
  }
  const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  refuseUnless(bytes.length === length && toBase64url(bytes) === text, "not-canonical");
  return bytes;
}

const KEYS = ["mirror", "signing", "v", "words"];
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

export function checkPublic(keys) {
  refuseUnless(hasExactly(keys, KEYS) && keys.v === 1, "not-canonical");
  refuseUnless(RECIPIENT.test(keys.words) && RECIPIENT.test(keys.mirror), "not-canonical");
  fromBase64url(keys.signing, 32);
  return keys;
}

export const readPublic = (text) => checkPublic(readCanonical(text));

const names = new Map(); // of the few keys that a page meets, again and again

// Names public keys: SHA-256 of their bytes, in lower-case hex.
export async function fingerprint(publicKeys) {
  const text = canonical(checkPublic(publicKeys));
  if (!names.has(text)) names.set(text, hashHex(utf8(text)));
  return names.get(text);
}

// Which five words of a list of 7776 stand for a fingerprint: 65 bits modulo 7776⁵, highest first.
export function fiveWordIndices(name) {
  let number = BigInt(`0x${name}`) >> 191n;
  const digits = [];
  for (let place = 0; place < 5; place += 1) {
    digits.unshift(Number(number % 7776n));
    number /= 7776n;
  }
  return digits;
}
