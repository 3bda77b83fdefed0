import { loadAt } from "./roster.js";

const seconds = 120;

/** Draws how busy the cluster was, one bar a second, in the manner of a waveform: the newest at the right. */
export class Pulse {
  #canvas;
  #draw = () => {};

  constructor(canvas) {
    this.#canvas = canvas;
    new ResizeObserver(() => this.#draw()).observe(canvas);
  }

  /** `now` is the time of the last news. */
  show(silos, now) {
    this.#draw = () => this.#paint(silos, now);
    this.#draw();
  }

  #paint(silos, now) {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const density = devicePixelRatio || 1;
    [this.#canvas.width, this.#canvas.height] = [Math.round(width * density), Math.round(height * density)];
    const context = this.#canvas.getContext("2d");
    context.scale(density, density);
    const style = getComputedStyle(this.#canvas);
    const [busyColour, restColour] = [style.getPropertyValue("--wave-played"), style.getPropertyValue("--wave-rest")];
    const step = width / seconds;
    const bar = Math.max(1.5, Math.min(4, step * 0.55));
    for (let i = 0; i < seconds; i++) {
      const { busy, slots } = loadAt(silos, now, (seconds - 1 - i) * 1000);
      const share = slots > 0 ? Math.min(1, busy / slots) : 0;
      const size = Math.max(2.5, share * height);
      context.globalAlpha = slots > 0 ? 1 : 0.4;
      context.fillStyle = share > 0 ? busyColour : restColour;
      context.beginPath();
      context.roundRect(i * step + (step - bar) / 2, (height - size) / 2, bar, size, bar / 2);
      context.fill();
    }
  }
}
