import { en } from "./en.js";
import { zh } from "./zh.js";

const dictionaries = { zh, en };
const key = "tts.language";
let current = read();
const listeners = new Set();

/** "zh" or "en". */
export const language = () => current;

/** The text of `id` in the current language, with `values` filled in. */
export function t(id, values = {}) {
  const entry = dictionaries[current][id] ?? dictionaries.zh[id];
  if (entry === undefined) {
    throw new Error(`No text for "${id}"`);
  }
  return typeof entry === "function" ? entry(values) : entry;
}

/** Whether a text of this id exists. */
export const has = (id) => id in dictionaries.zh;

export function setLanguage(next) {
  if (next === current || !(next in dictionaries)) {
    return;
  }
  current = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // storage is blocked: the choice lasts as long as the page
  }
  listeners.forEach((call) => call(next));
}

/** Calls back after each change of language. */
export const onLanguage = (call) => listeners.add(call);

function read() {
  try {
    return localStorage.getItem(key) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}
