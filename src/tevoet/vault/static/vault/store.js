// What this browser keeps for whoever uses it: unlocked keys, the newest revision seen of each record,
// and drafts, which are age files for their writer. All by person, so that two people on one browser
// never mix. Locking and signing out take the keys; what was seen and the drafts stay, sealed as they are.
// What was seen goes by the fingerprint of the keys and not by a number that the server gives somebody.

const PARTS = ["keys", "seen", "drafts"];

let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("tevoet", 1);
    asked.onupgradeneeded = () => PARTS.forEach((part) => asked.result.createObjectStore(part));
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const letGo = () => (opening = undefined);
      asked.result.onclose = letGo;
      asked.result.onversionchange = () => (asked.result.close(), letGo());
      resolve(asked.result);
    };
  }).catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// Does something with one part and waits until it is really kept.
async function within(part, mode, act) {
  const transaction = (await database()).transaction(part, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const request = act(transaction.objectStore(part));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

const read = (part, act) => within(part, "readonly", act);
const write = (part, act) => within(part, "readwrite", act);

// Keeps the unlocked keys of one person, and of nobody else.
export const keepKeys = (person, keys) =>
  write("keys", (kept) => {
    kept.clear();
    return kept.put(keys, person);
  });

export const keysOf = (person) => read("keys", (kept) => kept.get(person));
export const forgetKeys = () => write("keys", (kept) => kept.clear());

// Returns the newest revision of a record that was opened with these keys on this device, and its hash.
export const seenOf = async ({ fingerprint }, record) =>
  (await read("seen", (kept) => kept.get([fingerprint, record]))) ?? { revision: 0, hash: "" };

// Remembers a revision that was opened; an older one changes nothing.
export const see = ({ fingerprint }, record, { revision, hash }) =>
  write("seen", (kept) => {
    const before = kept.get([fingerprint, record]);
    before.onsuccess = () => {
      const isNewer = revision > (before.result?.revision ?? 0);
      if (isNewer) kept.put({ revision, hash }, [fingerprint, record]);
    };
  });

// A draft is whatever its owner can open again; `name` says where it belongs.
export const keepDraft = (person, name, draft) =>
  write("drafts", (kept) => kept.put(draft, [person, name]));
export const draftOf = (person, name) => read("drafts", (kept) => kept.get([person, name]));
export const dropDraft = (person, name) => write("drafts", (kept) => kept.delete([person, name]));

// Returns the names of all drafts of one person.
export const draftsOf = async (person) => {
  const names = await read("drafts", (kept) => kept.getAllKeys());
  return names.filter(([whose]) => whose === person).map(([, name]) => name);
};
