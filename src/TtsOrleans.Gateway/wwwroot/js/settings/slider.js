import { t } from "../i18n/language.js";
import { element, icon, setText } from "../page/element.js";
import { defaults } from "./request.js";

/** A labelled slider with its value in words; a double click on it or its reset button brings the default back. */
export class Slider {
  #name;
  #origin = 0;
  #value = 0;
  #label;
  #output;
  #input;
  #reset;

  constructor(name, onInput, id = `slider-${name}`) {
    this.#name = name;
    const back = () => onInput(defaults[name]);
    this.#label = element("label", { for: id });
    this.#output = element("output", { for: id, "aria-live": "off" });
    this.#reset = element("button", { type: "button", class: "quiet icon-only slider-reset", onclick: () => (back(), this.#input.focus()) }, icon("reset"));
    this.#input = element("input", { type: "range", id, oninput: () => onInput(Number(this.#input.value)), ondblclick: back });
    this.element = element("div", { class: "slider" }, this.#label, this.#reset, this.#output, this.#input);
  }

  /** Sets what it can reach; `origin` is where its filled part begins. */
  limit({ range, step, origin }) {
    [this.#input.min, this.#input.max, this.#input.step] = [range[0], range[1], step];
    this.#origin = origin;
    this.show(this.#value);
  }

  show(value) {
    this.#value = value;
    const { min, max } = this.#input;
    const share = (n) => ((n - min) / (max - min)) * 100;
    const [from, to] = [share(this.#origin), share(value)].sort((a, b) => a - b);
    this.#input.value = value;
    this.#input.style.setProperty("--from", `${from}%`);
    this.#input.style.setProperty("--to", `${to}%`);
    this.write();
  }

  /** Writes the words again, after a change of value or language. */
  write() {
    const words = (n) => t(`${this.#name}.value`, { n });
    setText(this.#label, t(this.#name));
    setText(this.#output, words(this.#value));
    this.#input.setAttribute("aria-valuetext", words(this.#value));
    const moved = Math.abs(this.#value - defaults[this.#name]) > 1e-9;
    this.#reset.classList.toggle("idle", !moved);
    this.#reset.disabled = !moved;
    this.#reset.setAttribute("aria-label", t("resetOne", { name: t(this.#name), value: words(defaults[this.#name]) }));
  }
}
