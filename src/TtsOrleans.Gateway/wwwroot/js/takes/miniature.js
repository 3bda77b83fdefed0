import { element } from "../page/element.js";

/** A small still picture of a take's sound, in the colour of its emotion. */
export function miniature(take) {
  const canvas = element("canvas", { class: "miniature", width: 192, height: 48, "aria-hidden": "true" });
  requestAnimationFrame(() => paintMiniature(canvas, take)); // once it has a place and so a colour
  return canvas;
}

function paintMiniature(canvas, take) {
  const context = canvas.getContext("2d");
  const bars = 48;
  const samples = take.samples / bars;
  context.fillStyle = getComputedStyle(canvas).color;
  for (let bar = 0; bar < bars; bar++) {
    const size = Math.max(3, take.peaks.between(bar * samples, (bar + 1) * samples) ** 0.75 * canvas.height);
    context.beginPath();
    context.roundRect(bar * 4, (canvas.height - size) / 2, 2.4, size, 1.2);
    context.fill();
  }
}
