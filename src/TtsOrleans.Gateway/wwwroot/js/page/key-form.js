import { apiKey, keepKey } from "../api/key.js";
import { onLanguage, t } from "../i18n/language.js";
import { $ } from "./element.js";

/** The field for an API key, which shows only once the service has asked for one. */
export function bindKeyForm(onKey) {
  let wrong = false;
  const write = () => {
    $("key-hint").textContent = t(wrong ? "key.wrong" : "key.hint");
    $("key-input").setAttribute("aria-invalid", String(wrong));
  };
  $("key").addEventListener("submit", (event) => {
    event.preventDefault();
    keepKey($("key-input").value.trim());
    onKey();
  });
  onLanguage(write);
  return {
    ask() {
      wrong = apiKey() !== null;
      keepKey(null);
      write();
      $("key").hidden = false;
      $("key-input").focus();
      $("key-input").select();
    },
    hide() {
      $("key").hidden = true;
    },
  };
}
