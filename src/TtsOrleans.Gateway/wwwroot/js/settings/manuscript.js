import { onLanguage, t } from "../i18n/language.js";
import { $, setText } from "../page/element.js";
import { countCharacters } from "../text/characters.js";
import { exampleFor, isExample } from "../text/examples.js";
import { emotionName } from "./names.js";

/** The text to speak: counter, example, clearing. */
export class Manuscript {
  #settings;
  #panel;
  #limit = Infinity;

  constructor(settings, panel) {
    this.#settings = settings;
    this.#panel = panel;
    $("text").addEventListener("input", () => settings.set({ text: $("text").value }));
    $("example").addEventListener("click", () => this.#example());
    $("clear").addEventListener("click", () => (settings.set({ text: "" }), $("text").focus()));
    settings.on(["text", "emotion", "voice"], (_, changed) => this.#show(changed.includes("emotion")));
    onLanguage(() => this.#show(false));
    this.#show(false);
  }

  /** The most characters the service takes. */
  limit(characters) {
    this.#limit = characters;
    this.#show(false);
  }

  /** Characters above the limit, 0 when it fits. */
  get over() {
    return Math.max(0, countCharacters(this.#settings.value.text) - this.#limit);
  }

  get empty() {
    return this.#settings.value.text.trim() === "";
  }

  #example() {
    this.#settings.set({ text: exampleFor(this.#settings.value.emotion) });
    $("text").focus();
  }

  #show(emotionChanged) {
    const { text, emotion } = this.#settings.value;
    if (emotionChanged && isExample(text)) {
      this.#settings.set({ text: exampleFor(emotion) });
      return;
    }
    if ($("text").value !== text) {
      $("text").value = text;
    }
    const { over } = this;
    const count = countCharacters(text);
    const limit = Number.isFinite(this.#limit) ? this.#limit.toLocaleString("en") : "…";
    setText($("counter"), t(over > 0 ? "counter.over" : "counter", { count: count.toLocaleString("en"), limit, over: over.toLocaleString("en") }));
    $("counter").classList.toggle("over", over > 0);
    $("text").setAttribute("aria-invalid", String(over > 0));
    $("clear").hidden = text === "";
    const chosen = this.#panel.voice?.emotions.find(({ name }) => name === emotion);
    setText($("example"), t("text.example", { emotion: chosen ? emotionName(chosen) : "" }));
  }
}
