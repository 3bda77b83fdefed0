import { render } from "../api/speech.js";
import { onLanguage, t } from "../i18n/language.js";
import { $, element, icon } from "../page/element.js";
import { speakerName, emotionName } from "../settings/names.js";
import { fileName } from "../text/filename.js";

const offered = ["mp3", "opus", "flac", "aac"];

/** The name under which a take is saved. */
export const takeName = (take, extension) => fileName([emotionName(take.emotion), speakerName(take.speaker)], take.request.text, extension);

/** Saves what is at `url` under `name`. */
export function save(url, name) {
  const link = element("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Buttons that save the take on the stage: WAV as it was heard, other formats rendered from the same settings. */
export class Downloads {
  #playback;
  #onFailure;
  #formats = [];

  constructor(playback, onFailure) {
    this.#playback = playback;
    this.#onFailure = onFailure;
    playback.addEventListener("change", () => this.#enable());
    onLanguage(() => this.#build());
  }

  /** Offers the formats that the service lists. */
  offer(formats) {
    this.#formats = ["wav", ...offered.filter((format) => formats.includes(format))];
    this.#build();
  }

  #build() {
    const button = (format) => {
      const name = format.toUpperCase();
      return element("button", { type: "button", class: "plain download", dataset: { format }, "aria-label": t("stage.downloadAs", { format: name }), onclick: (event) => this.#download(format, event.currentTarget) }, icon("download"), name);
    };
    $("downloads").replaceChildren(...this.#formats.map(button));
    this.#enable();
  }

  #enable() {
    const { take } = this.#playback;
    for (const button of $("downloads").children) {
      button.disabled = !take || (button.dataset.format === "wav" ? !take.whole : take.state !== "whole") || button.getAttribute("aria-busy") === "true";
    }
  }

  async #download(format, button) {
    const { take } = this.#playback;
    if (format === "wav") {
      save(take.url, takeName(take, "wav"));
      return;
    }
    button.setAttribute("aria-busy", "true");
    this.#enable();
    try {
      const url = URL.createObjectURL(await render({ ...take.request, format }));
      save(url, takeName(take, format));
      setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
    } catch (failure) {
      this.#onFailure(failure);
    } finally {
      button.removeAttribute("aria-busy");
      this.#enable();
    }
  }
}
