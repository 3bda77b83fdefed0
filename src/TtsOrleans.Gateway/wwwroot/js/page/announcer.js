import { onLanguage } from "../i18n/language.js";
import { $ } from "./element.js";

/** Tells people who listen to the page instead of looking at it. */
export function announce(text) {
  $("announcer").textContent = text;
}

onLanguage(() => announce("")); // what was said is over, and in the other language
