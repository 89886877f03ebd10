// A person's keyring in this browser: make it, open it, lock it, and know the keys of others. One door
// to the modules beside it, for pages with words.

export { makeSecret as make } from "./keys.js";
export { knowsKeys } from "./keys.js";
export { current, expires, isUnlocked, lock, person, touch } from "./unlocked.js";
export {
  keyringOfMine, secretByPasskey, secretByPhrase, secretByRecovery, signWay, unlock,
  wrapForPasskey, wrapForPhrase, wrapForRecovery,
} from "./ways.js";
export { keyOf, keysAsToldOf, nowInSeconds, pin, pinOf } from "./pins.js";
export { areFiveWordsOf, fiveWords, newPhrase, readWords, wordList } from "./phrase.js";
export { inGroups, newRecoveryCode, readRecoveryCode } from "./recovery.js";

// Asks whoever is here to unlock, in the page's lock. Returns what `current` returns, or null when they
// would rather not.
export const askToUnlock = () => document.querySelector("sealed-lock").ask();

// Calls back whenever keys are unlocked or locked, in this tab or another.
export function onChange(act) {
  for (const name of ["keyring-unlocked", "keyring-locked"]) document.addEventListener(name, act);
}
