// Seals the password of a form in the browser, for the key the form names, so that the server never sees
// it as it was typed. Without scripts the server seals it on arrival.

import { Encrypter } from "./age.js";

async function sealed(text, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(text);
  return btoa(String.fromCharCode(...file));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const typed = form.matches("[data-seal-for]") && form.querySelector("[type=password]");
  if (!typed || !typed.value) return;
  event.preventDefault();
  form.elements.sealed.value = await sealed(typed.value, form.dataset.sealFor);
  typed.removeAttribute("name"); // it stays behind
  form.submit();
});
