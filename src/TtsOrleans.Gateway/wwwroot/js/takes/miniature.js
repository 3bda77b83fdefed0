import { element } from "../page/element.js";

const step = 2.5;

/** A small still picture of a take's sound, in the colour of its emotion. */
export function miniature(take) {
  const canvas = element("canvas", { class: "miniature", "aria-hidden": "true" });
  requestAnimationFrame(() => paintMiniature(canvas, take)); // once it has a place and so a colour
  return canvas;
}

function paintMiniature(canvas, take) {
  const density = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  [canvas.width, canvas.height] = [Math.round(width * density), Math.round(height * density)];
  const context = canvas.getContext("2d");
  context.scale(density, density);
  context.fillStyle = getComputedStyle(canvas).color;
  const bars = Math.floor(width / step);
  const samples = take.samples / bars;
  for (let bar = 0; bar < bars; bar++) {
    const size = Math.max(1.5, take.loudness.between(bar * samples, (bar + 1) * samples) * height);
    context.beginPath();
    context.roundRect(bar * step, (height - size) / 2, 1.5, size, 0.75);
    context.fill();
  }
}
