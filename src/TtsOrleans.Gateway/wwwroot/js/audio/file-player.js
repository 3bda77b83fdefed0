/** Plays the file of a whole take through the audio element. */
export class FilePlayer {
  #element;
  #onChange;

  constructor(element, onChange) {
    this.#element = element;
    this.#onChange = onChange;
    for (const type of ["play", "pause", "ended", "loadedmetadata", "seeked"]) {
      element.addEventListener(type, onChange);
    }
  }

  get playing() {
    return !this.#element.paused && !this.#element.ended;
  }

  /** Seconds. */
  get position() {
    return this.#element.currentTime;
  }

  load(url) {
    this.#element.src = url;
  }

  unload() {
    this.#element.pause();
    this.#element.removeAttribute("src");
    this.#element.load();
  }

  /** Starts to sound, from the beginning where it has ended. */
  play() {
    if (this.#element.ended) {
      this.#element.currentTime = 0;
    }
    this.#element.play().catch(this.#onChange); // refused by the browser: the button shows it
  }

  pause() {
    this.#element.pause();
  }

  /** Goes to `seconds`, at once or when the file has been looked at. */
  seek(seconds) {
    if (this.#element.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.#element.currentTime = seconds;
    } else {
      this.#element.addEventListener("loadedmetadata", () => (this.#element.currentTime = seconds), { once: true });
    }
  }
}
