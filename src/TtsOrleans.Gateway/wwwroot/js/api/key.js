const name = "tts.key";
let held = null;

/** The API key of this tab, or null. */
export function apiKey() {
  try {
    return held ?? sessionStorage.getItem(name);
  } catch {
    return held;
  }
}

/** Keeps `key` for as long as the tab lives; null forgets it. */
export function keepKey(key) {
  held = key;
  try {
    if (key === null) {
      sessionStorage.removeItem(name);
    } else {
      sessionStorage.setItem(name, key);
    }
  } catch {
    // storage is blocked: the key lasts until the page is reloaded
  }
}
