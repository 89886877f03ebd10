// A worker: stretches a passphrase (scrypt), so that the page stays alive meanwhile.

import { Decrypter, Encrypter } from "./age.js";
import { checkWork } from "./checks.js";

const WORK = 17; // log₂ N

async function wrap({ passphrase, text }) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  return encrypter.encrypt(text);
}

async function unwrap({ passphrase, content }) {
  checkWork(content);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(content, "text");
  } catch (error) {
    const wrongKey = error.message.startsWith("no identity matched");
    error.slug = wrongKey ? "not-sealed-for-you" : "not-an-age-file";
    throw error;
  }
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ answer: await (data.text === undefined ? unwrap(data) : wrap(data)) });
  } catch (error) {
    postMessage({ slug: error.slug ?? "", message: error.message });
  }
});
