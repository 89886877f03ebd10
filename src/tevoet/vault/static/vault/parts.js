// What is written in a <sealed-field>: one text, or with the attribute `parts` canonical JSON of several.
// A hidden control is a part that stands from the beginning. What is chosen counts as something written
// where the control says `data-counts`.

import { canonical } from "./record.js";

export const LIMIT = 64 * 1024; // bytes of UTF-8

const controls = (field) => [...field.querySelectorAll("[data-part]")];
const counts = (control) => control.type !== "radio" || control.checked;

// Returns the words of a record's text: one entry for each part.
export function partsOf(text, inParts) {
  if (!inParts) return { words: text };
  try {
    return JSON.parse(text);
  } catch {
    return { words: text };
  }
}

// Returns the text of a field as it is sealed. `beside` are parts that nobody types.
export function textOf(field) {
  const parts = { ...field.beside };
  for (const control of controls(field).filter(counts)) {
    parts[control.dataset.part] = control.value.toWellFormed();
  }
  return field.hasAttribute("parts") ? canonical(parts) : parts.words;
}

// Puts a text back into the field it came from.
export const fill = (field, text) => fillParts(field, partsOf(text, field.hasAttribute("parts")));

export function fillParts(field, parts) {
  const beside = { ...parts };
  for (const control of controls(field)) {
    const { part } = control.dataset;
    if (control.type === "hidden") control.value = beside[part] ?? control.value;
    else if (control.type !== "radio") control.value = beside[part] ?? "";
    else if (part in parts) control.checked = control.value === parts[part];
    else if ("counts" in control.dataset) control.checked = control.defaultChecked;
    delete beside[part];
  }
  field.beside = beside;
}

// Says whether nothing was typed.
export const isEmpty = (field) => controls(field).every((one) => !isSaid(one));

function isSaid({ type, value, checked, dataset }) {
  if (type === "hidden") return false;
  if (type === "radio") return checked && "counts" in dataset && value !== "";
  return value.trim() !== "";
}

// Returns how many bytes a text takes.
export const size = (text) => new TextEncoder().encode(text).length;
