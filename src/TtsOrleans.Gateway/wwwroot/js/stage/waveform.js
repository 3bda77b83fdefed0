const barWidth = 2.5;
const barStep = 4.5;

/** Draws the sound of a take: what has been heard in the emotion's colour, the rest in grey, dots where none has come yet. */
export class Waveform {
  #canvas;
  #context;
  #colours = null;
  #span = 0; // seconds over the whole width, gliding towards what is expected
  #glide = matchMedia("(prefers-reduced-motion: no-preference)");

  constructor(canvas, onResize) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    new ResizeObserver(onResize).observe(canvas);
  }

  /** Reads the colours again at the next drawing: the emotion or the appearance changed. */
  recolour() {
    this.#colours = null;
  }

  /** Starts the scale afresh for another take. */
  reset() {
    this.#span = 0;
  }

  /** Seconds at a place, 0 … 1 of the width. */
  secondsAt(share) {
    return share * this.#span;
  }

  draw(take, position) {
    const { width, height } = this.#fit();
    const context = this.#context;
    context.clearRect(0, 0, width, height);
    if (!take) {
      return;
    }
    this.#scale(take.expected);
    const { played, rest, cursor } = this.#colour();
    const bars = Math.floor(width / barStep);
    const samples = (this.#span * take.sampleRate) / bars;
    const middle = height / 2;
    const x = (position / this.#span) * width;
    for (let bar = 0; bar < bars; bar++) {
      const left = bar * barStep;
      const come = bar * samples < take.samples;
      const loudness = come ? take.loudness.between(bar * samples, Math.min(take.samples, (bar + 1) * samples)) : 0;
      const size = Math.max(2.5, loudness * (height - 8));
      context.globalAlpha = come ? 1 : 0.45;
      context.fillStyle = left + barWidth / 2 <= x ? played : rest;
      context.beginPath();
      context.roundRect(left, middle - size / 2, barWidth, size, barWidth / 2);
      context.fill();
    }
    context.globalAlpha = 1;
    context.fillStyle = cursor;
    context.beginPath();
    context.roundRect(Math.min(width - 1.5, Math.max(0, x - 0.75)), 0, 1.5, height, 0.75);
    context.fill();
  }

  #scale(expected) {
    const far = this.#span === 0 || !this.#glide.matches || Math.abs(expected - this.#span) < 0.01;
    this.#span = Math.max(0.1, far ? expected : this.#span + (expected - this.#span) * 0.18);
  }

  /** Whether the scale is still on its way. */
  settled(take) {
    return !take || Math.abs(take.expected - this.#span) < 0.01;
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const density = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * density), Math.round(height * density)];
    if (this.#canvas.width !== w || this.#canvas.height !== h) {
      [this.#canvas.width, this.#canvas.height] = [w, h];
    }
    this.#context.setTransform(density, 0, 0, density, 0, 0);
    return { width, height };
  }

  #colour() {
    if (!this.#colours) {
      const style = getComputedStyle(this.#canvas);
      this.#colours = {
        played: style.getPropertyValue("--wave-played"),
        rest: style.getPropertyValue("--wave-rest"),
        cursor: style.getPropertyValue("--wave-cursor"),
      };
    }
    return this.#colours;
  }
}
