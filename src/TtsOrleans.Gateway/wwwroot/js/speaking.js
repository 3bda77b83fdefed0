import { RequestFailed } from "./api/problem.js";
import { speak } from "./api/speech.js";
import { t } from "./i18n/language.js";
import { announce } from "./page/announcer.js";
import { requestOf, sameRequest } from "./settings/request.js";
import { Take } from "./takes/take.js";
import { clock } from "./text/clock.js";

/** Turns the settings into a take: asks for it, plays it while it comes, keeps it when it is whole. Sends "change" events. */
export class Speaking extends EventTarget {
  #settings;
  #panel;
  #playback;
  #history;
  #onGrowth;
  #onFailure;
  #abort = null;
  #count = 0;

  constructor({ settings, panel, playback, history, onGrowth, onFailure }) {
    super();
    this.#settings = settings;
    this.#panel = panel;
    this.#playback = playback;
    this.#history = history;
    this.#onGrowth = onGrowth;
    this.#onFailure = onFailure;
    playback.addEventListener("change", () => this.#changed());
    settings.on(null, () => this.#changed());
  }

  /** Whether there is something to stop: a take that comes, or one that came and is still heard and still what the settings ask for. */
  get active() {
    const { streaming, playing, take } = this.#playback;
    return this.#abort !== null || (streaming && playing && sameRequest(take.request, requestOf(this.#settings.value)));
  }

  async start() {
    this.stop();
    const abort = new AbortController();
    const take = this.#newTake();
    const begun = performance.now();
    this.#abort = abort;
    this.#playback.unlock(take.sampleRate).catch(() => {}); // refused: the take can still be started by its button
    this.#playback.begin(take);
    try {
      await this.#receive(take, abort.signal, begun);
    } catch (failure) {
      this.#breakOff(take, abort, failure);
    } finally {
      if (this.#abort === abort) {
        this.#abort = null;
      }
      this.#onGrowth();
      this.#changed();
    }
  }

  /** Silence at once; what has come of an unfinished take stays to be heard again. */
  stop() {
    if (this.#abort) {
      this.#abort.abort();
      this.#abort = null;
      announce(t("announce.stopped"));
    }
    if (this.#playback.streaming && this.#playback.take.whole) {
      this.#playback.pause();
    }
    this.#changed();
  }

  #newTake() {
    const { voice } = this.#panel;
    const request = requestOf(this.#settings.value);
    const emotion = voice.emotions.find(({ name }) => name === request.emotion);
    const speaker = voice.speakers.find(({ name }) => name === request.speaker);
    return new Take(++this.#count, request, emotion, speaker, voice.sampleRate);
  }

  async #receive(take, signal, begun) {
    for await (const event of speak(take.request, signal)) {
      signal.throwIfAborted();
      if (event.type === "timing") {
        take.timeline.add(event);
      } else if (event.type === "audio") {
        this.#hear(take, event, begun);
      } else if (event.type === "done") {
        this.#finish(take, event);
      }
      this.#onGrowth();
    }
  }

  #hear(take, { pcm, sample, sampleRate }, begun) {
    if (sampleRate !== take.sampleRate || sample !== take.samples) {
      throw new RequestFailed("broken", { detail: `sample ${sample} at ${sampleRate} Hz, expected ${take.samples} at ${take.sampleRate} Hz` });
    }
    take.append(pcm);
    this.#playback.feed();
    if (take.firstSound === null) {
      take.firstSound = Math.round(performance.now() - begun);
      announce(t("announce.started"));
    }
  }

  #finish(take, { sentences }) {
    take.finish(true, sentences);
    this.#playback.complete();
    this.#history.add(take);
    announce(t("announce.done", { total: sentences, duration: clock(take.duration) }));
  }

  #breakOff(take, abort, failure) {
    const stopped = abort.signal.aborted;
    if (this.#playback.take === take) {
      if (take.samples === 0) {
        this.#playback.clear();
      } else {
        take.finish(false, take.timeline.sentences.length);
        this.#playback.complete();
        if (stopped) {
          this.#playback.pause();
        }
      }
    }
    if (!stopped) {
      this.#onFailure(failure instanceof RequestFailed ? failure : new RequestFailed("failed", { detail: String(failure) }), () => this.start());
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
