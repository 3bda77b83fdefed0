import { t } from "../i18n/language.js";
import { element } from "../page/element.js";
import { percent, share } from "./words.js";

const mostParts = 120;

/** A job's progress as one bar with a part for each chapter, as wide as the chapter is long. */
export class ChapterBar {
  element = element("div", { class: "chapter-bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" });

  show(job) {
    const parts = job.chapters.length > mostParts ? [job] : job.chapters;
    if (this.element.childElementCount !== parts.length) {
      this.element.replaceChildren(...parts.map(() => element("span", {})));
      this.element.classList.toggle("dense", parts.length > 24);
    }
    parts.forEach((part, i) => {
      const span = this.element.children[i];
      span.style.flexGrow = Math.max(1, part.characters.total);
      span.style.setProperty("--share", share(part));
      span.dataset.state = part.state;
    });
    this.element.setAttribute("aria-label", t("book.progress"));
    this.element.setAttribute("aria-valuenow", Math.floor(share(job) * 100));
    this.element.setAttribute("aria-valuetext", percent(job));
  }
}
