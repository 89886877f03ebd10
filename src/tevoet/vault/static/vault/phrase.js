// Six words that open a keyring, and the five words that stand for one.

import { fiveWordIndices, SealRefusal } from "./canonical.js";

const SIZE = 7776;
const FAIR = 65536 - (65536 % SIZE); // above this a random number would favour the first words
const LANGUAGES = ["nl", "en"];
const MOST_SLIPS = 2;
const MOST_PROPOSED = 3;
const lists = {};
// A server that could choose the lists could leave so few words in them that six are soon guessed, and
// that other keys have the same five.
const INTEGRITY = {
  nl: "sha256-ob0tw3a4L0bxNy2Y2RxrlIhRvXFJmZHubz6ChLId/tU=",
  en: "sha256-bVV/BpOVj7XmULaLW+5YXrgs9NoyllUFx4npJHQ7xSI=",
};

// Returns the list of a language, fetched once; its address stands in the page's lock.
export function wordList(language) {
  lists[language] ??= load(language).catch((error) => {
    delete lists[language];
    throw error;
  });
  return lists[language];
}

async function load(language) {
  const address = document.querySelector("sealed-lock").getAttribute(`words-${language}`);
  try {
    const answer = await fetch(address, { integrity: INTEGRITY[language] });
    return (await answer.text()).trim().split("\n");
  } catch (error) {
    throw new SealRefusal("not-reached", error);
  }
}

// Returns six words drawn by chance from the list of a language.
export async function newPhrase(language) {
  const words = await wordList(language);
  return Array.from({ length: 6 }, () => words[drawn()]);
}

function drawn() {
  const [number] = crypto.getRandomValues(new Uint16Array(1));
  return number < FAIR ? number % SIZE : drawn();
}

// Returns the words that somebody typed, in lower case, however they are kept apart.
function split(typed, known) {
  const parts = typed.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}-]+/u);
  return parts.flatMap((part) => (known.has(part) ? [part] : part.split("-"))).filter(Boolean);
}

async function allWords() {
  const both = await Promise.all(LANGUAGES.map(wordList));
  return new Set(both.flat());
}

// Returns so many words that all stand in a list. Throws with `word` and `near` for the first that
// does not, and with `count` for too few or too many.
export async function readWords(typed, length = 6) {
  const known = await allWords();
  const words = split(typed, known);
  const strange = words.find((word) => !known.has(word));
  if (strange) throw refusal("word-not-in-list", { word: strange, near: nearest(strange, known) });
  if (words.length !== length) throw refusal("another-number-of-words", { count: words.length, length });
  return words;
}

const refusal = (slug, parts) => Object.assign(new SealRefusal(slug), { parts });

// Returns the words of the lists that are at most two slips from what was typed, the nearest first.
export function nearest(typed, known) {
  const found = [];
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > MOST_SLIPS) continue;
    const slips = distance(typed, word);
    if (slips <= MOST_SLIPS) found.push({ word, slips });
  }
  return found.sort((one, two) => one.slips - two.slips).slice(0, MOST_PROPOSED).map(({ word }) => word);
}

// Counts slips: a letter less, more or other, or two swapped (optimal string alignment).
function distance(one, two) {
  let before = [];
  let last = Array.from({ length: two.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= two.length; j += 1) {
      const differs = one[i - 1] === two[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + differs);
      const swapped = one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1];
      if (swapped && i > 1 && j > 1) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[two.length];
}

// Returns the five words that stand for a fingerprint, in a language.
export async function fiveWords(fingerprint, language) {
  const words = await wordList(language);
  return fiveWordIndices(fingerprint).map((index) => words[index]);
}

// Says whether five typed words, of either language, stand for a fingerprint. Throws as readWords does.
export async function areFiveWordsOf(fingerprint, typed) {
  const words = (await readWords(typed, 5)).join(" ");
  const right = await Promise.all(LANGUAGES.map((language) => fiveWords(fingerprint, language)));
  return right.some((five) => five.join(" ") === words);
}
