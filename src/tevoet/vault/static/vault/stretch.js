// Wrap and unwrap a text with a passphrase, in a worker of its own that is gone afterwards.

import { SealRefusal } from "./canonical.js";

// Returns an age file of the text for this passphrase.
export const wrap = (text, passphrase) => ask({ text, passphrase });

// Returns the text of an age file; throws SealRefusal, not-sealed-for-you for another passphrase.
export const unwrap = (content, passphrase) => ask({ content, passphrase });

function ask(question) {
  const worker = new Worker(new URL("./stretching.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if ("answer" in data) resolve(data.answer);
      else reject(data.slug ? new SealRefusal(data.slug) : new Error(data.message));
    };
    worker.onerror = ({ message }) => reject(new Error(message || "the worker did not start"));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
