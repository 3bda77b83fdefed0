import { onLanguage, t } from "../i18n/language.js";
import { $, element, icon, setIcon } from "../page/element.js";
import { paint } from "../settings/accent.js";
import { emotionName, speakerName } from "../settings/names.js";
import { snippet } from "../text/characters.js";
import { length } from "../text/clock.js";
import { miniature } from "./miniature.js";

/** Two takes next to each other; the switch goes on in the other at the same place of its text. */
export class Compare {
  #history;
  #playback;

  constructor(history, playback) {
    this.#history = history;
    this.#playback = playback;
    history.addEventListener("change", () => this.#build());
    playback.addEventListener("change", () => this.#showPlaying());
    window.addEventListener("themechange", () => this.#build());
    onLanguage(() => this.#build());
  }

  #build() {
    const { A, B } = this.#history.sides;
    $("compare").hidden = !A && !B;
    const swap = element("button", { type: "button", class: "round swap", id: "compare-swap", disabled: !A || !B, "aria-label": t("compare.swap"), title: t("compare.swap"), onclick: () => this.#swap() }, icon("swap"));
    const held = document.activeElement?.id;
    $("compare").replaceChildren(this.#card("A", A), swap, this.#card("B", B));
    if (held?.startsWith("compare-")) {
      $(held)?.focus();
    }
    this.#showPlaying();
  }

  #card(side, take) {
    const badge = element("span", { class: "badge", "aria-hidden": "true" }, side);
    if (!take) {
      return element("div", { class: "card vacant", dataset: { side } }, badge, element("p", {}, t("compare.empty")));
    }
    const card = element(
      "div",
      { class: "card", dataset: { side } },
      badge,
      element("button", { type: "button", class: "round small", id: `compare-${side}`, onclick: () => this.#play(take) }, icon("play")),
      element("div", { class: "card-words" }, element("p", { class: "card-mood" }, `${emotionName(take.emotion)} · ${speakerName(take.speaker)}`), element("p", { class: "card-text", lang: "zh-CN" }, snippet(take.request.text, 24))),
      element("p", { class: "card-length" }, length(take.duration)),
      miniature(take),
    );
    paint(card, take.request.emotion);
    return card;
  }

  #play(take) {
    if (this.#playback.take === take) {
      this.#playback.toggle();
    } else {
      this.#playback.open(take);
    }
  }

  #swap() {
    const { A, B } = this.#history.sides;
    const { take, position } = this.#playback;
    const next = take === A ? B : A;
    const share = take === A || take === B ? position / take.duration : 0;
    this.#playback.open(next, { at: share < 0.999 ? share * next.duration : 0 });
  }

  #showPlaying() {
    for (const side of ["A", "B"]) {
      const button = $(`compare-${side}`);
      if (button) {
        const playing = this.#playback.take === this.#history.sides[side] && this.#playback.playing;
        setIcon(button, playing ? "pause" : "play");
        button.setAttribute("aria-label", t(playing ? "compare.pause" : "compare.play", { side }));
        button.closest(".card").toggleAttribute("data-current", this.#playback.take === this.#history.sides[side]);
      }
    }
  }
}
