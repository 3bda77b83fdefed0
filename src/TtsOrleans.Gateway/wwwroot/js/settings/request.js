/** The settings at which a voice speaks as it was made. */
export const defaults = Object.freeze({ intensity: 1, speed: 1, pitch: 0, volume: 1 });

/** Ranges and steps of the sliders, from what the voice and the service allow. */
export const rangesOf = (voice, catalog) => ({
  intensity: { range: voice.limits.intensity, step: 0.05, origin: voice.limits.intensity[0] },
  speed: { range: voice.limits.rate, step: 0.05, origin: defaults.speed },
  pitch: { range: voice.limits.pitch, step: 0.5, origin: defaults.pitch },
  volume: { range: catalog.volume, step: 0.05, origin: catalog.volume[0] },
});

/** The body of POST /api/tts for the page's settings. */
export const requestOf = (settings, format = "wav") => ({
  text: settings.text,
  voice: settings.voice,
  speaker: settings.speaker,
  emotion: settings.emotion,
  intensity: settings.intensity,
  speed: settings.speed,
  pitch: settings.pitch,
  volume: settings.volume,
  format,
});

/** `settings` moved to `voice`: what it does not have falls back to its first, what it cannot do to its nearest. */
export function fitTo(voice, catalog, settings) {
  const keep = (list, name) => (list.some((each) => each.name === name) ? name : list[0].name);
  const fitted = { voice: voice.name, speaker: keep(voice.speakers, settings.speaker), emotion: keep(voice.emotions, settings.emotion) };
  for (const [name, { range }] of Object.entries(rangesOf(voice, catalog))) {
    fitted[name] = Math.min(range[1], Math.max(range[0], settings[name]));
  }
  return fitted;
}

/** Whether two bodies ask for the same speech. */
export const sameRequest = (a, b) => Object.keys(a).every((name) => a[name] === b[name]);
