// Ask the server for something and read its answer as JSON.

import { SealRefusal } from "./canonical.js";
import { lock } from "./unlocked.js";

// Returns {status, answer}. Whoever is no longer signed in is locked; no connection is a refusal too.
export async function ask(address, body) {
  let response;
  try {
    response = await fetch(address, body ? posted(body) : { headers: { Accept: "application/json" } });
  } catch (error) {
    throw new SealRefusal("not-reached", error);
  }
  if (response.redirected) {
    await lock();
    throw new SealRefusal("signed-out");
  }
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return { status: response.status, answer: isJson ? await response.json() : null };
}

function posted(values) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } };
}

// Returns the answer when it is good, else throws what the server said.
export async function askWell(address, body) {
  const { status, answer } = await ask(address, body);
  if (status < 300) return answer;
  const refusal = new SealRefusal(answer?.slug ?? "not-reached");
  throw Object.assign(refusal, { said: answer?.message ?? "", status });
}

// Returns an address that the page's lock names; a number or name takes its place at the end.
export function address(name, part = "") {
  const known = document.querySelector("sealed-lock").getAttribute(`${name}-at`);
  return part === "" ? known : known.replace(/(0\/)?$/, `${part}/`);
}

export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
