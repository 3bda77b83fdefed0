import { onLanguage } from "../i18n/language.js";
import { $, element, stroke } from "../page/element.js";
import { paint } from "./accent.js";
import { fillChoices, markChoice } from "./choices.js";
import { contourOf } from "./contours.js";
import { emotionName, speakerName } from "./names.js";
import { defaults, fitTo, rangesOf } from "./request.js";
import { drawRidge } from "./ridge.js";
import { Slider } from "./slider.js";

/** Everything that shapes the voice: voice, speaker, emotion and the sliders, bound to the settings store. */
export class Panel {
  #settings;
  #catalog = null;
  #sliders;

  constructor(settings) {
    this.#settings = settings;
    this.#sliders = Object.fromEntries(Object.keys(defaults).map((name) => [name, new Slider(name, (n) => settings.set({ [name]: n }))]));
    const { intensity, ...others } = this.#sliders;
    $("intensity-slot").append(intensity.element);
    $("prosody").append(...Object.values(others).map((slider) => slider.element));
    $("reset").addEventListener("click", () => settings.set(defaults));
    $("panel").addEventListener("submit", (event) => event.preventDefault());
    $("voice").addEventListener("change", () => this.use({ voice: $("voice").value }));
    this.#paintPage(settings.value.emotion);
    settings.on(null, (value, changed) => this.#show(value, changed));
    onLanguage(() => this.#catalog && this.#build());
  }

  /** The voice the settings name. */
  get voice() {
    return this.#catalog?.voices.find((voice) => voice.name === this.#settings.value.voice);
  }

  /** Fills the panel from GET /api/voices. */
  load(catalog) {
    this.#catalog = catalog;
    this.use({ voice: catalog.default });
  }

  /** Applies `wishes`, as far as the voice they name can do them. */
  use(wishes) {
    const wanted = { ...this.#settings.value, ...wishes };
    const voice = this.#catalog.voices.find(({ name }) => name === wanted.voice) ?? this.#catalog.voices[0];
    const { text } = wanted;
    this.#settings.set({ ...fitTo(voice, this.#catalog, wanted), text });
    this.#build();
  }

  #build() {
    const { voice, value } = { voice: this.voice, value: this.#settings.value };
    $("voice-field").hidden = this.#catalog.voices.length < 2;
    $("voice").replaceChildren(...this.#catalog.voices.map(({ name }) => element("option", { value: name, textContent: name, selected: name === voice.name })));
    const speakers = voice.speakers.map((speaker) => ({ value: speaker.name, label: speakerName(speaker) }));
    fillChoices($("speakers"), "speaker", speakers, value.speaker, (speaker) => this.#settings.set({ speaker }));
    const emotions = voice.emotions.map((emotion) => ({ value: emotion.name, label: emotionName(emotion), drawing: [stroke(contourOf(emotion.name), 32, 16)] }));
    fillChoices($("emotions"), "emotion", emotions, value.emotion, (emotion) => this.#settings.set({ emotion }));
    $("emotions").querySelectorAll("label").forEach((label, i) => paint(label, emotions[i].value));
    this.#paintPage(value.emotion);
    for (const [name, limits] of Object.entries(rangesOf(voice, this.#catalog))) {
      this.#sliders[name].limit(limits);
      this.#sliders[name].show(value[name]);
    }
    this.#showReset(value);
  }

  #show(value, changed) {
    markChoice($("speakers"), value.speaker);
    markChoice($("emotions"), value.emotion);
    if (changed.includes("emotion")) {
      this.#paintPage(value.emotion);
    }
    for (const name of changed.filter((each) => each in this.#sliders)) {
      this.#sliders[name].show(value[name]);
    }
    this.#showReset(value);
  }

  #paintPage(emotion) {
    paint(document.documentElement, emotion);
    drawRidge(emotion);
  }

  #showReset(value) {
    $("reset").disabled = Object.keys(defaults).every((name) => value[name] === defaults[name]);
  }
}
