// Which keys are unlocked in this browser, and until when. One person at a time; every use moves the
// expiry, fifteen minutes without one lock, and locking in one tab locks all.

import { forgetKeys, keepKeys, keysOf } from "./store.js";

export const IDLE_MS = 15 * 60 * 1000;
const STEP_MS = 10 * 1000; // how often use is written down at most
const UNTIL = "tevoet-unlocked-until";
const USES = ["pointerdown", "keydown", "input", "scroll"];
const channel = new BroadcastChannel("tevoet-keyring");
// What other tabs wrote into localStorage may arrive later than their message, so the message counts.
let until = stored();
let timer;

function stored() {
  return Number(localStorage.getItem(UNTIL)) || 0;
}

// Returns the number of whoever this page is for, as its `<sealed-lock person="…">` says.
export function person() {
  return Number(document.querySelector("sealed-lock")?.getAttribute("person"));
}

// Returns until when keys are unlocked, in milliseconds; 0 when they are not.
export const expires = () => until;
export const isUnlocked = () => until > Date.now();

// Returns {keys, fingerprint, keyring, expires} of whoever this page is for, or null when locked.
// `keys` is what `seal` and `open` of record.js ask for; `keys.mirror` is the text that may be lent.
export async function current() {
  if (!isUnlocked()) {
    if (until) await lock();
    return null;
  }
  const kept = await keysOf(person());
  if (!kept) return null;
  return { keys: kept.keys, fingerprint: kept.keys.fingerprint, keyring: kept.keyring, expires: until };
}

// Keeps keys that were just unlocked. Throws where the browser cannot keep them.
export async function unlocked(keys, keyring) {
  await keepKeys(person(), { keys, keyring });
  write(Date.now() + IDLE_MS);
  channel.postMessage({ until, happened: "keyring-unlocked" });
  tell("keyring-unlocked");
}

// Forgets the unlocked keys of everybody, in all tabs.
export async function lock() {
  write(0);
  channel.postMessage({ until, happened: "keyring-locked" });
  tell("keyring-locked");
  await forgetKeys();
}

// Moves the expiry, because somebody is using what is unlocked.
export function touch() {
  if (!isUnlocked() || Date.now() + IDLE_MS - until < STEP_MS) return;
  write(Date.now() + IDLE_MS);
  channel.postMessage({ until });
}

function write(moment) {
  until = moment;
  if (moment) localStorage.setItem(UNTIL, moment);
  else localStorage.removeItem(UNTIL);
}

function tell(name) {
  document.dispatchEvent(new CustomEvent(name));
  watch();
}

// Locks when the time has come; other tabs may have moved it meanwhile.
function watch() {
  clearTimeout(timer);
  if (until) until = Math.max(until, stored());
  if (isUnlocked()) timer = setTimeout(watch, until - Date.now() + 1);
  else if (until) lock();
}

channel.onmessage = ({ data }) => {
  until = data.until;
  if (data.happened) tell(data.happened);
};
for (const use of USES) addEventListener(use, touch, { passive: true, capture: true });
for (const back of ["focus", "pageshow"]) addEventListener(back, watch);
document.addEventListener("visibilitychange", watch);
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return; // what "back" shows again was opened before
  until = stored();
  if (!isUnlocked()) tell("keyring-locked");
});
watch();
