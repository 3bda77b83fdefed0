// Runs before the first paint, so that a remembered appearance or language does not flash in late.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is blocked: the defaults hold
    }
  };
  const theme = read("tts.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
  if (read("tts.language") === "en") {
    document.documentElement.lang = "en";
  }
})();
