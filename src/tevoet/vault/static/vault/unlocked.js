// Which keys are unlocked in this browser, and until when. One person at a time; every use moves the
// expiry, fifteen minutes without one lock, and locking in one tab locks all.

import { forgetKeys, keepKeys, keysOf } from "./store.js";

export const IDLE_MS = 15 * 60 * 1000;
const STEP_MS = 10 * 1000; // how often use is written down at most
const UNTIL = "tevoet-unlocked-until";
const USES = ["pointerdown", "keydown", "input", "scroll"];
const channel = new BroadcastChannel("tevoet-keyring");
let timer;

// Returns the number of whoever this page is for, as its `<sealed-lock person="…">` says.
export function person() {
  return Number(document.querySelector("sealed-lock")?.getAttribute("person"));
}

// Returns until when keys are unlocked, in milliseconds; 0 when they are not.
export function expires() {
  return Number(localStorage.getItem(UNTIL)) || 0;
}

export const isUnlocked = () => expires() > Date.now();

// Returns {keys, fingerprint, keyring, expires} of whoever this page is for, or null when locked.
// `keys` is what `seal` and `open` of record.js ask for; `keys.mirror` is the text that may be lent.
export async function current() {
  if (!isUnlocked()) {
    if (expires()) await lock();
    return null;
  }
  const kept = await keysOf(person());
  if (!kept) return null;
  return { keys: kept.keys, fingerprint: kept.keys.fingerprint, keyring: kept.keyring, expires: expires() };
}

// Keeps keys that were just unlocked. Throws where the browser cannot keep them.
export async function unlocked(keys, keyring) {
  await keepKeys(person(), { keys, keyring });
  localStorage.setItem(UNTIL, Date.now() + IDLE_MS);
  channel.postMessage("unlocked");
  tell("keyring-unlocked");
}

// Forgets the unlocked keys of everybody, in all tabs.
export async function lock() {
  localStorage.removeItem(UNTIL);
  tell("keyring-locked");
  channel.postMessage("locked");
  await forgetKeys();
}

// Moves the expiry, because somebody is using what is unlocked.
export function touch() {
  const until = Date.now() + IDLE_MS;
  if (isUnlocked() && until - expires() > STEP_MS) localStorage.setItem(UNTIL, until);
}

function tell(name) {
  document.dispatchEvent(new CustomEvent(name));
  watch();
}

// Locks when the time has come; other tabs may have moved it meanwhile.
function watch() {
  clearTimeout(timer);
  if (isUnlocked()) timer = setTimeout(watch, expires() - Date.now() + 1);
  else if (expires()) lock();
}

channel.onmessage = ({ data }) => tell(`keyring-${data}`);
for (const use of USES) addEventListener(use, touch, { passive: true, capture: true });
for (const back of ["focus", "pageshow"]) addEventListener(back, watch);
document.addEventListener("visibilitychange", watch);
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && !isUnlocked()) tell("keyring-locked"); // what "back" shows again was opened before
});
watch();
