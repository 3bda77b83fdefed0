import { onLanguage, t } from "../i18n/language.js";
import { $, setIcon, setText } from "../page/element.js";
import { paint } from "../settings/accent.js";
import { clock } from "../text/clock.js";
import { progressLine } from "./progress.js";
import { Readalong } from "./readalong.js";
import { bindSeeking } from "./seeking.js";
import { Waveform } from "./waveform.js";

/** Where a take is heard and seen: waveform, clock, progress and the text that follows the voice. */
export class Stage {
  #playback;
  #waveform = new Waveform($("waveform"), () => this.#draw());
  #readalong = new Readalong($("readalong"), (seconds) => this.#playback.seek(seconds));
  #take = null;
  #frame = 0;

  constructor(playback) {
    this.#playback = playback;
    $("toggle").addEventListener("click", () => this.#take && playback.toggle());
    bindSeeking($("waveform"), playback, (share) => this.#waveform.secondsAt(share));
    playback.addEventListener("change", () => this.refresh());
    onLanguage(() => this.refresh());
    for (const [target, type] of [[window, "themechange"], [matchMedia("(prefers-color-scheme: dark)"), "change"]]) {
      target.addEventListener(type, () => this.#recolour());
    }
  }

  /** More of the take came: timings, sound or its end. */
  grew() {
    this.#readalong.grow();
    this.refresh();
  }

  /** Brings everything in line with what is played, and keeps it so while it moves. */
  refresh() {
    if (this.#playback.take !== this.#take) {
      this.#turnTo(this.#playback.take);
    }
    this.#schedule();
  }

  #turnTo(take) {
    this.#take = take;
    this.#waveform.reset();
    this.#readalong.show(take);
    if (take) {
      paint($("stage"), take.request.emotion);
    }
    this.#recolour();
  }

  #recolour() {
    this.#waveform.recolour();
    this.#schedule();
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
      if (this.#playback.playing || !this.#waveform.settled(this.#take)) {
        this.#schedule();
      }
    });
  }

  #draw() {
    const take = this.#take;
    const { playing } = this.#playback;
    const position = take ? this.#playback.position : 0;
    this.#waveform.draw(take, position);
    this.#readalong.mark(position * 1000);
    $("stage").dataset.state = !take ? "empty" : take.state;
    $("wave-empty").hidden = take !== null;
    $("toggle").disabled = !take || take.samples === 0;
    $("toggle").setAttribute("aria-label", t(playing ? "stage.pause" : "stage.play"));
    setIcon($("toggle"), playing ? "pause" : "play");
    setText($("position"), clock(position));
    setText($("duration"), clock(take?.samples ? Math.max(1, Math.round(take.duration)) : 0));
    setText($("progress"), progressLine(take, position, playing));
    this.#drawSlider(take, position);
  }

  #drawSlider(take, position) {
    const slider = $("waveform");
    slider.setAttribute("aria-disabled", String(!take));
    slider.setAttribute("aria-valuemax", Math.round(take?.duration ?? 0));
    slider.setAttribute("aria-valuenow", Math.round(position));
    slider.setAttribute("aria-valuetext", t("stage.seekText", { position: clock(position), duration: clock(take?.duration ?? 0) }));
    const percent = Math.round((take?.rendered ?? 0) * 100);
    $("rendered").setAttribute("aria-valuenow", percent);
    $("rendered").hidden = take?.state !== "streaming";
    $("rendered").firstElementChild.style.setProperty("--share", percent / 100);
  }
}
