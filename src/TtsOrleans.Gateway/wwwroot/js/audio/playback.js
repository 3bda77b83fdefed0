import { FilePlayer } from "./file-player.js";
import { StreamPlayer } from "./stream-player.js";

/**
 * One take at a time, whichever way it can be heard: through Web Audio while it comes, as a file once it is whole.
 * The file takes over at a pause, a seek or the end, never in the middle of a sound. Sends "change" events.
 */
export class Playback extends EventTarget {
  take = null;
  #file;
  #stream = null;
  #context = null;
  #paused = true; // of the stream

  constructor(element) {
    super();
    this.#file = new FilePlayer(element, () => this.#changed());
  }

  get playing() {
    return this.#stream ? !this.#paused : this.#file.playing;
  }

  get streaming() {
    return this.#stream !== null;
  }

  /** Seconds. */
  get position() {
    return (this.#stream ?? this.#file).position;
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
    this.#file.load(this.take.url);
    if (this.#paused) {
      this.#handOver(this.position, false);
    } else {
      this.#stream?.complete();
    }
    this.#changed();
  }

  /** Shows a whole take and plays it from `at` seconds on. */
  open(take, { at = 0 } = {}) {
    if (this.take !== take || this.#stream) {
      this.clear();
      this.take = take;
      this.#file.load(take.url);
    }
    this.#file.seek(at);
    this.#file.play();
    this.#changed();
  }

  play() {
    if (this.#stream) {
      this.#paused = false;
      this.#stream.resume();
    } else {
      this.#file.play();
    }
    this.#changed();
  }

  pause() {
    if (!this.#stream) {
      this.#file.pause();
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
      this.#file.seek(at);
    } else if (this.take.whole) {
      this.#handOver(at, this.playing);
    } else {
      this.#stream.seek(at);
    }
    this.#changed();
  }

  /** Silence; nothing is loaded any more. */
  clear() {
    this.#leaveStream();
    this.#file.unload();
    this.take = null;
    this.#changed();
  }

  #handOver(at, play) {
    this.#leaveStream();
    this.#context.resume();
    this.#file.seek(at);
    if (play) {
      this.#file.play();
    }
    this.#changed();
  }

  #leaveStream() {
    this.#stream?.dispose();
    this.#stream = null;
    if (this.take?.whole) {
      this.take.releasePcm();
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
