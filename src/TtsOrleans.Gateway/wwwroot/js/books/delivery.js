import { t } from "../i18n/language.js";
import { element, icon } from "../page/element.js";
import { fileName } from "../text/filename.js";
import { saveFrom } from "./saving.js";
import { bookTitle } from "./words.js";

/** A link that saves a file of `job`: an ordinary one, to be copied and opened, that shows what hinders it where it is clicked. */
export function saveLink({ job, parts = [], path, extension, label, text, look, onFailure }) {
  const link = element(
    "a",
    {
      class: look,
      href: path,
      "aria-label": label,
      title: label,
      download: "",
      onclick: async (event) => {
        event.preventDefault();
        if (link.getAttribute("aria-busy") === "true") {
          return;
        }
        link.setAttribute("aria-busy", "true");
        try {
          await saveFrom(path, fileName([bookTitle(job), ...parts], "", extension));
        } catch (failure) {
          onFailure(failure);
        } finally {
          link.removeAttribute("aria-busy");
        }
      },
    },
    icon("download"),
    text,
  );
  return link;
}

/** `path` asking for a format. */
export const inFormat = (path, format) => `${path}?format=${format}`;

/** The choice of a format for everything saved of a job, and the whole of it in files. */
export class Delivery {
  element = element("div", { class: "delivery" });
  #formats;
  #onFormat;
  #onFailure;
  #shown = "";

  constructor(formats, format, { onFormat, onFailure }) {
    this.#formats = formats;
    this.format = format;
    this.#onFormat = onFormat;
    this.#onFailure = onFailure;
  }

  /** Builds anew where what can be saved has changed. */
  show(job) {
    const shown = JSON.stringify([job.id, job.title, job.audio, job.subtitles, this.format, t("delivery.format")]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const formats = this.#formats.includes(this.format) ? this.#formats : [this.format, ...this.#formats];
    const select = element(
      "select",
      { "aria-label": t("delivery.format"), onchange: () => ((this.format = select.value), this.#onFormat(), this.element.querySelector("select").focus()) },
      ...formats.map((format) => element("option", { value: format, textContent: format.toUpperCase(), selected: format === this.format })),
    );
    const link = (path, extension, label, text) => saveLink({ job, path, extension, label, text, look: "plain download", onFailure: this.#onFailure });
    this.element.replaceChildren(
      element("label", { class: "delivery-format" }, element("span", {}, t("delivery.format")), select),
      element(
        "div",
        { class: "delivery-files", role: "group", "aria-label": t("delivery.whole") },
        ...(job.audio ? [link(inFormat(job.audio, this.format), this.format, t("delivery.audioAs", { format: this.format.toUpperCase() }), t("delivery.audio"))] : [element("span", { class: "delivery-later" }, t("delivery.later"))]),
        ...["srt", "vtt"].filter((kind) => job.subtitles[kind]).map((kind) => link(job.subtitles[kind], kind, t("delivery.subtitlesAs", { format: kind.toUpperCase() }), kind.toUpperCase())),
      ),
    );
  }
}
