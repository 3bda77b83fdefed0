import { onLanguage, t } from "../i18n/language.js";
import { setIcon } from "./element.js";

const key = "tts.theme";
const order = ["auto", "light", "dark"];

/** Lets `button` go round the appearances; the choice is remembered. */
export function bindTheme(button) {
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? "auto";
  const show = () => {
    setIcon(button, current());
    button.setAttribute("aria-label", t(`theme.${current()}`));
    button.title = t(`theme.${current()}`);
  };
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(current()) + 1) % order.length];
    if (next === "auto") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = next;
    }
    remember(next);
    show();
    window.dispatchEvent(new Event("themechange"));
  });
  onLanguage(show);
  show();
}

function remember(theme) {
  try {
    if (theme === "auto") {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, theme);
    }
  } catch {
    // storage is blocked: the choice lasts as long as the page
  }
}
