import { language, onLanguage, setLanguage, t } from "./language.js";

const attributes = { i18nLabel: "aria-label", i18nPlaceholder: "placeholder", i18nTitle: "title" };

/** Writes the current language into everything that carries a data-i18n attribute. */
function translate(root) {
  for (const element of root.querySelectorAll("[data-i18n]")) {
    element.textContent = t(element.dataset.i18n);
  }
  for (const [data, attribute] of Object.entries(attributes)) {
    const name = data.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      element.setAttribute(attribute, t(element.dataset[data]));
    }
  }
}

/** Keeps the document in the chosen language; `button` switches between the two. */
export function bindLanguage(button) {
  const apply = () => {
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    button.textContent = t("language.switch");
    button.lang = language() === "zh" ? "en" : "zh-CN";
    translate(document);
  };
  button.addEventListener("click", () => setLanguage(language() === "zh" ? "en" : "zh"));
  onLanguage(apply);
  apply();
}
