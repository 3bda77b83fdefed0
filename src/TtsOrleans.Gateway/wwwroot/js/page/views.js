import { onLanguage, t } from "../i18n/language.js";
import { $, setText } from "./element.js";

const panes = { speak: "desk", books: "books", cluster: "cluster" };

/**
 * The page's views, one at a time, named by the address behind # so that links, the back button and bookmarks work.
 * Sends "change" with the name of the view, for the first one too.
 */
export class Views extends EventTarget {
  current = null;

  constructor() {
    super();
    window.addEventListener("hashchange", () => this.#turn(true));
    $("skip").addEventListener("click", (event) => {
      event.preventDefault();
      (this.current === "speak" ? $("text") : $("title")).focus();
    });
    onLanguage(() => this.#write());
  }

  /** Shows the view that the address names; the first one takes no focus. */
  start() {
    this.#turn(false);
  }

  #turn(focus) {
    const name = /^#\/(\w+)/.exec(location.hash)?.[1];
    const next = name in panes ? name : "speak";
    if (next === this.current) {
      return;
    }
    this.current = next;
    document.documentElement.dataset.view = next;
    for (const [view, id] of Object.entries(panes)) {
      $(id).hidden = view !== next;
    }
    for (const link of $("views").children) {
      if (link.hash === `#/${next}`) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    this.#write();
    this.dispatchEvent(new CustomEvent("change", { detail: next }));
    if (focus) {
      scrollTo({ top: 0, behavior: "instant" });
      $("title").focus({ preventScroll: true });
    }
  }

  #write() {
    if (this.current === null) {
      return;
    }
    document.title = t(`document.title.${this.current}`);
    $("title").dataset.i18n = `title.${this.current}`;
    setText($("title"), t(`title.${this.current}`));
  }
}
