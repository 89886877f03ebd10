// What scripts say, in the language of the page; they hold no words of their own.

let words;

// Returns a sentence by its name, filled in. What has no name of its own is said in general.
export function say(name, parts = {}) {
  words ??= JSON.parse(document.getElementById("sealed-words").textContent);
  const sentence = words[name] ?? words.otherwise;
  return sentence.replace(/\{(\w+)\}/g, (_, part) => parts[part] ?? "");
}

// Says why something did not work: as the server said it, else by its name.
export const why = (error) => error.message && error.name === "Trouble" ? error.message : say(error.slug ?? "otherwise");

const moment = (options) => new Intl.DateTimeFormat(document.documentElement.lang, options);

// Writes a moment as a day and an hour, by the clock of this device.
export const when = (at) => moment({ dateStyle: "long", timeStyle: "short" }).format(new Date(at));

// Writes a moment as a day.
export const day = (at) => moment({ dateStyle: "full" }).format(new Date(at));

// Makes an element with text or other elements in it.
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Makes a button that does something.
export function button(label, looks, act) {
  const made = make("button", { type: "button", class: looks }, label);
  made.addEventListener("click", act);
  return made;
}
