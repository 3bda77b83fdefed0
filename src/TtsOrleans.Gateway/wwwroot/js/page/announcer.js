import { $ } from "./element.js";

/** Tells people who listen to the page instead of looking at it. */
export function announce(text) {
  $("announcer").textContent = text;
}
