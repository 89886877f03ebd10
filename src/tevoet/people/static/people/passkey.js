// Make a passkey, and use one. A form says what it wants:
//
//   <form data-passkey="make" or "ask" data-options="/where/the/options/are/" hidden>
//
// with a hidden field `credential`, a [data-said] to speak in, and data-refused and data-failed with
// the words for it. The form is shown when this browser knows passkeys.
//
// Whoever unlocks with the same passkey listens on the document: `passkey-asking` comes with
// `detail.options` to which extensions may be added, `passkey-given` with `detail.credential`, and
// `detail.until`, an array of promises to wait for before the form is sent.

const NEEDED = ["id", "rawId", "type"];
const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function toText(bytes) {
  const signs = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text) {
  const signs = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}

// What the server needs to know a passkey again, and nothing else. What a passkey unlocks with
// (`clientExtensionResults.prf`) is not among it, nor is anything a browser may add one day.
export function withoutSecrets(credential) {
  const plain = { clientExtensionResults: {}, response: {} };
  for (const name of NEEDED) {
    plain[name] = name === "rawId" ? toText(credential.rawId) : credential[name];
  }
  for (const name of ANSWERS) {
    const bytes = credential.response[name];
    if (bytes) {
      plain.response[name] = toText(bytes);
    }
  }
  return plain;
}

// Options as the server writes them, with bytes where a browser wants bytes.
export function withBytes(options) {
  const read = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) {
    read.user = { ...options.user, id: toBytes(options.user.id) };
  }
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    if (options[name]) {
      read[name] = options[name].map((one) => ({ ...one, id: toBytes(one.id) }));
    }
  }
  return read;
}

async function optionsFor(form) {
  const answer = await fetch(form.dataset.options, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (!answer.ok || answer.redirected) {
    throw new Error(`options: ${answer.status}`);
  }
  return withBytes((await answer.json()).publicKey);
}

async function given(form) {
  const kind = form.dataset.passkey;
  const options = await optionsFor(form);
  document.dispatchEvent(new CustomEvent("passkey-asking", { detail: { kind, options } }));
  const credential =
    kind === "make"
      ? await navigator.credentials.create({ publicKey: options })
      : await navigator.credentials.get({ publicKey: options });
  const detail = { kind, credential, until: [] };
  document.dispatchEvent(new CustomEvent("passkey-given", { detail }));
  await Promise.allSettled(detail.until);
  return credential;
}

function say(form, words) {
  const place = form.querySelector("[data-said]");
  place.textContent = words;
  place.hidden = !words;
}

async function send(form, button) {
  say(form, "");
  button.disabled = true;
  try {
    const plain = withoutSecrets(await given(form));
    form.elements.namedItem("credential").value = JSON.stringify(plain);
    form.submit();
  } catch (error) {
    const { refused, failed, known } = form.dataset;
    const words = { NotAllowedError: refused, AbortError: refused, InvalidStateError: known };
    say(form, words[error.name] || failed);
    button.disabled = false;
  }
}

function begin(form) {
  if (form.dataset.ready) {
    return; // the same script under another name was here before
  }
  form.dataset.ready = "yes";
  const button = form.querySelector("button[type=submit]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, button);
  });
}

const isPossible = window.isSecureContext && "PublicKeyCredential" in window;
for (const place of document.querySelectorAll("[data-passkey], [data-without-passkeys]")) {
  if (!isPossible) {
    place.hidden = "passkey" in place.dataset;
  } else if (place.dataset.passkey) {
    begin(place);
  } else {
    place.hidden = true;
  }
}
