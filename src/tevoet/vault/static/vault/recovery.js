// The recovery code: 24 characters of Crockford's base32 (120 bits) and two that tell a slip of the pen.
// The two are the first 24 as one number modulo the prime 1021, so that one wrong character, or two
// neighbours that changed places, are always noticed.

import { SealRefusal } from "./canonical.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET = 24;
const LENGTH = SECRET + 2;
const PRIME = 1021;

const values = (code) => Array.from(code, (character) => ALPHABET.indexOf(character));

function checkCharacters(code) {
  const rest = values(code).reduce((sum, value) => (sum * 32 + value) % PRIME, 0);
  return ALPHABET[rest >> 5] + ALPHABET[rest & 31];
}

// Returns a new code, 26 characters without spaces: what a keyring is wrapped for.
export function newRecoveryCode() {
  const random = crypto.getRandomValues(new Uint8Array(SECRET));
  const code = Array.from(random, (byte) => ALPHABET[byte & 31]).join("");
  return code + checkCharacters(code);
}

// Writes a code in groups of four, as it stands on paper.
export const inGroups = (code) => code.match(/.{1,4}/g);

// Returns the code that somebody typed, however it was written; o, i and l are read as 0 and 1.
// Throws with `character`, `count` or neither, for which of three things is not right.
export function readRecoveryCode(typed) {
  const code = typed.toUpperCase().replace(/[\s\-–.]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const strange = Array.from(code).find((character) => !ALPHABET.includes(character));
  if (strange) throw refusal("code-with-another-character", { character: strange });
  if (code.length !== LENGTH) throw refusal("code-of-another-length", { count: code.length });
  if (checkCharacters(code.slice(0, SECRET)) !== code.slice(SECRET)) throw refusal("code-mistyped");
  return code;
}

const refusal = (slug, parts = {}) => Object.assign(new SealRefusal(slug), { parts });
