// Make a person's keys, and take them in so that this browser can use but not hand out what opens words.

import { bech32, generateX25519Identity, identityToRecipient } from "./age.js";
import { canonical, checkPublic, fingerprint, fromBase64url } from "./canonical.js";
import { hasExactly, readCanonical, refuseUnless, SealRefusal, toBase64url } from "./canonical.js";

const NAMES = ["mirror", "signing", "v", "words"];
const PKCS8 = { // RFC 8410: what stands before the 32 bytes of a private key
  X25519: "302e020100300506032b656e04220420",
  Ed25519: "302e020100300506032b657004220420",
};

// Returns the secret part of three new keys, as the text that is wrapped.
export async function makeSecret() {
  return canonical({
    mirror: await generateX25519Identity(),
    signing: toBase64url(crypto.getRandomValues(new Uint8Array(32))),
    v: 1,
    words: await generateX25519Identity(),
  });
}

// Takes a secret part in: keys that open and sign and cannot be read back, and the mirror key as the
// text it is lent as.
export async function importKeys(secretJSON) {
  const secret = readCanonical(secretJSON);
  refuseUnless(hasExactly(secret, NAMES) && secret.v === 1, "not-canonical");
  const seed = fromBase64url(secret.signing, 32);
  const publicKeys = await publicPart(secret, seed);
  return {
    words: await importKey("X25519", scalar(secret.words), false, ["deriveBits"]),
    signing: await importKey("Ed25519", seed, false, ["sign"]),
    mirror: secret.mirror,
    public: publicKeys,
    fingerprint: await fingerprint(publicKeys),
  };
}

async function publicPart(secret, seed) {
  const readable = await importKey("Ed25519", seed, true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", readable);
  const recipients = [secret.words, secret.mirror].map((one) => (scalar(one), identityToRecipient(one)));
  const [words, mirror] = await Promise.all(recipients);
  return checkPublic({ mirror, signing: x, v: 1, words });
}

function scalar(identity) {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(identity);
    refuseUnless(identity === identity.toUpperCase(), "not-canonical");
    refuseUnless(prefix.toUpperCase() === "AGE-SECRET-KEY-" && bytes.length === 32, "not-canonical");
    return bytes;
  } catch (error) {
    throw new SealRefusal("not-canonical", error);
  }
}

function importKey(name, bytes, extractable, uses) {
  const before = Uint8Array.from(PKCS8[name].match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("pkcs8", new Uint8Array([...before, ...bytes]), { name }, extractable, uses);
}

// Says whether this browser knows the keys we use.
export async function knowsKeys() {
  try {
    await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}
