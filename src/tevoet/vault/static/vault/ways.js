// Ways to unlock a keyring: wrap its secret part for a passkey, six words or the recovery code, and
// unwrap it again.

import { Decrypter, Encrypter, webauthn } from "./age.js";
import { address, askWell, fromBase64 } from "./asking.js";
import { hashHex, refuseUnless, SealRefusal, toBase64url, utf8 } from "./canonical.js";
import { importKeys } from "./keys.js";
import { unwrap, wrap } from "./stretch.js";
import { unlocked } from "./unlocked.js";

// Returns {keyring, public, fingerprint, ways: [{number, way, name, passkey, age}]}, or null before
// the first keys are made. `earlier` names one from before a loss.
export async function keyringOfMine(earlier = "") {
  const answer = await askWell(address("ways") + (earlier && `?keyring=${earlier}`));
  const ways = answer.ways.map((way) => ({ ...way, age: fromBase64(way.age) }));
  return answer.keyring ? { ...answer, ways } : null;
}

export const wrapForPhrase = (secret, words) => wrap(secret, words.join(" "));
export const wrapForRecovery = (secret, code) => wrap(secret, code);

export async function wrapForPasskey(secret, identity) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }));
  return withPasskey(() => encrypter.encrypt(secret));
}

// Return the secret part that one way opens, or throw SealRefusal.
export const secretByPhrase = (way, words) => unwrap(way.age, words.join(" "));
export const secretByRecovery = (way, code) => unwrap(way.age, code);

export async function secretByPasskey(way) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new webauthn.WebAuthnIdentity({ identity: way.passkey }));
  return withPasskey(() => decrypter.decrypt(way.age, "text"));
}

// The library says in words only what went wrong with a passkey.
async function withPasskey(act) {
  try {
    return await act();
  } catch (error) {
    if (/PRF|prf/.test(error.message)) throw new SealRefusal("passkey-without-prf", error);
    const isOther = error.message.startsWith("no identity matched");
    throw new SealRefusal(isOther ? "not-sealed-for-you" : "passkey-not-used", error);
  }
}

// Takes a secret part in, when it is the one of this keyring, and keeps it nowhere.
export async function takeIn(secret, keyring) {
  const keys = await importKeys(secret);
  refuseUnless(keys.fingerprint === keyring.fingerprint, "forged");
  return keys;
}

// Takes the secret part of my keyring in for this browser.
export async function unlock(secret, keyring) {
  const keys = await takeIn(secret, keyring);
  try {
    await unlocked(keys, keyring.keyring);
  } catch (error) {
    throw new SealRefusal("browser-keeps-no-keys", error);
  }
  return keys;
}

// Signs that whoever holds the keys wants this way, or wants it no more; without it a stolen session
// could shut somebody out.
export async function signWay(keys, { act, way, age, passkey = "" }) {
  const lines = [`tevoet way ${act} v1`, keys.fingerprint, way, await hashHex(age), passkey];
  const signature = await crypto.subtle.sign("Ed25519", keys.signing, utf8(lines.join("\n")));
  return toBase64url(new Uint8Array(signature));
}
