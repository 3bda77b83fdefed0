import { send } from "../api/http.js";
import { apiKey } from "../api/key.js";
import { RequestFailed } from "../api/problem.js";

const types = { wav: "audio/wav", mp3: "audio/mpeg", opus: 'audio/ogg; codecs="opus"', flac: "audio/flac", aac: "audio/aac" };

/**
 * Plays a job chapter by chapter. What follows is played by itself as soon as it is there. Sends "change" events, and "fault" with a
 * RequestFailed as detail.
 */
export class BookPlayer extends EventTarget {
  job = null;
  chapter = 0; // number, from 1
  waiting = false; // for a chapter that is not rendered yet
  #audio;
  #turn = 0;
  #url = null;

  constructor(audio) {
    super();
    this.#audio = audio;
    for (const type of ["play", "pause", "timeupdate", "durationchange", "seeked"]) {
      audio.addEventListener(type, () => this.#changed());
    }
    audio.addEventListener("ended", () => this.#follow());
    audio.addEventListener("error", () => this.#broken());
  }

  /** Whether it sounds, or will as soon as it can. */
  get playing() {
    return this.waiting || this.sounding;
  }

  get sounding() {
    return this.job !== null && !this.waiting && !this.#audio.paused && !this.#audio.ended;
  }

  /** Seconds. */
  get position() {
    return this.waiting ? 0 : this.#audio.currentTime;
  }

  /** Seconds; what the job says until the file has been looked at. */
  get duration() {
    return Number.isFinite(this.#audio.duration) && !this.waiting ? this.#audio.duration : (this.current?.audioSeconds ?? 0);
  }

  /** The chapter that sounds, as the job describes it. */
  get current() {
    return this.#find(this.chapter);
  }

  /** The next chapter that has sound, in this direction. */
  beside(step) {
    for (let number = this.chapter + step; this.#find(number); number += step) {
      if (this.#find(number).audio) {
        return number;
      }
    }
    return null;
  }

  /** Plays chapter `number` of `job` from its beginning. */
  play(job, number) {
    this.job = job;
    this.#load(number);
  }

  toggle() {
    if (this.waiting) {
      this.stop();
    } else if (this.#audio.paused) {
      this.#start();
    } else {
      this.pause();
    }
  }

  pause() {
    this.#audio.pause();
  }

  seek(seconds) {
    if (!this.waiting) {
      this.#audio.currentTime = Math.min(Math.max(0, seconds), this.duration);
    }
  }

  step(direction) {
    const number = this.beside(direction);
    if (number !== null) {
      this.#load(number);
    }
  }

  /** News of a job; goes on where a chapter was awaited. */
  update(job) {
    if (this.job?.id !== job.id) {
      return;
    }
    this.job = job;
    if (this.waiting && this.current?.audio) {
      this.#load(this.chapter);
    } else if (this.waiting && ["failed", "cancelled"].includes(job.state)) {
      this.stop();
    } else {
      this.#changed();
    }
  }

  /** Silence; nothing is loaded any more. */
  stop() {
    this.#turn++;
    this.job = null;
    this.waiting = false;
    this.#unload();
    this.#changed();
  }

  #find(number) {
    return this.job?.chapters.find((chapter) => chapter.number === number);
  }

  async #load(number) {
    const turn = ++this.#turn;
    this.chapter = number;
    this.#unload();
    const { audio } = this.current;
    this.waiting = !audio;
    this.#changed();
    if (!audio) {
      return;
    }
    const path = this.#audio.canPlayType(types[this.job.format] ?? "") === "" ? `${audio}?format=wav` : audio;
    try {
      const source = apiKey() === null ? path : URL.createObjectURL(await (await send(path)).blob());
      if (turn !== this.#turn) {
        URL.revokeObjectURL(source);
        return;
      }
      this.#url = source;
      this.#audio.src = source;
      this.#start();
    } catch (failure) {
      this.#fail(failure, turn);
    }
  }

  /** The browser may refuse to start sound by itself: then the button shows it. */
  #start() {
    this.#audio.play().catch(() => this.#changed());
  }

  #follow() {
    const next = this.#find(this.chapter + 1);
    if (!next) {
      this.#changed();
    } else if (next.audio || !["failed", "cancelled", "done"].includes(this.job.state)) {
      this.#load(next.number);
    } else {
      this.step(1);
    }
  }

  /** The element tells nothing of the reason: the service is asked for it. */
  async #broken() {
    if (!this.#audio.getAttribute("src") || this.job === null) {
      return;
    }
    const turn = this.#turn;
    try {
      await send(this.current.audio, { method: "HEAD" });
      this.#fail(new RequestFailed("broken"), turn);
    } catch (failure) {
      this.#fail(failure, turn);
    }
  }

  #fail(failure, turn) {
    if (turn === this.#turn) {
      const { job } = this;
      this.stop();
      this.dispatchEvent(new CustomEvent("fault", { detail: { job, failure } }));
    }
  }

  #unload() {
    this.#audio.pause();
    this.#audio.removeAttribute("src");
    this.#audio.load();
    if (this.#url?.startsWith("blob:")) {
      URL.revokeObjectURL(this.#url);
    }
    this.#url = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
