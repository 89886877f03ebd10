// Seal records for people and open them again. The format: docs/build/decisions/0010-sealed-words.md
//
// keys = { words, signing: CryptoKeys, public: {mirror, signing, v, words}, fingerprint }
// expected = { record, readers: [fingerprint …], authors: [publicKeys …], and where known
//   kinds: [kind …], revision, previous: hash of the file before, seen: {revision, hash} }

import { Decrypter, Encrypter } from "./age.js";
import { canonical, fingerprint, fiveWordIndices, hashHex } from "./canonical.js";
import { refuseUnless, SealRefusal } from "./canonical.js";
import { checkPlace, checkReaders, checkSignature, readBody, writeBody } from "./checks.js";

export { canonical, fingerprint, fiveWordIndices, hashHex, SealRefusal };

// Returns the age file of a signed record. `readers` are public keys, the writer's own among them.
export async function seal({ kind, record, revision, previous, readers, at, text }, keys) {
  const author = keys.fingerprint;
  const names = (await Promise.all(readers.map(fingerprint))).sort();
  refuseUnless(names.includes(author), "other-readers");
  const values = { at, author, kind, previous, readers: names, record, revision, text };
  return encrypt(await writeBody(values, keys.signing), readers);
}

// Returns the age file of a record without an author, for one reader.
export async function sealUnsigned({ kind, record, at, text, reader }) {
  const readers = [await fingerprint(reader)];
  const values = { at, author: "", kind, previous: "", readers, record, revision: 1, text };
  return encrypt(await writeBody(values, null), [reader]);
}

async function encrypt(plain, readers) {
  const encrypter = new Encrypter();
  try {
    for (const one of readers) encrypter.addRecipient(one.words);
  } catch (error) {
    throw new SealRefusal("not-canonical", error); // a mistyped recipient
  }
  return encrypter.encrypt(plain);
}

// Returns the body of a signed record when all of it is as expected; throws SealRefusal.
export async function open(bytes, expected, keys) {
  const opened = readBody(await decrypt(bytes, keys.words));
  const { author, readers } = opened.body;
  refuseUnless(author, "forged");
  const names = await Promise.all(expected.authors.map(fingerprint));
  refuseUnless(names.includes(author), "another-author");
  await checkSignature(opened, expected.authors[names.indexOf(author)]);
  await checkPlace(bytes, opened.body, expected);
  refuseUnless(readers.includes(author), "other-readers");
  return opened.body;
}

// The same for a record without an author, only where a page expects one.
export async function openUnsigned(bytes, expected, keys) {
  const { body, signature } = readBody(await decrypt(bytes, keys.words));
  refuseUnless(body.author === "" && signature === "", "another-author");
  refuseUnless(body.readers.length === 1, "other-readers");
  await checkPlace(bytes, body, expected);
  return body;
}

const decrypters = new WeakMap();

async function decrypt(bytes, key) {
  checkReaders(bytes);
  if (!decrypters.has(key)) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    decrypters.set(key, decrypter);
  }
  try {
    return await decrypters.get(key).decrypt(bytes);
  } catch (error) {
    const wrongKey = error.message.startsWith("no identity matched");
    throw new SealRefusal(wrongKey ? "not-sealed-for-you" : "not-an-age-file", error);
  }
}
