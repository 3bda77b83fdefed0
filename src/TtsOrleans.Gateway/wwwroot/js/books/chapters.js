import { t } from "../i18n/language.js";
import { element, icon, setIcon, setText } from "../page/element.js";
import { clock } from "../text/clock.js";
import { inFormat, saveLink } from "./delivery.js";
import { chapterTitle, percent, share } from "./words.js";

/** The chapters of a job: how far each is, to be played and saved as soon as it is there. */
export class Chapters {
  element = element("ol", { class: "chapters" });
  #onPlay;
  #onFailure;
  #delivery;

  constructor(delivery, { onPlay, onFailure }) {
    this.#delivery = delivery;
    this.#onPlay = onPlay;
    this.#onFailure = onFailure;
  }

  /** `sounding` is {chapter, playing} of this job, or null. */
  show(job, sounding) {
    if (this.element.childElementCount !== job.chapters.length) {
      this.element.replaceChildren(...job.chapters.map((chapter) => this.#row(job, chapter)));
    }
    job.chapters.forEach((chapter, i) => this.#update(this.element.children[i], job, chapter, sounding));
  }

  #row(job, { number }) {
    return element(
      "li",
      { class: "chapter", dataset: { number } },
      element("button", { type: "button", class: "round small", onclick: () => this.#onPlay(number) }, icon("play")),
      element("p", { class: "chapter-title", lang: "zh-CN" }),
      element("p", { class: "chapter-state" }),
      element("p", { class: "chapter-length" }),
      element("div", { class: "chapter-files" }),
      element("span", { class: "chapter-share", "aria-hidden": "true" }),
    );
  }

  #update(row, job, chapter, sounding) {
    const { number, state, audio } = chapter;
    const title = chapterTitle(chapter);
    const current = sounding?.chapter === number;
    const [button, name, stands, length, files, bar] = row.children;
    row.dataset.state = state;
    row.toggleAttribute("data-current", current);
    button.disabled = !audio;
    setIcon(button, current && sounding.playing ? "pause" : "play");
    button.setAttribute("aria-label", t(current && sounding.playing ? "chapter.pause" : "chapter.play", { title }));
    setText(name, title);
    setText(stands, state === "done" ? "" : state === "running" || share(chapter) > 0 ? percent(chapter) : t(`state.${state}`));
    setText(length, chapter.audioSeconds > 0 ? clock(chapter.audioSeconds) : "");
    bar.style.setProperty("--share", state === "done" ? 0 : share(chapter));
    const shown = audio ? `${audio} ${this.#delivery.format} ${title} ${t("chapter.save", { title, format: "" })}` : "";
    if (files.dataset.shown !== shown) {
      files.dataset.shown = shown;
      files.replaceChildren(...(audio ? this.#files(job, chapter, title) : []));
    }
  }

  #files(job, { number, audio }, title) {
    const { format } = this.#delivery;
    const folder = audio.slice(0, audio.lastIndexOf("/"));
    const link = (path, extension) =>
      saveLink({ job, parts: [String(number).padStart(2, "0"), title], path, extension, label: t("chapter.save", { title, format: extension.toUpperCase() }), text: extension.toUpperCase(), look: "quiet file", onFailure: this.#onFailure });
    return [link(inFormat(audio, format), format), link(`${folder}/subtitles.srt`, "srt"), link(`${folder}/subtitles.vtt`, "vtt")];
  }
}
