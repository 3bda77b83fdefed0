const factor = 8;
const levels = 4;
const fullHeight = 0.5;

/** The loudest sample of every 10 ms, and means of these over 8, 64 and 512 times as long: an hour is drawn as fast as a second. */
export class Loudness {
  #levels = Array.from({ length: levels }, () => new Bytes());
  #step;
  #open = 0;
  #filled = 0;

  constructor(sampleRate) {
    this.#step = Math.round(sampleRate / 100);
  }

  append(samples) {
    for (let i = 0; i < samples.length; i++) {
      const size = Math.abs(samples[i]);
      if (size > this.#open) {
        this.#open = size;
      }
      if (++this.#filled === this.#step) {
        this.#push(Math.min(255, this.#open >> 7));
        this.#open = 0;
        this.#filled = 0;
      }
    }
  }

  /** How high the stretch [from, to) in samples is to be drawn, 0 … 1: its mean loudness, quiet parts raised as ears do. */
  between(from, to) {
    let size = this.#step;
    let level = 0;
    while (level + 1 < levels && to - from >= size * factor * 2) {
      size *= factor;
      level++;
    }
    const values = this.#levels[level];
    const first = Math.floor(from / size);
    const mean = values.mean(first, Math.max(first + 1, Math.ceil(to / size))) / 255;
    return Math.min(1, mean / fullHeight) ** 0.65;
  }

  #push(peak) {
    this.#levels[0].push(peak);
    for (let level = 1; level < levels; level++) {
      const below = this.#levels[level - 1];
      if (below.length % factor !== 0) {
        return;
      }
      this.#levels[level].push(below.mean(below.length - factor, below.length));
    }
  }
}

/** A list of bytes that grows by doubling. */
class Bytes {
  #data = new Uint8Array(1024);
  length = 0;

  /** Mean of the entries [from, to) as far as there are any; 0 without. */
  mean(from, to) {
    const end = Math.min(to, this.length);
    let sum = 0;
    for (let i = from; i < end; i++) {
      sum += this.#data[i];
    }
    return end > from ? sum / (end - from) : 0;
  }

  push(value) {
    if (this.length === this.#data.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.length++] = value;
  }
}
