import { StreamPlayer } from "./stream-player.js";

/**
 * One take at a time, whichever way it can be heard: through Web Audio while it comes, through the audio element once it is whole.
 * The element takes over at a pause, a seek or the end, never in the middle of a sound. Sends "change" events.
 */
export class Playback extends EventTarget {
  take = null;
  #element;
  #stream = null;
  #context = null;
  #paused = true;

  constructor(element) {
    super();
    this.#element = element;
    for (const type of ["play", "pause", "ended", "loadedmetadata", "seeked"]) {
      element.addEventListener(type, () => this.#changed());
    }
  }

  get playing() {
    return this.#stream ? !this.#paused : !this.#element.paused && !this.#element.ended;
  }

  get streaming() {
    return this.#stream !== null;
  }

  /** Seconds. */
  get position() {
    return this.#stream ? this.#stream.position : this.#element.currentTime;
  }

  /** Must be called from a click or key press: browsers let only those start sound. */
  unlock(sampleRate) {
    if (this.#context?.sampleRate !== sampleRate) {
      this.#context?.close();
      this.#context = new AudioContext({ sampleRate });
    }
    return this.#context.resume();
  }

  /** Starts to play `take` as it comes; call `feed` after each piece and `complete` at the end. */
  begin(take) {
    this.clear();
    this.take = take;
    this.#paused = false;
    this.#stream = new StreamPlayer(this.#context, take.pcm, () => this.#handOver(take.duration, false));
    this.#changed();
  }

  feed() {
    this.#stream?.pump();
  }

  /** The take is whole: its file is there. */
  complete() {
    this.#element.src = this.take.url;
    if (this.#paused) {
      this.#handOver(this.position, false);
    } else {
      this.#stream?.complete();
    }
    this.#changed();
  }

  /** Shows a whole take and plays it from `at` seconds on. */
  open(take, { at = 0, play = true } = {}) {
    if (this.take !== take || this.#stream) {
      this.clear();
      this.take = take;
      this.#element.src = take.url;
    }
    this.#place(at);
    if (play) {
      this.#element.play().catch(() => this.#changed()); // refused by the browser: the button shows it
    }
    this.#changed();
  }

  play() {
    if (!this.#stream) {
      if (this.#element.ended) {
        this.#element.currentTime = 0;
      }
      this.#element.play().catch(() => this.#changed());
      return;
    }
    this.#paused = false;
    this.#stream.resume();
    this.#changed();
  }

  pause() {
    if (!this.#stream) {
      this.#element.pause();
    } else if (this.take.whole) {
      this.#handOver(this.position, false);
    } else {
      this.#paused = true;
      this.#stream.pause();
    }
    this.#changed();
  }

  toggle() {
    return this.playing ? this.pause() : this.play();
  }

  seek(seconds) {
    const at = Math.min(Math.max(0, seconds), this.take.duration);
    if (!this.#stream) {
      this.#place(at);
    } else if (this.take.whole) {
      this.#handOver(at, this.playing);
    } else {
      this.#stream.seek(at);
    }
    this.#changed();
  }

  /** Silence; nothing is loaded any more. */
  clear() {
    this.#stream?.dispose();
    this.#stream = null;
    if (this.take?.whole) {
      this.take.releasePcm();
    }
    this.#element.pause();
    this.#element.removeAttribute("src");
    this.#element.load();
    this.take = null;
    this.#changed();
  }

  #handOver(at, play) {
    this.#stream?.dispose();
    this.#stream = null;
    this.#context.resume();
    this.take.releasePcm();
    this.#place(at);
    if (play) {
      this.#element.play().catch(() => this.#changed());
    }
    this.#changed();
  }

  #place(at) {
    if (this.#element.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.#element.currentTime = at;
    } else {
      this.#element.addEventListener("loadedmetadata", () => (this.#element.currentTime = at), { once: true });
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
