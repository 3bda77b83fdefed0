import { onLanguage, t } from "../i18n/language.js";
import { announce } from "../page/announcer.js";
import { $, element, icon, setIcon } from "../page/element.js";
import { paint } from "../settings/accent.js";
import { emotionName, speakerName } from "../settings/names.js";
import { save, takeName } from "../stage/downloads.js";
import { snippet } from "../text/characters.js";
import { length } from "../text/clock.js";
import { miniature } from "./miniature.js";

/** The takes of this session, each with what one may do with it. */
export class TakeList {
  #history;
  #playback;
  #onReuse;

  constructor(history, playback, onReuse) {
    this.#history = history;
    this.#playback = playback;
    this.#onReuse = onReuse;
    history.addEventListener("change", () => this.#build());
    playback.addEventListener("change", () => this.#showPlaying());
    window.addEventListener("themechange", () => this.#build());
    onLanguage(() => this.#build());
  }

  #build() {
    const held = document.activeElement?.closest("#take-list li")?.dataset.number;
    const act = document.activeElement?.dataset.act;
    $("takes").hidden = this.#history.takes.length === 0;
    $("take-list").replaceChildren(...this.#history.takes.map((take) => this.#row(take)));
    $("take-list").querySelector(`li[data-number="${held}"] [data-act="${act}"]`)?.focus();
    this.#showPlaying();
  }

  #row(take) {
    const { number } = take;
    const about = { number, emotion: emotionName(take.emotion), speaker: speakerName(take.speaker), duration: length(take.duration) };
    const button = (act, name, label, onclick) => element("button", { type: "button", class: "quiet icon-only", dataset: { act }, "aria-label": label, title: label, onclick }, icon(name));
    const row = element(
      "li",
      { class: "take", dataset: { number }, "aria-label": t("takes.item", about) },
      element("button", { type: "button", class: "round small", dataset: { act: "play" }, onclick: () => this.#toggle(take) }, icon("play")),
      miniature(take),
      element(
        "div",
        { class: "take-words" },
        element("p", { class: "take-text", lang: "zh-CN" }, snippet(take.request.text, 60)),
        element("p", { class: "take-facts" }, ...this.#facts(take, about)),
      ),
      element("div", { class: "take-sides" }, ...["A", "B"].map((side) => this.#side(take, side))),
      element(
        "div",
        { class: "take-acts" },
        button("reuse", "reuse", t("takes.reuse"), () => this.#onReuse(take)),
        button("download", "download", t("takes.download"), () => save(take.url, takeName(take, "wav"))),
        button("delete", "delete", t("takes.delete"), () => this.#remove(take)),
      ),
    );
    paint(row, take.request.emotion);
    return row;
  }

  #facts(take, { emotion, speaker, duration }) {
    const mood = take.emotion.name === "neutral" ? emotion : `${emotion} ${t("intensity.value", { n: take.request.intensity })}`;
    const parts = [speaker, duration, t("takes.firstSound", { ms: take.firstSound })];
    return [element("span", { class: "take-mood" }, mood), ...parts.map((part) => element("span", {}, part))];
  }

  #side(take, side) {
    const marked = this.#history.sides[side] === take;
    return element("button", { type: "button", class: "side", dataset: { act: side }, "aria-pressed": String(marked), "aria-label": t("takes.mark", { number: take.number, side }), onclick: () => this.#history.mark(take, side) }, side);
  }

  #toggle(take) {
    if (this.#playback.take === take) {
      this.#playback.toggle();
    } else {
      this.#playback.open(take);
    }
  }

  #remove(take) {
    const next = this.#history.takes[this.#history.takes.indexOf(take) + 1] ?? this.#history.takes.at(-2);
    this.#history.remove(take);
    announce(t("takes.deleted", { number: take.number }));
    ($("take-list").querySelector(`li[data-number="${next?.number}"] [data-act="delete"]`) ?? $("text")).focus();
  }

  #showPlaying() {
    for (const row of $("take-list").children) {
      const number = Number(row.dataset.number);
      const current = this.#playback.take?.number === number;
      const playing = current && this.#playback.playing;
      const button = row.firstElementChild;
      row.toggleAttribute("data-current", current);
      setIcon(button, playing ? "pause" : "play");
      button.setAttribute("aria-label", t(playing ? "takes.pause" : "takes.play", { number }));
    }
  }
}
