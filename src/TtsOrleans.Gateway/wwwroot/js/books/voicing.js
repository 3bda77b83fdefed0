import { onLanguage } from "../i18n/language.js";
import { $, element, stroke } from "../page/element.js";
import { paint } from "../settings/accent.js";
import { fillChoices, markChoice } from "../settings/choices.js";
import { contourOf } from "../settings/contours.js";
import { emotionName, speakerName } from "../settings/names.js";
import { defaults, fitTo, rangesOf } from "../settings/request.js";
import { Slider } from "../settings/slider.js";

/** How a book is to be read: voice, speaker, emotion, sliders and format of the order. */
export class Voicing {
  #catalog = null;
  #value = { voice: null, speaker: null, emotion: "neutral", ...defaults };
  #sliders;
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.#sliders = Object.fromEntries(Object.keys(defaults).map((name) => [name, new Slider(name, (n) => this.#set({ [name]: n }), `order-slider-${name}`)]));
    const { intensity, ...others } = this.#sliders;
    $("order-intensity").append(intensity.element);
    $("order-prosody").append(...Object.values(others).map((slider) => slider.element));
    $("order-voice").addEventListener("change", () => this.#fit({ voice: $("order-voice").value }));
    onLanguage(() => this.#catalog && this.#build());
  }

  /** What the order says of the voice. */
  get wishes() {
    return { ...this.#value, format: $("order-format").value };
  }

  /** The emotions of the chosen voice. */
  get emotions() {
    return this.#voice?.emotions ?? [];
  }

  /** Fills itself from GET /api/voices. A book in a compressed format is a tenth of the size: MP3 where there is an encoder. */
  load(catalog) {
    this.#catalog = catalog;
    const preferred = catalog.formats.includes("mp3") ? "mp3" : catalog.formats[0];
    $("order-format").replaceChildren(...catalog.formats.map((format) => element("option", { value: format, textContent: format.toUpperCase(), selected: format === preferred })));
    this.#fit({ voice: this.#value.voice ?? catalog.default });
  }

  get #voice() {
    return this.#catalog?.voices.find(({ name }) => name === this.#value.voice);
  }

  #fit(wishes) {
    const wanted = { ...this.#value, ...wishes };
    const voice = this.#catalog.voices.find(({ name }) => name === wanted.voice) ?? this.#catalog.voices[0];
    this.#value = fitTo(voice, this.#catalog, wanted);
    this.#build();
  }

  #build() {
    const voice = this.#voice;
    $("order-voice-field").hidden = this.#catalog.voices.length < 2;
    $("order-voice").replaceChildren(...this.#catalog.voices.map(({ name }) => element("option", { value: name, textContent: name, selected: name === voice.name })));
    const speakers = voice.speakers.map((speaker) => ({ value: speaker.name, label: speakerName(speaker) }));
    fillChoices($("order-speakers"), "order-speaker", speakers, this.#value.speaker, (speaker) => this.#set({ speaker }));
    const emotions = voice.emotions.map((emotion) => ({ value: emotion.name, label: emotionName(emotion), drawing: [stroke(contourOf(emotion.name), 32, 16)] }));
    fillChoices($("order-emotions"), "order-emotion", emotions, this.#value.emotion, (emotion) => this.#set({ emotion }));
    $("order-emotions").querySelectorAll("label").forEach((label, i) => paint(label, emotions[i].value));
    for (const [name, limits] of Object.entries(rangesOf(voice, this.#catalog))) {
      this.#sliders[name].limit(limits);
    }
    this.#show();
    this.#onChange();
  }

  #set(change) {
    this.#value = { ...this.#value, ...change };
    this.#show();
  }

  #show() {
    markChoice($("order-speakers"), this.#value.speaker);
    markChoice($("order-emotions"), this.#value.emotion);
    paint($("composer"), this.#value.emotion);
    for (const [name, slider] of Object.entries(this.#sliders)) {
      slider.show(this.#value[name]);
    }
  }
}
