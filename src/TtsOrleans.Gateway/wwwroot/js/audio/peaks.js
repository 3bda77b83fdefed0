const factor = 8;
const levels = 4;

/** Loudest sample of every 10 ms, and of 8, 64 and 512 times as long: an hour is drawn as fast as a second. */
export class Peaks {
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

  /** Loudness 0…1 of the stretch [from, to) in samples. */
  between(from, to) {
    let size = this.#step;
    let level = 0;
    while (level + 1 < levels && to - from >= size * factor * 2) {
      size *= factor;
      level++;
    }
    const peaks = this.#levels[level];
    const end = Math.min(peaks.length, Math.max(Math.floor(from / size) + 1, Math.ceil(to / size)));
    let loudest = 0;
    for (let i = Math.floor(from / size); i < end; i++) {
      loudest = Math.max(loudest, peaks.at(i));
    }
    return loudest / 255;
  }

  #push(peak) {
    this.#levels[0].push(peak);
    for (let level = 1; level < levels; level++) {
      const below = this.#levels[level - 1];
      if (below.length % factor !== 0) {
        return;
      }
      let loudest = 0;
      for (let i = below.length - factor; i < below.length; i++) {
        loudest = Math.max(loudest, below.at(i));
      }
      this.#levels[level].push(loudest);
    }
  }
}

/** A list of bytes that grows by doubling. */
class Bytes {
  #data = new Uint8Array(1024);
  length = 0;

  at(index) {
    return this.#data[index];
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
