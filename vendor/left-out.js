// Stands in the place of what age-encryption can do and we do not: post-quantum and hardware-tag
// recipients (64 kB of the bundle), and X25519 without WebCrypto, which could not keep keys that
// cannot be read back. The base point of X25519 is RFC 7748's.
function leftOut() {
  throw new Error("left out of this file");
}

export const MLKEM768X25519 = { decapsulate: leftOut, encapsulate: leftOut, getPublicKey: leftOut };
export const MLKEM768P256 = { encapsulate: leftOut };
export const p256 = {};
export const x25519 = {
  GuBytes: Uint8Array.from({ length: 32 }, (_, place) => (place === 0 ? 9 : 0)),
  scalarMult: leftOut,
  scalarMultBase: leftOut,
};
