const known = new Set(["neutral", "happy", "angry", "sad", "fear", "surprise", "hate", "gentle"]);

/** Gives `target` the colour of an emotion; one without a colour of its own gets a hue from its name. */
export function paint(target, emotion) {
  target.dataset.emotion = emotion;
  if (known.has(emotion)) {
    target.style.removeProperty("--hue");
  } else {
    target.style.setProperty("--hue", hueOf(emotion));
  }
}

/** Gives `target` a quiet colour of its own, always the same for the same name. */
export function tint(target, name) {
  target.dataset.emotion = "";
  target.style.setProperty("--hue", hueOf(name));
}

function hueOf(name) {
  let hue = 0;
  for (const letter of name) {
    hue = (hue * 31 + letter.codePointAt(0)) % 360;
  }
  return hue;
}
