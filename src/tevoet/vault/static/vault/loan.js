// Lends the mirror key while its owner looks at a page that needs it, and asks for that page again. The
// page comes locked; #mirror is put in its place when it comes back open. See docs/build/decisions,
// 0010, "A loan".

import { current, isUnlocked } from "./unlocked.js";

const HEADER = "Tevoet-Loan";
const HALF = "tevoet-loan"; // our half; worthless without the session, or a quarter of an hour idle
const USED = "tevoet-loan-used-at";
const CLOSED = "tevoet-mirror-closed"; // its owner took the loan back, and has not asked for it since
const ALMOST_IDLE_MS = 14 * 60 * 1000;

const mirror = () => document.getElementById("mirror");
const half = () => localStorage.getItem(HALF);
const isSealed = () => mirror()?.hasAttribute("data-sealed") ?? false;

function forget() {
  localStorage.removeItem(HALF);
  localStorage.removeItem(USED);
}

function post(address, values = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  return fetch(address, { method: "POST", body: new URLSearchParams(values), headers, keepalive: true });
}

// Returns whether the key is on loan now.
async function lend() {
  const key = (await current())?.keys.mirror;
  if (!key) return false;
  const response = await post(mirror().dataset.lendAt, { key });
  if (response.status !== 201) return false;
  localStorage.setItem(HALF, (await response.json()).half);
  return true;
}

const draw = () =>
  htmx.ajax("GET", location.pathname + location.search, {
    target: "#mirror",
    select: "#mirror",
    swap: "outerHTML",
  });

// Asks for the page with the loan there is, and with a new one when that has ended.
async function open() {
  try {
    if (half()) await draw();
    if (isSealed() && (await lend())) await draw();
  } catch {
    // Without a connection the locked page stays, which is true as it is.
  }
  show();
}

// Shows the page as it stands, with the way to open it while it is locked. The lock itself comes last:
// nobody has to wait for it.
function show() {
  document.documentElement.classList.remove("opening");
  for (const button of document.querySelectorAll("[data-open]")) button.hidden = false;
  import("./lock.js");
}

function begin() {
  return isSealed() && isUnlocked() && !localStorage.getItem(CLOSED) ? open() : show();
}

// Opens because somebody asked for it; unlocking, when it has to come first, opens as well.
function openAsAsked() {
  localStorage.removeItem(CLOSED);
  return isUnlocked() ? open() : document.querySelector("sealed-lock").ask();
}

async function lock() {
  const wasOnLoan = half();
  forget();
  localStorage.removeItem(CLOSED);
  if (!wasOnLoan || !mirror()) return;
  await post(mirror().dataset.takeBackAt).catch(() => {}); // without a connection it ends by itself
  location.reload();
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!half()) return;
  detail.headers[HEADER] = half();
  localStorage.setItem(USED, Date.now());
});

// What lay idle for almost as long as a loan lasts is lent again first.
document.addEventListener("htmx:confirm", (event) => {
  const idle = Date.now() - Number(localStorage.getItem(USED));
  if (!half() || idle < ALMOST_IDLE_MS || !isUnlocked()) return;
  event.preventDefault();
  lend().catch(() => {}).then(() => event.detail.issueRequest());
});

document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-take-back]")) return;
  localStorage.setItem(CLOSED, "yes");
  forget();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-open]")) openAsAsked();
});

document.addEventListener("keyring-unlocked", () => {
  localStorage.removeItem(CLOSED);
  begin();
});
document.addEventListener("keyring-locked", lock);
begin();
