/** A growing recording: 16-bit mono samples, kept in the pieces they came in. */
export class Pcm {
  #chunks = [];
  #starts = [];
  length = 0;

  constructor(sampleRate) {
    this.sampleRate = sampleRate;
  }

  get seconds() {
    return this.length / this.sampleRate;
  }

  append(samples) {
    this.#chunks.push(samples);
    this.#starts.push(this.length);
    this.length += samples.length;
  }

  /** Fills `target` with the samples from `from` on, scaled to [−1, 1). */
  read(from, target) {
    let index = this.#find(from);
    for (let written = 0; written < target.length; index++) {
      const chunk = this.#chunks[index];
      const offset = from + written - this.#starts[index];
      const count = Math.min(chunk.length - offset, target.length - written);
      for (let i = 0; i < count; i++) {
        target[written + i] = chunk[offset + i] / 32768;
      }
      written += count;
    }
  }

  /** The recording as a WAV file; the samples are handed over, not copied. */
  toWav() {
    return new Blob([header(this.length, this.sampleRate), ...this.#chunks], { type: "audio/wav" });
  }

  #find(sample) {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= sample) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

function header(samples, sampleRate) {
  const view = new DataView(new ArrayBuffer(44));
  const tag = (at, text) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  tag(0, "RIFF");
  view.setUint32(4, 36 + samples * 2, true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // mono
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, "data");
  view.setUint32(40, samples * 2, true);
  return view.buffer;
}
