// Words for what happened: from the page, where they stand translated as `<template data-said="…">`.

// Returns the sentence for a refusal, with its parts filled in; for anything else the one for a fault.
export function sentence(error) {
  if (error.said) return error.said;
  const slug = error.slug ?? "went-wrong";
  if (!error.slug) console.warn(error); // a fault of ours: its name, never what was typed
  return words(slug, error.parts) ?? words("went-wrong");
}

export function words(name, parts = {}) {
  const found = document.querySelector(`template[data-said="${CSS.escape(name)}"]`);
  const text = found?.content.textContent.trim();
  return text?.replace(/\{(\w+)\}/g, (all, part) => parts[part] ?? all);
}

// Shows a sentence in an element that is read aloud, or empties it.
export function tell(element, text = "") {
  element.textContent = text;
  element.hidden = !text;
}
