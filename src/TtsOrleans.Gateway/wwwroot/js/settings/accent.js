const known = new Set(["neutral", "happy", "angry", "sad", "fear", "surprise", "hate", "gentle"]);

/** Gives `target` the colour of an emotion; one without a colour of its own gets a hue from its name. */
export function paint(target, emotion) {
  target.dataset.emotion = emotion;
  if (known.has(emotion)) {
    target.style.removeProperty("--hue");
    return;
  }
  let hue = 0;
  for (const letter of emotion) {
    hue = (hue * 31 + letter.codePointAt(0)) % 360;
  }
  target.style.setProperty("--hue", hue);
}
