import { Loudness } from "../audio/loudness.js";
import { Pcm } from "../audio/pcm.js";
import { Timeline } from "../audio/timeline.js";

const guessSecondsPerCharacter = 0.21;

/** One rendering of a text: how it was asked for, and its sound as far as it has come. */
export class Take {
  timeline = new Timeline();
  state = "streaming"; // → "whole" | "partial"
  firstSound = null; // ms from the request to the first sound
  sentences = 0;
  blob = null;
  url = null;
  pcm;
  #length = 0;

  /**
   * @param request the body that was sent
   * @param emotion {name, label} of the voice
   * @param speaker {name, gender, description} of the voice
   */
  constructor(number, request, emotion, speaker, sampleRate) {
    this.number = number;
    this.request = request;
    this.emotion = emotion;
    this.speaker = speaker;
    this.sampleRate = sampleRate;
    this.pcm = new Pcm(sampleRate);
    this.loudness = new Loudness(sampleRate);
    this.spokenLength = request.text.trimEnd().length;
  }

  /** Whether no more will come and its file is there. */
  get whole() {
    return this.url !== null;
  }

  /** Seconds that have come. */
  get duration() {
    return this.#length / this.sampleRate;
  }

  get samples() {
    return this.#length;
  }

  /** Share 0…1 of the text whose sound has come. */
  get rendered() {
    return this.state === "whole" ? 1 : this.timeline.rendered(this.duration * 1000, this.spokenLength);
  }

  /** Seconds it will last, estimated from what has come. */
  get expected() {
    if (this.whole) {
      return this.duration;
    }
    const guess = (this.spokenLength * guessSecondsPerCharacter) / this.request.speed;
    return Math.max(this.duration, this.rendered > 0.05 ? this.duration / this.rendered : guess);
  }

  append(samples) {
    this.pcm.append(samples);
    this.loudness.append(samples);
    this.#length += samples.length;
  }

  /** Closes it: with `complete` the whole text is in it, else what came before it broke off. */
  finish(complete, sentences) {
    this.state = complete ? "whole" : "partial";
    this.sentences = sentences;
    this.blob = this.pcm.toWav();
    this.url = URL.createObjectURL(this.blob);
  }

  /** The file holds the samples from here on. */
  releasePcm() {
    this.pcm = null;
  }

  dispose() {
    if (this.url) {
      URL.revokeObjectURL(this.url);
    }
  }
}
